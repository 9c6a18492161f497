"""Sums, means, maxima and the like over axes."""

import torch

from inputs import NAN, normal, of

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


def sum_over(x, axes):
    return x.sum(axes) if axes else x


def cases(case):
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
    for shape, axis in (((2, 3), 0), ((2, 3), -1), ((2, 3, 2), 1), ((1,), 0), ((0, 3), 1)):
        x = normal(*shape)
        case("Tensor.maxOver(int)", lambda x, a: x.max(a).values, x, axis)
    ties = of([1.0, 2.0, 2.0], [3.0, NAN, NAN])
    case("Tensor.maxOver(int)", lambda x, a: x.max(a).values, ties, 1, note="the first of equals")
