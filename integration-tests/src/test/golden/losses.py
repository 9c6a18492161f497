"""Losses of elements and rows, and their means."""

import torch
import torch.nn.functional as F

from inputs import INF, NAN, normal, of, positive

SHAPES = ((4,), (2, 3), (1, 1), (0, 3), ())


def cases(case):
    differences(case)
    probabilities(case)
    classes(case)
    margins(case)
    distances(case)


def each(function):
    return lambda *operands: function(*operands, reduction="none")


def differences(case):
    for shape in SHAPES:
        p, t = normal(*shape), normal(*shape, name="target")
        case("LossTerms.absoluteTerms(Tensor, Tensor)", each(F.l1_loss), p, t)
        case("LossTerms.squaredTerms(Tensor, Tensor)", each(F.mse_loss), p, t)
        huber = lambda p, t, d: F.huber_loss(p, t, delta=d, reduction="none")
        smooth = lambda p, t, b: F.smooth_l1_loss(p, t, beta=b, reduction="none")
        for limit in (1.0, 0.3):
            case("LossTerms.huberTerms(Tensor, Tensor, float)", huber, p, t, limit)
            case("LossTerms.smoothL1Terms(Tensor, Tensor, float)", smooth, p, t, limit)
    for shape in ((4,), (2, 3), (1, 1)):
        p, t = normal(*shape), normal(*shape, name="target")
        case("Losses.meanAbsoluteError(Tensor, Tensor)", F.l1_loss, p, t)
        case("Losses.huber(Tensor, Tensor, float)", lambda p, t, d: F.huber_loss(p, t, delta=d), p, t, 0.5)
    p, t = of(1, NAN, INF, 2, -INF), of(1, 1, 1, 1, 1)
    # At NaN PyTorch's derivative of the absolute value is 0; here it is NaN.
    case("LossTerms.absoluteTerms(Tensor, Tensor)", each(F.l1_loss), of(1, INF, -INF), of(1, 1, 1), note="0 and infinity")
    case("LossTerms.huberTerms(Tensor, Tensor, float)", lambda p, t, d: F.huber_loss(p, t, delta=d, reduction="none"), p, t, 1.0, note="the limit, NaN and infinity")


def probabilities(case):
    for shape in SHAPES:
        x, t = normal(*shape), torch.sigmoid(normal(*shape, name="target"))
        case("LossTerms.klDivergenceTerms(Tensor, Tensor)", each(F.kl_div), x, t)
        case("LossTerms.binaryCrossEntropyTerms(Tensor, Tensor)", each(F.binary_cross_entropy), torch.sigmoid(x), t)
        # PyTorch's own has no derivative by the weight; the values are the same.
        theirs = lambda x, t, w: F.binary_cross_entropy_with_logits(x, t, pos_weight=w, reduction="none")
        weighted = lambda x, t, w: (1 - t) * x + (1 + (w - 1) * t) * F.softplus(-x)
        weight = positive(*shape[-1:], name="weight")
        assert torch.allclose(theirs(5 * x, t, weight), weighted(5 * x, t, weight))
        case("LossTerms.binaryCrossEntropyWithLogitsTerms(Tensor, Tensor, Tensor)", weighted, 5 * x, t, weight)
    case("LossTerms.binaryCrossEntropyWithLogitsTerms(Tensor, Tensor, Tensor)", weighted, of(100, -200, 30), of(0, 1, 1), of(2))


def classes(case):
    for rows, count in ((3, 4), (1, 2), (2, 1)):
        x = 3 * normal(rows, count)
        t = torch.softmax(normal(rows, count, name="target"), 1)
        labels = [(2 * i) % count for i in range(rows)]
        case("LossTerms.crossEntropyTerms(Tensor, Tensor)", each(F.cross_entropy), x, t)
        case("Losses.crossEntropy(Tensor, Tensor)", F.cross_entropy, x, t)
        weights = positive(count, name="weights")
        entropy = lambda x, labels, w, ignored, smoothing: F.cross_entropy(
            x, torch.tensor(labels), w.detach(), ignore_index=ignored, label_smoothing=max(0.0, smoothing)
        )
        key = "Losses.crossEntropy(Tensor, int[], Tensor, int, float)"
        likelihood = lambda x, labels, w, ignored: F.nll_loss(x, torch.tensor(labels), w.detach(), ignore_index=ignored)
        for smoothing in (0.0, 0.1, 0.9):
            case(key, entropy, x, labels, weights, -100, smoothing)
        case("Losses.negativeLogLikelihood(Tensor, int[], Tensor, int)", likelihood, F.log_softmax(x, 1), labels, weights, -100)
        if rows > 1:
            ignoring = [-100] + labels[1:]
            case(key, entropy, x, ignoring, weights, -100, 0.2, note="an ignored row")
            case(key, entropy, x, labels[:1] + [-1] * (rows - 1), weights, -1, 0.0, note="an ignored row")
            case("Losses.negativeLogLikelihood(Tensor, int[], Tensor, int)", likelihood, x, ignoring, weights, -100)
    case(key, entropy, normal(2, 3), [-100, -100], positive(3), -100, 0.0, note="all ignored")
    case(key, entropy, normal(2, 3) * 100, [0, 2], torch.ones(3, dtype=torch.float64), -100, 0.0, note="sure of itself")
    case("LossTerms.crossEntropyTerms(Tensor, Tensor)", each(F.cross_entropy), normal(0, 3), normal(0, 3))


def signs(*shape):
    return torch.where(normal(*shape, name="sign") > 0, 1.0, -1.0).to(torch.float64)


def margins(case):
    ranking = lambda a, b, y, m: F.margin_ranking_loss(a, b, y.detach(), m, reduction="none")
    hinge = lambda x, y, m: F.hinge_embedding_loss(x, y.detach(), m, reduction="none")
    for shape in SHAPES:
        a, b, y = normal(*shape), normal(*shape, name="other"), signs(*shape)
        for margin in (0.0, 0.7):
            case("MarginLosses.marginRankingTerms(Tensor, Tensor, Tensor, float)", ranking, a, b, y, margin)
            case("MarginLosses.hingeEmbeddingTerms(Tensor, Tensor, float)", hinge, a, y, margin + 0.5)
    case("MarginLosses.marginRankingTerms(Tensor, Tensor, Tensor, float)", ranking, of(1, 2), of(1, 1), of(1, 1), 0.0, note="at the margin")
    case("MarginLosses.hingeEmbeddingTerms(Tensor, Tensor, float)", hinge, of(1, 2), of(-1, -1), 1.0, note="at the margin")
    multi = lambda x, labels, m: F.multi_margin_loss(x, torch.tensor(labels), margin=m, reduction="none")
    for rows, count in ((3, 4), (1, 2)):
        labels = [(2 * i + 1) % count for i in range(rows)]
        for margin in (1.0, 0.2):
            case("MarginLosses.multiMarginTerms(Tensor, int[], float)", multi, normal(rows, count), labels, margin)


def distances(case):
    triplet = lambda a, p, n, m: F.triplet_margin_loss(a, p, n, margin=m, reduction="none")
    cosine = lambda a, b: F.cosine_similarity(a, b, dim=-1)
    embedding = lambda a, b, y, m: F.cosine_embedding_loss(a, b, torch.tensor(y), m, reduction="none")
    for shape in ((3, 4), (1, 2), (2, 1), (2, 2, 3), (0, 3)):
        a, b, c = normal(*shape), normal(*shape, name="other"), normal(*shape, name="third")
        case("MarginLosses.pairwiseDistance(Tensor, Tensor)", F.pairwise_distance, a, b)
        case("MarginLosses.cosineSimilarity(Tensor, Tensor)", cosine, a, b)
        for margin in (0.1, 1.0):
            case("MarginLosses.tripletMarginTerms(Tensor, Tensor, Tensor, float)", triplet, a, b, c, margin)
            if len(shape) == 2 and shape[0] > 0:
                y = [1 if i % 2 == 0 else -1 for i in range(shape[0])]
                case("MarginLosses.cosineEmbeddingTerms(Tensor, Tensor, int[], float)", embedding, a, b, y, margin - 0.6)
    contrast = lambda d, s, m: torch.where(s.detach() == 1, d * d / 2, (m - d).clamp(min=0) ** 2 / 2)
    for shape in ((4,), (2, 3), (0,)):
        same = (signs(*shape) + 1) / 2
        for margin in (1.0, 2.0):
            case("MarginLosses.contrastiveTerms(Tensor, Tensor, float)", contrast, positive(*shape), same, margin)
