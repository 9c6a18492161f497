"""Sums, means, maxima and the like over axes."""

import torch

from inputs import INF, NAN, normal, of

OVER = [
    ((2, 3), [0]),
    ((2, 3), [-1]),
    ((2, 3, 2), [0, 2]),
    ((2, 3, 2), [1]),
    ((2, 1, 2), [1]),
    ((3,), [0]),
    ((2, 3), [1, 0]),
    ((0, 3), [0]),
    ((0, 3), [1]),
    ((2, 3), []),
]


WIDE = [([1.0, 2.0, 4.0], "distinct"), ([2.0, 0.0, 3.0], "a zero"), ([0.0, 5.0, 0.0], "two zeros")]


def cases(case):
    sums(case)
    spreads(case)
    norms(case)
    products(case)
    extrema(case)
    positions(case)
    running(case)


def over(case, owner, name, function, *options, shapes=OVER):
    """The operation that drops the axes and the one that keeps them."""
    kinds = ", ".join(["Tensor"] + ["int" if isinstance(o, int) else "float" for o in options] + ["int[]"])
    for shape, axes in shapes:
        x = normal(*shape)
        for kind, keep in (("Over", False), ("Keeping", True)):
            call = lambda x, *rest: function(x, *rest[:-1], rest[-1], keep)
            case(f"{owner}.{name}{kind}({kinds})", call, x, *options, axes)


def sum_over(x, axes):
    return x.sum(axes) if axes else x


def sums(case):
    for shape in ((4,), (2, 3), (1,), (), (0,), (2, 0)):
        x = normal(*shape)
        case("Tensor.sum()", torch.sum, x)
        case("Tensor.mean()", torch.mean, x)
        case("Tensor.norm()", torch.norm, x)
    case("Tensor.norm()", torch.norm, torch.zeros(3), note="0 at the kink")
    for shape, axes in OVER:
        x = normal(*shape)
        case("Tensor.sumOver(int[])", sum_over, x, axes)
        case("Tensor.sumKeeping(int[])", lambda x, a: x.sum(a, keepdim=True) if a else x, x, axes)
        case("Tensor.meanOver(int[])", lambda x, a: x.mean(a) if a else x, x, axes)
        mean = lambda x, a: x.mean(a, keepdim=True) if a else x
        case("Reductions.meanKeeping(Tensor, int[])", mean, x, axes)
    case("Tensor.sumOver(int[])", sum_over, of([1.0, INF], [2.0, NAN]), [0])


def spreads(case):
    axes = [(shape, a) for shape, a in OVER if a and 0 not in shape]
    for correction in (0, 1):
        var = lambda x, c, a, keep: torch.var(x, a, correction=c, keepdim=keep)
        std = lambda x, c, a, keep: torch.std(x, a, correction=c, keepdim=keep)
        some = [(shape, a) for shape, a in axes if correction == 0 or (shape, a) != ((2, 1, 2), [1])]
        over(case, "Reductions", "var", var, correction, shapes=some)
        over(case, "Reductions", "std", std, correction, shapes=some)
        for shape in ((4,), (2, 3)):
            x = normal(*shape)
            case("Reductions.var(Tensor, int)", lambda x, c: torch.var(x, correction=c), x, correction)
            case("Reductions.std(Tensor, int)", lambda x, c: torch.std(x, correction=c), x, correction)
    equal = torch.full((2, 3), 1.5)
    over_rows = lambda x, c, a: torch.std(x, a, correction=c)
    case("Reductions.stdOver(Tensor, int, int[])", over_rows, equal, 0, [1], note="no spread")
    far = of(10000.0, 10001.0, 10002.0)
    case("Reductions.varOver(Tensor, int, int[])", lambda x, c, a: torch.var(x, a, correction=c), far, 1, [0])


def norms(case):
    for p in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, INF):
        norm = lambda x, p, a, keep: torch.linalg.vector_norm(x, p, a, keep)
        over(case, "Reductions", "norm", norm, p, shapes=[s for s in OVER if s[1] and 0 not in s[0]])
        over(case, "Reductions", "norm", norm, p, shapes=[((0, 3), [1])])
        call = lambda x, p, a: torch.linalg.vector_norm(x, p, a)
        zeros = of([0.0, 3.0, 4.0], [0.0, 0.0, 0.0])
        case("Reductions.normOver(Tensor, float, int[])", call, zeros, p, [1], note="zeros")
        ties = of(-2.0, 2.0, 1.0)
        case("Reductions.norm(Tensor, float)", torch.linalg.vector_norm, ties, p)
        case("Reductions.norm(Tensor, float)", torch.linalg.vector_norm, normal(2, 3), p)
    over(case, "Reductions", "norm", norm, 2.0, shapes=[((0, 3), [0])])


def products(case):
    shapes = [s for s in OVER if s[1]]
    over(case, "Reductions", "logSumExp", torch.logsumexp, shapes=[s for s in shapes if s[0] != (0, 3)])
    over(case, "Reductions", "logSumExp", torch.logsumexp, shapes=[((0, 3), [1])])
    large = of([1000.0, 999.0], [-1000.0, -1001.0], [INF, 0.0], [-INF, 1.0], [NAN, 1.0])
    case("Reductions.logSumExpOver(Tensor, int[])", torch.logsumexp, large, [1])
    everything = lambda x: torch.logsumexp(x, list(range(x.dim())))
    case("Reductions.logSumExp(Tensor)", everything, normal(2, 3))
    case("Reductions.logSumExp(Tensor)", everything, normal())
    over(case, "Reductions", "prod", prod, shapes=shapes)
    for numbers, note in WIDE:
        x = torch.stack([of(*numbers), of(1.0, -1.0, 0.5)])
        case("Reductions.prodOver(Tensor, int[])", lambda x, a: x.prod(a[0]), x, [1], note=note)
        case("Reductions.prod(Tensor)", torch.prod, x, note=note)
    case("Reductions.prod(Tensor)", torch.prod, normal(2, 0))


def prod(x, axes, keep):
    for axis in sorted((a % x.dim() for a in axes), reverse=True):
        x = x.prod(axis, keepdim=keep)
    return x


def extrema(case):
    some = [s for s in OVER if s[1] and s != ((0, 3), [0])]
    over(case, "Extrema", "amax", torch.amax, shapes=some)
    over(case, "Extrema", "amin", torch.amin, shapes=some)
    ties = of([1.0, 2.0, 2.0], [3.0, 0.0, 3.0])
    for name in ("amax", "amin"):
        call = lambda x, a: getattr(torch, name)(x, a)
        for axes in ([1], [0], [0, 1]):
            case(f"Extrema.{name}Over(Tensor, int[])", call, ties, axes, note="ties")
        infinite = of([INF, 1.0], [-INF, -INF], [-1.0, -2.0])
        case(f"Extrema.{name}Over(Tensor, int[])", call, infinite, [1])
    for name in ("max", "min"):
        case(f"Extrema.{name}(Tensor)", getattr(torch, name), ties, note="ties")
        case(f"Extrema.{name}(Tensor)", getattr(torch, name), normal(2, 3))
        case(f"Extrema.{name}(Tensor)", getattr(torch, name), normal())


def positions(case):
    ties = of([1.0, 2.0, 2.0], [3.0, NAN, NAN], [0.0, 0.0, 1.0])
    for owner, name, comma in (("Tensor", "max", ""), ("Extrema", "min", "Tensor, ")):
        values = lambda x, a: getattr(torch, name)(x, a).values
        index = lambda x, a: getattr(torch, f"arg{name}")(x, a).reshape(-1)
        for shape, axis in (((2, 3), 0), ((2, 3), -1), ((2, 3, 2), 1), ((1,), 0), ((0, 3), 1)):
            x = normal(*shape)
            case(f"{owner}.{name}Over({comma}int)", values, x, axis)
            case(f"{owner}.arg{name}Over({comma}int)", index, x, axis)
        case(f"{owner}.{name}Over({comma}int)", values, ties, 1, note="the first of equals")
        case(f"{owner}.arg{name}Over({comma}int)", index, ties, 1)
        for x in (normal(2, 3), ties[2:], ties):
            case(f"Extrema.arg{name}(Tensor)", getattr(torch, f"arg{name}"), x)


def running(case):
    from_end = lambda x, a: x.flip(a).cumsum(a).flip(a)
    shapes = (((4,), 0), ((2, 3), 0), ((2, 3, 2), 1), ((2, 3), -1), ((2, 1), 1), ((0, 3), 0), ((2, 0), 1))
    for shape, axis in shapes:
        x = normal(*shape)
        case("Cumulative.cumsum(Tensor, int)", torch.cumsum, x, axis)
        case("Cumulative.cumsumFromEnd(Tensor, int)", from_end, x, axis)
        case("Cumulative.cumprod(Tensor, int)", torch.cumprod, x, axis)
    for numbers, note in WIDE:
        case("Cumulative.cumprod(Tensor, int)", torch.cumprod, of(*numbers, 2.0), 0, note=note)
    zeros = of([1.0, 0.0], [0.0, 2.0], [3.0, 0.0])
    case("Cumulative.cumprod(Tensor, int)", torch.cumprod, zeros, 0)
    case("Cumulative.cumsum(Tensor, int)", torch.cumsum, of(1.0, INF, 2.0, NAN, 1.0), 0)
