"""Writes what samples of dev.adjoint.samples.training compare themselves with, by PyTorch:

    python3 make_golden.py

Lion and the lecture's form of RMSprop are computed by their formulas, since PyTorch has neither.
"""

import math
import pathlib

import torch

TARGET = pathlib.Path(__file__).parent.parent / "main/resources/dev/adjoint/samples/training"
STEPS = 100
RECORDED = (1, 2, 5, 10, 20, 50, 100)
torch.set_default_dtype(torch.float64)


def height(p):
    across = p[1] - p[0] * p[0]
    return (1 - p[0]) ** 2 + 10 * across * across


def start():
    return torch.tensor([-1.2, 1.0], requires_grad=True)


def gradient(p):
    return torch.autograd.grad(height(p), p)[0]


def pytorch(make):
    p = start()
    optimizer = make([p])
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        height(p).backward()
        optimizer.step()
        yield step, p.tolist()


def rmsprop(rate, decay, epsilon):
    """Tieleman and Hinton 2012, with the small number within the root."""
    p, mean = start(), torch.zeros(2)
    for step in range(1, STEPS + 1):
        g = gradient(p)
        mean = decay * mean + (1 - decay) * g * g
        p = (p - rate * g / torch.sqrt(mean + epsilon)).detach().requires_grad_()
        yield step, p.tolist()


def lion(rate, beta1, beta2):
    """Chen et al. 2023, algorithm 2."""
    p, m = start(), torch.zeros(2)
    for step in range(1, STEPS + 1):
        g = gradient(p)
        p = (p - rate * torch.sign(beta1 * m + (1 - beta1) * g)).detach().requires_grad_()
        m = beta2 * m + (1 - beta2) * g
        yield step, p.tolist()


def lbfgs():
    for step in RECORDED[:5]:
        p = start()
        optimizer = torch.optim.LBFGS(
            [p], max_iter=step, max_eval=10**6, line_search_fn="strong_wolfe"
        )

        def closure():
            optimizer.zero_grad()
            value = height(p)
            value.backward()
            return value

        optimizer.step(closure)
        yield step, p.tolist()


O = torch.optim
WAYS = {
    "SGD": lambda: pytorch(lambda p: O.SGD(p, lr=0.005)),
    "momentum": lambda: pytorch(lambda p: O.SGD(p, lr=0.002, momentum=0.9)),
    "Nesterov": lambda: pytorch(lambda p: O.SGD(p, lr=0.002, momentum=0.9, nesterov=True)),
    "AdaGrad": lambda: pytorch(lambda p: O.Adagrad(p, lr=0.4)),
    "RMSprop": lambda: rmsprop(0.02, 0.9, 1e-8),
    "Adam": lambda: pytorch(lambda p: O.Adam(p, lr=0.1)),
    "AdamW": lambda: pytorch(lambda p: O.AdamW(p, lr=0.1, weight_decay=0.05)),
    "Lion": lambda: lion(0.03, 0.9, 0.99),
    "L-BFGS": lbfgs,
}


def trajectories():
    lines = ["optimizer,step,x,y"]
    for name, way in WAYS.items():
        for step, (x, y) in way():
            if step in RECORDED:
                lines.append(f"{name},{step},{x!r},{y!r}")
    (TARGET / "trajectories.csv").write_text("\n".join(lines) + "\n")


def waves(factor, *shape):
    count = math.prod(shape)
    return torch.tensor([math.sin(factor * (i + 1)) for i in range(count)]).reshape(shape)


def normalizations():
    """Gradients of the sum of outputs times a seed, by input, weight and bias."""
    x, seed = waves(0.7, 4, 6, 3, 3), waves(1.1, 4, 6, 3, 3)
    layers = {
        "batch": torch.nn.BatchNorm2d(6),
        "layer": torch.nn.LayerNorm([6, 3, 3]),
        "instance": torch.nn.InstanceNorm2d(6, affine=True),
        "group": torch.nn.GroupNorm(3, 6),
    }
    lines = []
    for name, layer in layers.items():
        with torch.no_grad():
            layer.weight.copy_(1 + waves(0.3, *layer.weight.shape) / 2)
            layer.bias.copy_(waves(0.9, *layer.bias.shape))
        operand = x.clone().requires_grad_()
        (layer(operand) * seed).sum().backward()
        for what, tensor in (("x", operand), ("weight", layer.weight), ("bias", layer.bias)):
            numbers = " ".join(f"{v:.9g}" for v in tensor.grad.reshape(-1).tolist())
            lines.append(f"{name} {what}: {numbers}")
    (TARGET / "normalizations.txt").write_text("\n".join(lines) + "\n")


trajectories()
normalizations()
