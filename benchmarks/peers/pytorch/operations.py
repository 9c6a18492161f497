"""Operations in PyTorch, the same as `adjoint-benchmarks.jar operations` times.

    operations.py THREADS SECONDS    answers a line "KIND SIZE..." with the median milliseconds
                                     forward and backward, NaN for what there is not
"""
import sys

import torch
import torch.nn.functional as F

from images import median

ELEMENTWISE = {
    "plus": lambda x: x + x,
    "relu": F.relu,
    "exp": torch.exp,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "softmax": lambda x: torch.softmax(x, -1),
}
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, 1e-3, momentum=0.9, fused=True),
    "adam": lambda p: torch.optim.Adam(p, 1e-4, fused=True),
    "adamW": lambda p: torch.optim.AdamW(p, 1e-4, fused=True),
    "rmsProp": lambda p: torch.optim.RMSprop(p, 1e-4),
    "adafactor": lambda p: torch.optim.Adafactor(p, 1e-4),
}


def uniform(*shape):
    return torch.rand(*shape) * 2 - 1


def product(kind, m, k, n):
    a = uniform(k, m).t() if kind == "TN" else uniform(m, k)
    b = uniform(n, k).t() if kind == "NT" else uniform(k, n)
    return lambda: a @ b, None


def differentiated(forward, *inputs):
    for x in inputs:
        x.requires_grad_()
    y = forward()
    seed = torch.rand_like(y)
    return forward, lambda: torch.autograd.grad(y, inputs, seed, retain_graph=True)


def optimizer(kind, sizes):
    p = uniform(*sizes).requires_grad_()
    p.grad = uniform(*sizes)
    return OPTIMIZERS[kind]([p]).step, None


def sweeps(kind, sizes):
    if len(kind) == 2:
        return product(kind, *sizes)
    if kind in ELEMENTWISE:
        x = uniform(*sizes)
        return differentiated(lambda: ELEMENTWISE[kind](x), x)
    if kind == "layerNorm":
        x, w, b = uniform(*sizes), uniform(sizes[-1]), uniform(sizes[-1])
        return differentiated(lambda: F.layer_norm(x, (sizes[-1],), w, b), x, w, b)
    if kind == "attention":
        q, k, v = uniform(*sizes), uniform(*sizes), uniform(*sizes)
        attention = lambda: F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return differentiated(attention, q, k, v)
    if kind == "crossEntropy":
        x, labels = uniform(*sizes), torch.randint(sizes[1], (sizes[0],))
        return differentiated(lambda: F.cross_entropy(x, labels), x)
    if kind == "embedding":
        table, tokens = uniform(*sizes), torch.randint(sizes[0], (16, 128))
        return differentiated(lambda: F.embedding(tokens, table), table)
    if kind in OPTIMIZERS:
        return optimizer(kind, sizes)
    return None, None


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    for line in sys.stdin:
        kind, *sizes = line.split()
        seconds = float(sys.argv[2])
        bodies = sweeps(kind, list(map(int, sizes)))
        print(*("%.6f" % median(b, seconds) if b else "NaN" for b in bodies), flush=True)
