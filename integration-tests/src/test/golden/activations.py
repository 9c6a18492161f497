"""Activations of neural networks."""

import torch
import torch.nn.functional as F

from elementwise import SPECIAL, unary
from inputs import INF, normal, of


def each(case, name, function):
    unary(case, name, function, owner="Activations", special=of(*SPECIAL.tolist(), -90.0, 90.0, 20.5))


def cases(case):
    each(case, "relu", torch.relu)
    each(case, "tanh", torch.tanh)
    each(case, "sigmoid", torch.sigmoid)
    each(case, "softplus", F.softplus)
    each(case, "silu", F.silu)
    each(case, "gelu", lambda x: F.gelu(x, approximate="tanh"))
    for slope in (0.1, 0.3, 0.0, -0.5):
        case("Activations.leakyRelu(Tensor, float)", F.leaky_relu, normal(2, 3), slope)
    case("Activations.leakyRelu(Tensor, float)", F.leaky_relu, SPECIAL, 0.1)
    for name, function in (("softmax", torch.softmax), ("logSoftmax", torch.log_softmax)):
        for shape in ((3,), (2, 3), (2, 1), (1, 2, 5), (0, 3), (2, 0)):
            case(f"Activations.{name}(Tensor)", lambda x: function(x, -1), normal(*shape))
        large = of([1000.0, 999.0, -1000.0], [-INF, 0.0, 1.0])
        case(f"Activations.{name}(Tensor)", lambda x: function(x, -1), large)
