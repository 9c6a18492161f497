"""Normalizations, and the statistics of channels."""

import torch
import torch.nn.functional as F

from inputs import INF, NAN, normal, positive

EPSILON = 1e-3


def cases(case):
    last_axes(case)
    channels(case)
    given(case)
    statistics(case)


def last_axes(case):
    layer = lambda x, axes, e: F.layer_norm(x, x.shape[-axes:], eps=e)
    rms = lambda x, axes, e: F.rms_norm(x, x.shape[-axes:], eps=e)
    for shape, axes in (((2, 3), 1), ((4,), 1), ((2, 3, 4), 2), ((2, 3, 4), 1), ((3, 1), 1), ((0, 3), 1)):
        x = normal(*shape)
        case("Normalizations.layerNorm(Tensor, int, float)", layer, x, axes, EPSILON)
        case("Normalizations.rmsNorm(Tensor, int, float)", rms, x, axes, EPSILON)
        w, b = normal(*shape[-axes:], name="weight"), normal(*shape[-axes:], name="bias")
        affine = lambda x, w, b, e: F.layer_norm(x, w.shape, w, b, e)
        case("Normalizations.layerNorm(Tensor, Tensor, Tensor, float)", affine, x, w, b, EPSILON)
        scaled = lambda x, w, e: F.rms_norm(x, w.shape, w, e)
        case("Normalizations.rmsNorm(Tensor, Tensor, float)", scaled, x, w, 0.1)
    x = normal(3, 4)
    x[0, 1], x[1, 2] = NAN, INF
    case("Normalizations.layerNorm(Tensor, int, float)", layer, x, 1, EPSILON, note="NaN and infinity")
    case("Normalizations.layerNorm(Tensor, int, float)", layer, normal(2, 5) + 1000, 1, EPSILON, note="far from 0")


def channels(case):
    batch = lambda x, e: F.batch_norm(x, None, None, training=True, eps=e)
    batch_affine = lambda x, w, b, e: F.batch_norm(x, None, None, w, b, True, 0.1, e)
    seen = lambda x, w, b, m, v, momentum, e: F.batch_norm(x, m.detach().clone(), v.detach().clone(), w, b, True, 0.1, e)
    instance = lambda x, e: F.instance_norm(x, eps=e)
    instance_affine = lambda x, w, b, e: F.instance_norm(x, weight=w, bias=b, eps=e)
    group = lambda x, g, e: F.group_norm(x, g, eps=e)
    group_affine = lambda x, g, w, b, e: F.group_norm(x, g, w, b, e)
    for shape in ((3, 2), (2, 4, 3), (2, 2, 3, 2), (1, 2, 4), (2, 2, 5, 5)):
        x = normal(*shape)
        w, b = normal(shape[1], name="weight"), normal(shape[1], name="bias")
        case("Normalizations.batchNorm(Tensor, float)", batch, x, EPSILON)
        case("Normalizations.batchNorm(Tensor, Tensor, Tensor, float)", batch_affine, x, w, b, EPSILON)
        key = "Normalizations.batchNormSeen(Tensor, Tensor, Tensor, Tensor, Tensor, float, float)"
        m, v = normal(shape[1], name="mean"), positive(shape[1], name="variance")
        case(key, seen, x, w, b, m, v, 0.1, EPSILON)
        seed = normal(*shape, name="seed")
        axes = [0, *range(2, len(shape))]
        mean = lambda x, axes=axes: x.mean(axes, keepdim=True)

        def by_x(x, s, w, e, mean=mean):
            scale = (mean((x - mean(x)) ** 2) + e).rsqrt()
            hat, g = (x - mean(x)) * scale, s * w.reshape(-1, *[1] * (x.dim() - 2))
            return scale * (g - mean(g) - hat * mean(g * hat))

        by_weight = lambda x, s, e: (s * batch(x, e)).transpose(0, 1).flatten(1).sum(1)
        case("NormalizationGradients.batchNormInput(Tensor, Tensor, Tensor, float)", by_x, x, seed, w, EPSILON)
        case("NormalizationGradients.batchNormWeight(Tensor, Tensor, float)", by_weight, x, seed, EPSILON)
        if len(shape) > 2:
            case("Normalizations.instanceNorm(Tensor, float)", instance, x, EPSILON)
            case("Normalizations.instanceNorm(Tensor, Tensor, Tensor, float)", instance_affine, x, w, b, 0.1)
            for groups in (1, 2):
                case("Normalizations.groupNorm(Tensor, int, float)", group, x, groups, EPSILON)
                case("Normalizations.groupNorm(Tensor, int, Tensor, Tensor, float)", group_affine, x, groups, w, b, EPSILON)


def given(case):
    plain = lambda x, m, v, e: F.batch_norm(x, m, v, eps=e)
    affine = lambda x, m, v, w, b, e: F.batch_norm(x, m, v, w, b, eps=e)
    by_hand = lambda x, m, v, e: (x - m.reshape(s(x))) * (v.reshape(s(x)) + e) ** -0.5
    by_hand_affine = lambda x, m, v, w, b, e: by_hand(x, m, v, e) * w.reshape(s(x)) + b.reshape(s(x))
    s = lambda x: [-1] + [1] * (x.dim() - 2)
    for shape in ((3, 2), (2, 4, 3), (2, 2, 3, 2), (1, 3), (0, 3)):
        x = normal(*shape)
        m, v = normal(shape[1], name="mean"), positive(shape[1], name="variance")
        w, b = normal(shape[1], name="weight"), normal(shape[1], name="bias")
        # PyTorch's own has no derivative by the statistics; the values are the same.
        assert torch.allclose(plain(x, m, v, EPSILON), by_hand(x, m, v, EPSILON))
        assert torch.allclose(affine(x, m, v, w, b, EPSILON), by_hand_affine(x, m, v, w, b, EPSILON))
        case("Normalizations.batchNormWith(Tensor, Tensor, Tensor, float)", by_hand, x, m, v, EPSILON)
        case("Normalizations.batchNormWith(Tensor, Tensor, Tensor, Tensor, Tensor, float)", by_hand_affine, x, m, v, w, b, 0.1)


def statistics(case):
    axes = lambda x: [0] + list(range(2, x.dim()))
    for shape in ((3, 2), (2, 4, 3), (2, 2, 3, 2)):
        case("Normalizations.channelMean(Tensor)", lambda x: x.mean(axes(x)), normal(*shape))
        case("Normalizations.channelVariance(Tensor)", lambda x: x.var(axes(x), correction=0), normal(*shape))
