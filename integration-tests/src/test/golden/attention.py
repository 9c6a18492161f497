"""Scaled dot-product attention."""

import torch
import torch.nn.functional as F

from inputs import INF, normal

attention = F.scaled_dot_product_attention


def cases(case):
    shapes = (((2, 3), (4, 3), (4, 2)), ((2, 5, 4), (2, 5, 4), (2, 5, 4)), ((1, 2, 3, 2), (1, 2, 3, 2), (1, 2, 3, 3)),
              ((1, 1), (1, 1), (1, 1)), ((0, 2, 3), (0, 2, 3), (0, 2, 3)), ((2, 6, 2), (2, 3, 2), (2, 3, 2)))
    for q, k, v in shapes:
        operands = normal(*q), normal(*k, name="key"), normal(*v, name="value")
        for causal in (False, True):
            function = lambda q, k, v, c: attention(q, k, v, is_causal=c)
            case("Attention.scaledDotProductAttention(Tensor, Tensor, Tensor, boolean)", function, *operands, causal)
        masked = lambda q, k, v, m: attention(q, k, v, m.expand(*q.shape[:-1], k.shape[-2]))
        for mask in (normal(q[-2], k[-2], name="mask"), normal(*q[:-1], k[-2], name="mask"), normal(1, k[-2], name="mask")):
            case("Attention.scaledDotProductAttention(Tensor, Tensor, Tensor, Tensor)", masked, *operands, mask)
        key = "Attention.scaledDotProductAttention(Tensor, Tensor, Tensor, Tensor, boolean, float)"
        for causal, scale in ((False, 0.3), (True, 1.5)):
            def function(q, k, v, m, causal, scale):
                if causal:
                    m = m.masked_fill(torch.ones(m.shape, dtype=torch.bool).tril().logical_not(), -INF)
                return attention(q, k, v, m, scale=scale)

            case(key, function, *operands, normal(q[-2], k[-2], name="mask"), causal, scale)
    forbidden = normal(3, 4, name="mask")
    forbidden[1, 2], forbidden[0, 0] = -INF, -INF
    operands = normal(2, 3, 2), normal(2, 4, 2, name="key"), normal(2, 4, 2, name="value")
    case("Attention.scaledDotProductAttention(Tensor, Tensor, Tensor, Tensor)", masked, *operands, forbidden, note="forbidden keys")
    forbidden[2] = -INF
    case("Attention.scaledDotProductAttention(Tensor, Tensor, Tensor, Tensor)", masked, *operands, forbidden, note="a query that sees no key")
    large = 100 * operands[0]
    case("Attention.scaledDotProductAttention(Tensor, Tensor, Tensor, boolean)", lambda q, k, v, c: attention(q, k, v, is_causal=c), large, *operands[1:], False, note="large scores")
