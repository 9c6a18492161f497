"""Largest elements and means of windows."""

import torch
import torch.nn.functional as F

from inputs import INF, NAN, normal, of


def cases(case):
    largest(case)
    means(case)
    adaptive(case)


def shapes():
    return ((1, 1, 4, 4), (2, 3, 6, 5), (3, 4, 4), (0, 2, 4, 4))


def largest(case):
    for shape in shapes():
        x = normal(*shape)
        case("Pooling.maxPool2d(Tensor, int)", F.max_pool2d, x, 2)
        case("Pooling.maxPool2d(Tensor, int, int, int)", F.max_pool2d, x, 3, 2, 1)
        full = "Pooling.maxPool2d(Tensor, int[], int[], int[], int[])"
        case(full, F.max_pool2d, x, [2, 3], [1, 2], [1, 0], [1, 1])
        case(full, F.max_pool2d, x, [2, 2], [2, 1], [0, 1], [2, 1])
    ties = of(1, 1, 0, 1, 1, 1, 0, 0, 2).reshape(1, 3, 3)
    case("Pooling.maxPool2d(Tensor, int, int, int)", F.max_pool2d, ties, 2, 1, 0, note="the first of equals")
    odd = of(1, NAN, 0, 1, INF, 1, 0, 0, -INF).reshape(1, 3, 3)
    case("Pooling.maxPool2d(Tensor, int, int, int)", F.max_pool2d, odd, 2, 1, 0, note="NaN and infinity")
    for shape in ((1, 1, 4), (2, 3, 7), (0, 2, 4)):
        x = normal(*shape)
        case("Pooling.maxPool1d(Tensor, int)", F.max_pool1d, x, 2)
        case("Pooling.maxPool1d(Tensor, int, int, int, int)", F.max_pool1d, x, 3, 2, 1, 1)
        case("Pooling.maxPool1d(Tensor, int, int, int, int)", F.max_pool1d, x, 2, 1, 1, 2)


def means(case):
    for shape in shapes():
        x = normal(*shape)
        case("Pooling.avgPool2d(Tensor, int)", F.avg_pool2d, x, 2)
        case("Pooling.avgPool2d(Tensor, int, int, int)", F.avg_pool2d, x, 3, 2, 1)
        for count in (True, False):
            function = lambda x, k, s, p, c: F.avg_pool2d(x, k, s, p, False, c)
            full = "Pooling.avgPool2d(Tensor, int[], int[], int[], boolean)"
            case(full, function, x, [2, 3], [1, 2], [1, 1], count)
    for shape in ((1, 1, 4), (2, 3, 7), (0, 2, 4)):
        x = normal(*shape)
        case("Pooling.avgPool1d(Tensor, int)", F.avg_pool1d, x, 2)
        for count in (True, False):
            function = lambda x, k, s, p, c: F.avg_pool1d(x, k, s, p, False, c)
            case("Pooling.avgPool1d(Tensor, int, int, int, boolean)", function, x, 3, 2, 1, count)


def adaptive(case):
    for shape in shapes():
        x = normal(*shape)
        for size in ((1, 1), (2, 3), (4, 4)):
            biggest = lambda x, h, w: F.adaptive_max_pool2d(x, (h, w))
            mean = lambda x, h, w: F.adaptive_avg_pool2d(x, (h, w))
            case("Pooling.adaptiveMaxPool2d(Tensor, int, int)", biggest, x, *size)
            case("Pooling.adaptiveAvgPool2d(Tensor, int, int)", mean, x, *size)
    for shape in ((1, 1, 4), (2, 3, 7)):
        for length in (1, 3):
            x = normal(*shape)
            case("Pooling.adaptiveMaxPool1d(Tensor, int)", F.adaptive_max_pool1d, x, length)
            case("Pooling.adaptiveAvgPool1d(Tensor, int)", F.adaptive_avg_pool1d, x, length)
