"""Activations of neural networks."""

import torch
import torch.nn.functional as F

from elementwise import SPECIAL, unary
from inputs import INF, NAN, normal, of


def each(case, name, function, owner="Activations", extra=(), special=SPECIAL):
    special = of(*special.tolist(), -90.0, 90.0, 20.5, *extra)
    unary(case, name, function, owner=owner, special=special)


def cases(case):
    smooth(case)
    hard(case)
    with_slopes(case)
    soft_maxima(case)


def smooth(case):
    each(case, "relu", torch.relu)
    each(case, "selu", F.selu)
    each(case, "tanh", torch.tanh)
    each(case, "sigmoid", torch.sigmoid)
    each(case, "logSigmoid", F.logsigmoid)
    each(case, "softplus", F.softplus)
    each(case, "silu", F.silu)
    each(case, "mish", F.mish)
    each(case, "gelu", F.gelu, extra=(-3.0, -6.0, 4.0))
    each(case, "geluTanh", lambda x: F.gelu(x, approximate="tanh"), extra=(-3.0, 4.0))
    each(case, "softsign", F.softsign, special=of(0.0, -0.0, 1e6, -1e6, NAN))
    each(case, "tanhshrink", F.tanhshrink)


def hard(case):
    # At NaN PyTorch's gradients are 0 or 1, depending on whether a vector instruction took them.
    kinks = (-3.0, 3.0, 6.0, 1.0, -1.0, 2.9, -2.9, 7.0, 0.5, -0.5)
    special = of(0.0, -0.0, INF, -INF)
    each(case, "relu6", F.relu6, "HardActivations", kinks, special)
    each(case, "hardSigmoid", F.hardsigmoid, "HardActivations", kinks, special)
    each(case, "hardSwish", F.hardswish, "HardActivations", kinks, special)
    at_kinks = of(*special.tolist(), *kinks)
    for x in (normal(3), normal(2, 1, 3), normal(), normal(2, 0), at_kinks):
        for bound in (0.5, 1.0, 0.0):
            case("HardActivations.softshrink(Tensor, float)", F.softshrink, x, bound)
            case("HardActivations.hardshrink(Tensor, float)", F.hardshrink, x, bound)
        for low, high in ((-1.0, 1.0), (0.0, 0.5), (-3.0, 6.0)):
            case("HardActivations.hardTanh(Tensor, float, float)", F.hardtanh, x, low, high)
            case("HardActivations.threshold(Tensor, float, float)", F.threshold, x, low, high)


def with_slopes(case):
    for slope in (0.1, 0.3, 0.0, -0.5):
        case("Activations.leakyRelu(Tensor, float)", F.leaky_relu, normal(2, 3), slope)
    case("Activations.leakyRelu(Tensor, float)", F.leaky_relu, SPECIAL, 0.1)
    for x in (normal(3), normal(2, 1, 3), normal(), normal(0, 2), of(*SPECIAL.tolist(), -90.0)):
        for alpha in (1.0, 0.3, 2.0):
            case("Activations.elu(Tensor, float)", F.elu, x, alpha)
            case("Activations.celu(Tensor, float)", F.celu, x, alpha)
    for shape, count in (((2, 3), 3), ((2, 3), 1), ((2, 3, 2), 3), ((4,), 1), ((2, 1, 3), 1), ((0, 2), 2)):
        slope = normal(count, name="slope")
        case("Activations.prelu(Tensor, Tensor)", F.prelu, normal(*shape), slope)
    case("Activations.prelu(Tensor, Tensor)", F.prelu, of(0.0, -1.0, INF, -INF), of(0.25))


def soft_maxima(case):
    for name, function in (("softmax", torch.softmax), ("logSoftmax", torch.log_softmax)):
        for shape in ((3,), (2, 3), (2, 1), (1, 2, 5), (0, 3), (2, 0)):
            case(f"Activations.{name}(Tensor)", lambda x: function(x, -1), normal(*shape))
        large = of([1000.0, 999.0, -1000.0], [-INF, 0.0, 1.0])
        case(f"Activations.{name}(Tensor)", lambda x: function(x, -1), large)
        bad = of([NAN, 0.0, 1.0], [INF, 0.0, 1.0], [-INF, -INF, -INF])
        case(f"Activations.{name}(Tensor)", lambda x: function(x, -1), bad)
        key = f"Activations.{name}(Tensor, int)"
        for shape, axis in (((2, 3), 0), ((2, 3), -1), ((2, 3, 4), 1), ((2, 3, 4), 0), ((3,), 0), ((0, 3), 0), ((2, 1, 2), 1)):
            case(key, function, normal(*shape), axis)
        case(key, function, large.T, 0)
