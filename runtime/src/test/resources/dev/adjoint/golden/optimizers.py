"""Trajectories of optimizers over 100 steps, by PyTorch, or in NumPy by the formula of the paper.

The gradient is that of a quadratic plus a disturbance that changes from step to step, as between
batches. It never vanishes: near a minimum, where a gradient is rounding errors alone, an optimizer
that divides by its size turns those into whole steps, and no two programs agree. All numbers of the
problem are exact in float, and each gradient takes the same three operations everywhere.
"""

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

SHAPES = {"matrix": (2, 3), "vector": (3,), "scalar": (), "cube": (2, 2, 2)}
RECORDED = (1, 2, 5, 20, 100)

O = torch.optim
PYTORCH = {
    "sgd": lambda p: O.SGD(p, lr=0.1),
    "sgd fast": lambda p: O.SGD(p, lr=0.8),
    "momentum": lambda p: O.SGD(p, lr=0.05, momentum=0.9),
    "nesterov": lambda p: O.SGD(p, lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.1),
    "dampened": lambda p: O.SGD(p, lr=0.1, momentum=0.8, dampening=0.5, weight_decay=0.01),
    "adaGrad": lambda p: O.Adagrad(p, lr=0.5),
    "adaGrad all": lambda p: O.Adagrad(
        p, lr=0.5, lr_decay=0.02, weight_decay=0.1, initial_accumulator_value=0.5, eps=1e-6
    ),
    "rmsProp": lambda p: O.RMSprop(p, lr=0.01),
    "rmsProp momentum": lambda p: O.RMSprop(p, lr=0.02, alpha=0.9, momentum=0.9, weight_decay=0.1),
    "rmsProp centered": lambda p: O.RMSprop(p, lr=0.05, alpha=0.95, eps=1e-4, centered=True),
    "rmsProp all": lambda p: O.RMSprop(
        p, lr=0.02, alpha=0.95, eps=1e-4, centered=True, momentum=0.5, weight_decay=0.01
    ),
    "adam": lambda p: O.Adam(p, lr=0.1),
    "adam fast": lambda p: O.Adam(p, lr=1.0),
    "adam decay": lambda p: O.Adam(p, lr=0.05, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1),
    "adam amsGrad": lambda p: O.Adam(p, lr=0.1, betas=(0.9, 0.9), weight_decay=0.1, amsgrad=True),
    "adamW": lambda p: O.AdamW(p, lr=0.1, weight_decay=0.1),
    "adamW amsGrad": lambda p: O.AdamW(p, lr=0.2, betas=(0.8, 0.9), weight_decay=0.2, amsgrad=True),
    "adamax": lambda p: O.Adamax(p, lr=0.1),
    "adamax decay": lambda p: O.Adamax(p, lr=0.05, betas=(0.8, 0.99), weight_decay=0.1),
    "adamax fast": lambda p: O.Adamax(p, lr=1.0, weight_decay=0.3),
    "nAdam": lambda p: O.NAdam(p, lr=0.1),
    "nAdam decay": lambda p: O.NAdam(p, lr=0.5, weight_decay=0.1, momentum_decay=0.01),
    "nAdam decoupled": lambda p: O.NAdam(
        p, lr=0.05, betas=(0.8, 0.9), weight_decay=0.1, decoupled_weight_decay=True
    ),
    "adafactor": lambda p: O.Adafactor(p),
    "adafactor decay": lambda p: O.Adafactor(p, lr=0.1, weight_decay=0.1, beta2_decay=-0.5, d=2.0),
    "adafactor fast": lambda p: O.Adafactor(p, lr=1.0),
    "adafactor epsilons": lambda p: O.Adafactor(p, lr=0.3, eps=(1e-2, 0.5)),
}


class Lion:
    """Chen et al. 2023, algorithm 2."""

    def __init__(self, lr, betas=(0.9, 0.99), decay=0.0):
        self.lr, self.betas, self.decay = lr, betas, decay

    def start(self, p):
        return {"m": np.zeros_like(p)}

    def step(self, p, g, state, _):
        beta1, beta2 = (p.dtype.type(b) for b in self.betas)
        one = p.dtype.type(1)
        update = np.sign(beta1 * state["m"] + p.dtype.type(1 - self.betas[0]) * g)
        state["m"] = beta2 * state["m"] + p.dtype.type(1 - self.betas[1]) * g
        return p - p.dtype.type(self.lr) * (one * update + p.dtype.type(self.decay) * p)


class Lamb:
    """You et al. 2020, algorithm 2, with the identity for phi."""

    def __init__(self, lr, betas=(0.9, 0.999), eps=1e-6, decay=0.01):
        self.lr, self.betas, self.eps, self.decay = lr, betas, eps, decay

    def start(self, p):
        return {"m": np.zeros_like(p), "v": np.zeros_like(p)}

    def step(self, p, g, state, t):
        kind = p.dtype.type
        (b1, b2), one = self.betas, 1.0
        state["m"] = kind(b1) * state["m"] + kind(one - b1) * g
        state["v"] = kind(b2) * state["v"] + kind(one - b2) * g**2
        m_hat = state["m"] / kind(one - b1**t)
        v_hat = state["v"] / kind(one - b2**t)
        update = m_hat / (np.sqrt(v_hat) + kind(self.eps)) + kind(self.decay) * p
        norms = np.linalg.norm(p), np.linalg.norm(update)
        ratio = norms[0] / norms[1] if min(norms) > 0 else kind(1)
        return p - kind(self.lr) * kind(ratio) * update


class TextbookRmsProp:
    """Goodfellow, Bengio and Courville 2016, algorithm 8.5."""

    def __init__(self, lr, rho, delta):
        self.lr, self.rho, self.delta = lr, rho, delta

    def start(self, p):
        return {"r": np.zeros_like(p)}

    def step(self, p, g, state, _):
        kind = p.dtype.type
        state["r"] = kind(self.rho) * state["r"] + kind(1 - self.rho) * g * g
        return p - kind(self.lr) / np.sqrt(kind(self.delta) + state["r"]) * g


PAPERS = {
    "rmsProp textbook": TextbookRmsProp(0.05, 0.9, 1e-2),
    "lion": Lion(0.01),
    "lion decay": Lion(0.3, (0.8, 0.95), 0.5),
    "lamb": Lamb(0.01),
    "lamb decay": Lamb(0.05, (0.8, 0.99), 1e-3, 0.2),
    "lamb fast": Lamb(0.5, decay=0.0),
}


def sequence(shape, dtype, number):
    size = int(np.prod(shape))
    return np.array([number(i) for i in range(size)], dtype).reshape(shape)


def start(shape, dtype):
    return sequence(shape, dtype, lambda i: ((5 * i + 3) % 11 - 5) / 4)


def gradient(p, step):
    """Of numbers in any library; the step has a number from 1."""
    shape, dtype = tuple(p.shape), np.float32 if "32" in str(p.dtype) else np.float64
    curvature = sequence(shape, dtype, lambda i: 0.5 + (i % 4) / 2)
    target = sequence(shape, dtype, lambda i: (3 * i % 7 - 3) / 2)
    noise = sequence(shape, dtype, lambda i: ((7 * step + 13 * i) % 17 - 8) / 4)
    if isinstance(p, torch.Tensor):
        curvature, target, noise = (torch.from_numpy(a) for a in (curvature, target, noise))
    return curvature * (p - target) + noise


def by_pytorch(make, shape, dtype):
    # NAdam keeps a product of momenta in the default type, which float32 would round.
    torch.set_default_dtype(torch.float32 if dtype == np.float32 else torch.float64)
    p = torch.from_numpy(np.array(start(shape, dtype))).requires_grad_()
    optimizer = make([p])
    for step in range(1, 101):
        p.grad = gradient(p.detach(), step)
        optimizer.step()
        yield step, p.detach().numpy()


def by_paper(rule, shape, dtype):
    p = start(shape, dtype)
    state = rule.start(p)
    for step in range(1, 101):
        p = np.asarray(rule.step(p, gradient(p, step), state, step), dtype)
        yield step, p


def trajectories():
    for name, recipe in (PYTORCH | PAPERS).items():
        walk = by_pytorch if name in PYTORCH else by_paper
        for label, dtype in (("float", np.float32), ("double", np.float64)):
            for leaf, shape in SHAPES.items():
                if leaf == "cube" and "adafactor" not in name:
                    continue
                for step, p in walk(recipe, shape, dtype):
                    if step in RECORDED:
                        yield f"{name} {label} {leaf} {step}", p.reshape(-1)


def clipped():
    """Gradients of two leaves before and after clipping."""
    values = [[3.0, -4.0, 0.5, 12.0], [0.25, -0.125]]
    for name, clip in {
        "value": lambda p: torch.nn.utils.clip_grad_value_(p, 2.0),
        "globalNorm": lambda p: torch.nn.utils.clip_grad_norm_(p, 2.0),
        "globalNorm large": lambda p: torch.nn.utils.clip_grad_norm_(p, 20.0),
        "norm": lambda p: [torch.nn.utils.clip_grad_norm_([q], 0.5) for q in p],
    }.items():
        for label, dtype in (("float", torch.float32), ("double", torch.float64)):
            parameters = [torch.zeros(len(v), dtype=dtype, requires_grad=True) for v in values]
            for p, v in zip(parameters, values):
                p.grad = torch.tensor(v, dtype=dtype)
            clip(parameters)
            yield f"clip {name} {label}", torch.cat([p.grad for p in parameters]).numpy()


def averages():
    torch.set_default_dtype(torch.float64)
    model = torch.nn.Linear(3, 1, bias=False)
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))
    for step in range(1, 21):
        model.weight.data = torch.from_numpy(
            sequence((1, 3), np.float64, lambda i: ((7 * step + 13 * i) % 17 - 8) / 4)
        )
        average.update_parameters(model)
        yield f"average {step}", average.module.weight.detach().numpy().reshape(-1).copy()


def cases():
    yield from trajectories()
    yield from clipped()
    yield from averages()
