"""Elementwise functions, arithmetic, and comparisons."""

import torch

from inputs import INF, NAN, normal, of, positive

SHAPES = [(3,), (2, 3), (2, 1, 3), (), (0,), (2, 0, 3)]
SPECIAL = of(0.0, -0.0, INF, -INF, NAN)

PAIRS = [
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (2, 3)),
    ((2, 1), (1, 3)),
    ((), (2, 2)),
    ((2, 1, 2), (3, 1)),
    ((1, 1), (2,)),
    ((0, 3), (1, 3)),
    ((2, 0), ()),
]


def unary(case, name, function, special=SPECIAL, owner="Elementwise", make=normal):
    for shape in SHAPES:
        case(f"{owner}.{name}(Tensor)", function, make(*shape, name=name))
    case(f"{owner}.{name}(Tensor)", function, special, note="special numbers")


def binary(case, key, function, second=normal):
    for left, right in PAIRS:
        case(key, function, normal(*left), second(*right, name="other"))
    a = of([0.0], [1.0], [-2.0], [INF], [-INF], [NAN])
    case(key, function, a, a.reshape(-1), note="special numbers with each other")


def cases(case):
    unary(case, "exp", torch.exp)
    unary(case, "log", torch.log, make=positive)
    unary(case, "sqrt", torch.sqrt, make=positive)
    unary(case, "square", torch.square)
    unary(case, "abs", torch.abs, special=of(0.0, -0.0, INF, -INF))
    unary(case, "sin", torch.sin)
    unary(case, "cos", torch.cos)
    for shape in SHAPES:
        case("Elementwise.pow(Tensor, float)", torch.pow, positive(*shape), 1.5)
    for exponent in (2.0, 3.0, -1.0, 0.0, 1.0):
        case("Elementwise.pow(Tensor, float)", torch.pow, normal(2, 3), exponent)
    binary(case, "Elementwise.maximum(Tensor, Tensor)", torch.maximum)
    binary(case, "Elementwise.minimum(Tensor, Tensor)", torch.minimum)
    for left, right in PAIRS:
        mask = (normal(*right, name="mask") > 0).double()
        case("Elementwise.masked(Tensor, Tensor)", masked, normal(*left), mask)
    case("Elementwise.masked(Tensor, Tensor)", masked, SPECIAL, of(0, 0, 0, 0, 0))
    arithmetic(case)


def masked(x, mask):
    return torch.where(mask == 0, torch.zeros((), dtype=x.dtype), x * mask)


def arithmetic(case):
    binary(case, "Tensor.plus(Tensor)", torch.add)
    binary(case, "Tensor.minus(Tensor)", torch.sub)
    binary(case, "Tensor.times(Tensor)", torch.mul)
    binary(case, "Tensor.dividedBy(Tensor)", torch.div)
    for shape in SHAPES:
        x = normal(*shape)
        case("Tensor.scale(float)", torch.mul, x, 1.5)
        case("Tensor.shift(float)", torch.add, x, -0.5)
        case("Tensor.negate()", torch.neg, x)
        case("Tensor.copy()", torch.clone, x)
    case("Tensor.scale(float)", torch.mul, SPECIAL, 0.0)
    case("Tensor.shift(float)", torch.add, SPECIAL, -INF)
