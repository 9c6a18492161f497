"""Axes that come and go, parts, longer axes, diagonals, and several tensors in one."""

import torch
import torch.nn.functional as F

from inputs import INF, NAN, normal, of


def cases(case):
    axes(case)
    parts(case)
    padding(case)
    orders(case)
    diagonals(case)
    joining(case)
    grids(case)


def axes(case):
    for shape in ((1, 2, 1, 3), (1,), (2, 3), (), (1, 0)):
        case("Shaping.squeeze(Tensor)", torch.squeeze, normal(*shape))
    for shape, which in (((1, 2, 1), [0]), ((1, 2, 1), [-1, 1]), ((1, 2), []), ((1, 0, 1), [1, 2])):
        case("Shaping.squeeze(Tensor, int[])", lambda x, a: x.squeeze(tuple(a)), normal(*shape), which)
    for shape, axis in (((2, 3), 0), ((2, 3), -1), ((2, 3), 1), ((), 0), ((0, 2), -2)):
        case("Shaping.unsqueeze(Tensor, int)", torch.unsqueeze, normal(*shape), axis)
    for shape, first in (((2, 3, 2), 1), ((2, 3, 2), 0), ((3,), -1), ((2, 0, 3), 1), ((), 0)):
        case("Shaping.flatten(Tensor, int)", torch.flatten, normal(*shape), first)
    for shape, first, last in (((2, 3, 2), 0, 1), ((2, 3, 2), -2, -1), ((2, 3), 1, 1), ((), 0, -1)):
        case("Shaping.flatten(Tensor, int, int)", torch.flatten, normal(*shape), first, last)
    for shape, dims in (((2, 1), [-1, 3]), ((3,), [2, 3]), ((), [2]), ((1, 3), [0, 3]), ((1,), [4, -1])):
        case("Shaping.expand(Tensor, int[])", lambda x, d: x.expand(d), normal(*shape), dims)


def python_slice(x, axis, start, stop, step=1):
    return x[(slice(None),) * (axis % x.dim()) + (slice(start, stop, step),)]


def slices(x, axes, starts, stops, steps):
    for each in zip(axes, starts, stops, steps):
        x = python_slice(x, *each)
    return x


def parts(case):
    for shape, axis, index in (((2, 3), 1, -1), ((2, 3, 2), 0, 1), ((3,), 0, 2), ((2, 0), 0, -2)):
        case("Shaping.select(Tensor, int, int)", torch.select, normal(*shape), axis, index)
    short = "Shaping.slice(Tensor, int, int, int)"
    for shape, *at in (((2, 4), 1, 1, 3), ((5,), 0, -2, -1), ((2, 3), 0, 1, 1), ((2, 3, 2), -2, 0, 3)):
        case(short, python_slice, normal(*shape), *at)
    case(short, python_slice, of(1.0, NAN, INF, 2.0), 0, 1, 3, note="NaN and infinity pass")
    stepped = "Shaping.slice(Tensor, int, int, int, int)"
    for shape, *at in (((2, 5), -1, 0, 5, 2), ((5, 2), 0, 1, 5, 3), ((4,), 0, 0, 4, 9), ((0,), 0, 0, 0, 2)):
        case(stepped, python_slice, normal(*shape), *at)
    several = "Shaping.slice(Tensor, int[], int[], int[], int[])"
    case(several, slices, normal(3, 2, 5), [0, 2], [1, 0], [3, -1], [1, 2])
    case(several, slices, normal(3, 4), [1, 0], [0, -2], [4, 3], [3, 1])
    case(several, slices, normal(2), [], [], [], [])
    for shape, *at in (((2, 4), 1, 1, 2), ((4,), 0, -3, 2), ((2, 3), 0, 2, 0), ((2, 3, 2), -1, 0, 2)):
        case("Shaping.narrow(Tensor, int, int, int)", torch.narrow, normal(*shape), *at)


def padded(mode):
    def pad(x, amounts):
        # PyTorch pads as many axes as the rank tells, behind two that it leaves alone.
        return F.pad(x[None, None], amounts, mode=mode)[0, 0]

    return pad


def padding(case):
    constant = lambda x, amounts, value: F.pad(x, amounts, value=value)
    key = "Shaping.pad(Tensor, int[], float)"
    for shape, amounts, value in (
        ((2, 3), [1, 2], 0.5),
        ((2, 3), [0, 1, 2, 0], 0.0),
        ((2, 3), [-1, 2, 1, -1], -1.0),
        ((2, 1, 3), [1, 1, 0, 2, 1, 0], 2.0),
        ((3,), [-1, -2], 1.0),
        ((0, 2), [1, 0, 2, 1], 3.0),
        ((2,), [0, 0], 1.0),
        ((2,), [1, 0], INF),
    ):
        x = normal(*shape)
        # The number is a constant, so that it has no gradient here.
        case(key, lambda x, a, v: constant(x, a, float(torch.as_tensor(v).detach())), x, amounts, value)
    for name, mode in (("padReflect", "reflect"), ("padReplicate", "replicate"), ("padCircular", "circular")):
        key = f"Shaping.{name}(Tensor, int[])"
        for shape, amounts in (((3,), [1, 2]), ((4,), [3, 0]), ((3, 3), [2, 0, 1, 1]), ((2, 3, 4), [1, 2, 0, 1, 1, 1])):
            case(key, padded(mode), normal(*shape), amounts)
    case("Shaping.padReplicate(Tensor, int[])", padded("replicate"), normal(1, 2), [3, 1, 2, 2])
    for shape, counts in (((2, 3), [2, 1]), ((2,), [2, 3]), ((), [2]), ((2, 1), [0, 2]), ((2, 2), [1, 2, 3])):
        case("Shaping.repeat(Tensor, int[])", lambda x, c: x.repeat(c), normal(*shape), counts)


def orders(case):
    for shape, axes in (((2, 3), [1]), ((2, 3), [0, -1]), ((2,), []), ((0, 2), [1]), ((2, 3, 2), [1])):
        case("Shaping.flip(Tensor, int[])", torch.flip, normal(*shape), axes)
    for shape, shift, axis in (((2, 3), 1, 1), ((5,), -7, 0), ((3, 2), 4, 0), ((0,), 1, 0)):
        case("Shaping.roll(Tensor, int, int)", torch.roll, normal(*shape), shift, axis)
    several = "Shaping.roll(Tensor, int[], int[])"
    case(several, lambda x, s, a: torch.roll(x, s, a), normal(2, 3), [1, 2], [0, 1])
    case(several, lambda x, s, a: torch.roll(x, s, a), normal(4), [1, 2], [0, -1])


def diagonals(case):
    for name in ("tril", "triu"):
        for shape, offset in (((3, 3), 0), ((2, 3), 1), ((2, 4, 2), -2), ((2, 2), 5), ((2, 2), -5), ((0, 3), 0)):
            case(f"Diagonals.{name}(Tensor, int)", getattr(torch, name), normal(*shape), offset)
        # What is cut off leaves no trace.
        x = of([1.0, NAN], [INF, 2.0])
        case(f"Diagonals.{name}(Tensor, int)", getattr(torch, name), x, 0, note="NaN and infinity")
    for shape, upper in (((3, 3), True), ((2, 2, 3), False), ((0, 2), True)):
        triangle = lambda x, upper: torch.triu(x) if upper else torch.tril(x)
        case("Diagonals.triangle(Tensor, boolean)", triangle, normal(*shape), upper)
    for shape, *at in (
        ((3, 3), 0, 0, 1),
        ((2, 4), 1, 0, 1),
        ((4, 2), 1, 0, 1),
        ((3, 2, 3), -1, -1, 0),
        ((2, 3, 3), 0, -2, -1),
        ((2, 2), 2, 0, 1),
        ((0, 2), 0, 0, 1),
    ):
        case("Diagonals.diagonal(Tensor, int, int, int)", torch.diagonal, normal(*shape), *at)
    put = lambda x, shape, o, a, b: torch.diagonal_scatter(torch.zeros(shape, dtype=x.dtype), x, o, a, b)
    key = "Diagonals.putDiagonal(Tensor, int[], int, int, int)"
    case(key, put, normal(3), [3, 3], 0, 0, 1)
    case(key, put, normal(2, 2), [3, 2, 3], -1, -1, 0)
    case(key, put, normal(2), [2, 4], 2, 0, 1)
    for shape, *at in (((3,), 0, 0, 1), ((2, 3), -1, 0, 2), ((2, 2), 1, -2, -1), ((1,), 0, 1, 0), ((0,), 0, 0, 1)):
        case("Diagonals.embedDiagonal(Tensor, int, int, int)", torch.diag_embed, normal(*shape), *at)


def several(*shapes):
    return [normal(*shape, name=str(i)) for i, shape in enumerate(shapes)]


def joining(case):
    cat = lambda axis, parts: torch.cat(parts, axis)
    for axis, shapes in (
        (0, [(2, 3), (1, 3)]),
        (-1, [(2, 3), (2, 1), (2, 2)]),
        (1, [(2, 2, 2)]),
        (0, [(2,), (0,), (3,)]),
        (1, [(0, 2), (0, 1)]),
        (1, [(2, 1, 3), (2, 2, 3)]),
    ):
        case("Joining.concat(int, Tensor[])", cat, axis, several(*shapes))
    stack = lambda axis, parts: torch.stack(parts, axis)
    for axis, shapes in (
        (0, [(2,), (2,), (2,)]),
        (-1, [(2, 3), (2, 3)]),
        (1, [(2, 3), (2, 3)]),
        (0, [(), ()]),
        (0, [(0,), (0,)]),
    ):
        case("Joining.stack(int, Tensor[])", stack, axis, several(*shapes))
    split = lambda x, axis, sizes: torch.split(x, sizes, axis)
    for shape, axis, sizes in (((2, 5), 1, [2, 3]), ((4, 2), 0, [2, 2]), ((3,), -1, [3]), ((3, 2), 0, [0, 3]), ((2, 3, 2), 1, [1, 2])):
        case("Joining.split(Tensor, int, int[])", split, normal(*shape), axis, sizes)
    chunk = lambda x, axis, count: torch.chunk(x, count, axis)
    for shape, axis, count in (((2, 6), 1, 3), ((5,), 0, 2), ((5,), 0, 4), ((2, 2), 0, 1), ((2, 2), -1, 3)):
        case("Joining.chunk(Tensor, int, int)", chunk, normal(*shape), axis, count)
    for shape, axis in (((2, 3), 0), ((2, 3, 2), -1), ((1,), 0), ((2, 0), 0)):
        case("Joining.unstack(Tensor, int)", torch.unbind, normal(*shape), axis)


def crossings(x, places):
    for axis, each in enumerate(places):
        x = x.index_select(axis, torch.tensor(each, dtype=torch.long))
    return x


def added(x, places, shape):
    places = torch.meshgrid(*[torch.tensor(each) for each in places], indexing="ij")
    return torch.zeros(shape, dtype=x.dtype).index_put(places, x, accumulate=True)


def grids(case):
    case("Shaping.takeGrid(Tensor, int[][])", crossings, normal(2, 3), [[1, 0, 1], [2, 2]])
    case("Shaping.takeGrid(Tensor, int[][])", crossings, normal(2, 3), [[1], [0, 1, 2]])
    case("Shaping.takeGrid(Tensor, int[][])", crossings, normal(2, 3, 2), [[0, 1], [2, 0], [1]])
    case("Shaping.addGrid(Tensor, int[][], int[])", added, normal(3, 2), [[1, 0, 1], [2, 2]], [2, 3])
    case("Shaping.addGrid(Tensor, int[][], int[])", added, normal(1, 3), [[1], [0, 1, 2]], [2, 3])
