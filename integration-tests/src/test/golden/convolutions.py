"""Convolutions, transposed convolutions, and what adds a bias to them."""

import torch
import torch.nn.functional as F

from inputs import INF, NAN, normal


def cases(case):
    images(case)
    sequences(case)
    transposed(case)
    bias(case)
    local(case)


def images(case):
    plain, square = "Tensor, Tensor", "Tensor, Tensor, int, int"
    for x, w in (
        ((1, 1, 3, 3), (1, 1, 2, 2)),
        ((2, 3, 5, 4), (4, 3, 3, 2)),
        ((2, 1, 4, 4), (3, 1, 4, 4)),
        ((0, 2, 3, 3), (2, 2, 2, 2)),
        ((1, 2, 1, 6), (2, 2, 1, 3)),
        ((2, 4, 6, 6), (1, 4, 1, 1)),
    ):
        operands = normal(*x), normal(*w, name="weight")
        case(f"Convolutions.conv2d({plain})", F.conv2d, *operands)
        b = normal(w[0], name="bias")
        case(f"Convolutions.conv2d({plain}, Tensor)", F.conv2d, *operands, b)
        for stride, padding in ((1, 1), (2, 0), (2, 1), (3, 2)):
            with_options = lambda x, w, s, p: F.conv2d(x, w, None, s, p)
            case(f"Convolutions.conv2d({square})", with_options, *operands, stride, padding)
        with_bias = lambda x, w, b, s, p: F.conv2d(x, w, b, s, p)
        case(f"Convolutions.conv2d({plain}, Tensor, int, int)", with_bias, *operands, b, 2, 1)
    full = "int[], int[], int[], int)"
    for x, w, stride, padding, dilation, groups in (
        ((2, 2, 6, 5), (3, 2, 3, 2), [2, 1], [0, 1], [1, 2], 1),
        ((1, 4, 5, 5), (4, 2, 3, 3), [1, 1], [1, 1], [1, 1], 2),
        ((2, 3, 7, 6), (3, 1, 3, 3), [1, 1], [1, 1], [1, 1], 3),
        ((2, 3, 7, 6), (6, 1, 3, 2), [2, 3], [1, 2], [2, 1], 3),
        ((1, 1, 5, 5), (2, 1, 3, 3), [1, 2], [2, 0], [1, 1], 1),
        ((1, 6, 4, 9), (3, 2, 2, 4), [3, 2], [3, 1], [3, 2], 3),
        ((0, 4, 5, 5), (4, 1, 3, 3), [1, 1], [1, 1], [1, 1], 4),
        ((1, 2, 1, 1), (2, 2, 3, 3), [1, 1], [1, 1], [1, 1], 1),
        ((1, 1, 2, 2), (1, 1, 1, 1), [2, 2], [3, 3], [1, 1], 1),
    ):
        operands = normal(*x), normal(*w, name="weight")
        function = lambda x, w, s, p, d, g: F.conv2d(x, w, None, s, p, d, g)
        case(f"Convolutions.conv2d(Tensor, Tensor, {full}", function, *operands, stride, padding, dilation, groups)
        b = normal(w[0], name="bias")
        case(f"Convolutions.conv2d(Tensor, Tensor, Tensor, {full}", F.conv2d, *operands, b, stride, padding, dilation, groups)
    x = normal(1, 1, 4, 4)
    x[0, 0, 1, 1], x[0, 0, 3, 3] = NAN, INF
    case(f"Convolutions.conv2d({plain})", F.conv2d, x, normal(2, 1, 2, 2), note="NaN and infinity")


def sequences(case):
    for x, w in (((1, 1, 3), (1, 1, 3)), ((2, 3, 8), (4, 3, 3)), ((0, 2, 5), (1, 2, 2)), ((2, 1, 6), (3, 1, 2))):
        operands = normal(*x), normal(*w, name="weight")
        b = normal(w[0], name="bias")
        case("Convolutions.conv1d(Tensor, Tensor)", F.conv1d, *operands)
        case("Convolutions.conv1d(Tensor, Tensor, Tensor)", F.conv1d, *operands, b)
        for stride, padding in ((2, 1), (1, 2)):
            function = lambda x, w, s, p: F.conv1d(x, w, None, s, p)
            case("Convolutions.conv1d(Tensor, Tensor, int, int)", function, *operands, stride, padding)
            case("Convolutions.conv1d(Tensor, Tensor, Tensor, int, int)", F.conv1d, *operands, b, stride, padding)
    for x, w, options in (
        ((2, 4, 9), (4, 2, 3), (1, 1, 2, 2)),
        ((1, 3, 8), (6, 1, 2), (2, 0, 1, 3)),
        ((2, 2, 7), (3, 2, 2), (3, 2, 3, 1)),
    ):
        operands = normal(*x), normal(*w, name="weight")
        function = lambda x, w, *o: F.conv1d(x, w, None, *o)
        case("Convolutions.conv1d(Tensor, Tensor, int, int, int, int)", function, *operands, *options)
        b = normal(w[0], name="bias")
        case("Convolutions.conv1d(Tensor, Tensor, Tensor, int, int, int, int)", F.conv1d, *operands, b, *options)


def transposed(case):
    for x, w, stride, padding in (
        ((1, 1, 2, 2), (1, 1, 2, 2), 1, 0),
        ((2, 3, 3, 2), (3, 2, 3, 3), 2, 1),
        ((2, 2, 4, 3), (2, 1, 2, 2), 3, 0),
        ((0, 2, 3, 3), (2, 2, 2, 2), 2, 0),
    ):
        operands = normal(*x), normal(*w, name="weight")
        function = lambda x, w, s, p: F.conv_transpose2d(x, w, None, s, p)
        case("TransposedConvolutions.convTranspose2d(Tensor, Tensor, int, int)", function, *operands, stride, padding)
    for x, w, stride, padding, output, dilation, groups in (
        ((1, 2, 3, 3), (2, 3, 3, 3), [2, 2], [1, 1], [1, 1], [1, 1], 1),
        ((2, 4, 3, 2), (4, 2, 2, 3), [3, 2], [0, 1], [2, 0], [1, 2], 2),
        ((2, 3, 4, 3), (3, 1, 3, 2), [1, 2], [1, 0], [0, 1], [1, 1], 3),
    ):
        operands = normal(*x), normal(*w, name="weight")
        function = lambda x, w, s, p, o, d, g: F.conv_transpose2d(x, w, None, s, p, o, g, d)
        case(
            "TransposedConvolutions.convTranspose2d(Tensor, Tensor, int[], int[], int[], int[], int)",
            function, *operands, stride, padding, output, dilation, groups,
        )
    for x, w, stride, padding in (((2, 3, 4), (3, 2, 3), 2, 1), ((1, 1, 1), (1, 1, 1), 1, 0)):
        function = lambda x, w, s, p: F.conv_transpose1d(x, w, None, s, p)
        operands = normal(*x), normal(*w, name="weight")
        case("TransposedConvolutions.convTranspose1d(Tensor, Tensor, int, int)", function, *operands, stride, padding)
    for x, w, options in (((2, 4, 3), (4, 1, 3), (3, 1, 2, 2, 2)), ((1, 2, 5), (2, 2, 2), (2, 0, 1, 1, 1))):
        function = lambda x, w, s, p, o, d, g: F.conv_transpose1d(x, w, None, s, p, o, g, d)
        operands = normal(*x), normal(*w, name="weight")
        case("TransposedConvolutions.convTranspose1d(Tensor, Tensor, int, int, int, int, int)", function, *operands, *options)


def bias(case):
    for shape in ((2, 3), (2, 3, 4), (1, 2, 3, 2), (0, 2, 2)):
        function = lambda x, b: x + b.reshape(-1, *[1] * (x.dim() - 2))
        case("Convolutions.plusBias(Tensor, Tensor)", function, normal(*shape), normal(shape[1]))


def local(case):
    def images(x, w, stride):
        under = x.unfold(2, w.shape[4], stride[0]).unfold(3, w.shape[5], stride[1])
        return torch.einsum("ncpqij,pqocij->nopq", under, w)

    def sequences(x, w, stride):
        return torch.einsum("ncpi,poci->nop", x.unfold(2, w.shape[3], stride), w)

    for x, w, stride in (
        ((2, 2, 4, 3), (3, 2, 3, 2, 2, 2), [1, 1]),
        ((1, 1, 2, 2), (1, 1, 1, 1, 2, 2), [1, 1]),
        ((2, 3, 5, 6), (2, 2, 1, 3, 3, 2), [2, 3]),
        ((0, 2, 3, 3), (2, 2, 1, 2, 2, 2), [1, 1]),
    ):
        operands = normal(*x), normal(*w, name="weight")
        case("LocallyConnected.locallyConnected2d(Tensor, Tensor, int[])", images, *operands, stride)
        seed = normal(x[0], w[2], w[0], w[1], name="seed")
        by_image = lambda g, w, shape, stride: torch.func.vjp(
            lambda x: images(x, w, stride), torch.zeros(shape, dtype=torch.float64)
        )[1](g)[0]
        case("LocallyConnected.locallyConnected2dInput(Tensor, Tensor, int[], int[])", by_image, seed, operands[1], list(x), stride)
        by_weight = lambda x, g, shape, stride: torch.func.vjp(
            lambda w: images(x, w, stride), torch.zeros(shape, dtype=torch.float64)
        )[1](g)[0]
        case("LocallyConnected.locallyConnected2dWeight(Tensor, Tensor, int[], int[])", by_weight, operands[0], seed, list(w), stride)
    for x, w, stride in (((2, 2, 5), (4, 3, 2, 2), 1), ((1, 3, 7), (3, 1, 3, 3), 2)):
        operands = normal(*x), normal(*w, name="weight")
        case("LocallyConnected.locallyConnected1d(Tensor, Tensor, int)", sequences, *operands, stride)
