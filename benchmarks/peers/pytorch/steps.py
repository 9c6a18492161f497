"""Whole training steps in PyTorch, the same models as `adjoint-benchmarks.jar steps` runs.

    steps.py MODEL [--threads N] [--seconds S] [--compile]   prints median and least milliseconds
    steps.py MODEL --export FILE.npz                         writes the initial parameters, the data
                                                             and, in double precision, the losses of
                                                             the first steps
"""
import argparse
import statistics
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Residual(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.c1, self.b1 = nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o)
        self.c2, self.b2 = nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o)
        same = stride == 1 and i == o
        self.short = (
            nn.Sequential()
            if same
            else nn.Sequential(nn.Conv2d(i, o, 1, stride, bias=False), nn.BatchNorm2d(o))
        )

    def forward(self, x):
        y = self.b2(self.c2(F.relu(self.b1(self.c1(x)))))
        return F.relu(y + self.short(x))

    def paths(self, at):
        p = {
            at + "conv1": self.c1.weight,
            at + "norm1.weight": self.b1.weight,
            at + "norm1.bias": self.b1.bias,
            at + "conv2": self.c2.weight,
            at + "norm2.weight": self.b2.weight,
            at + "norm2.bias": self.b2.bias,
        }
        if len(self.short):
            p[at + "shortcut.0.conv"] = self.short[0].weight
            p[at + "shortcut.0.norm.weight"] = self.short[1].weight
            p[at + "shortcut.0.norm.bias"] = self.short[1].bias
        return p


class Block(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.l1, self.l2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.qkv, self.o = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.f1, self.f2 = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(self, x):
        b, t, d = x.shape
        q, k, v = [
            z.view(b, t, self.heads, d // self.heads).transpose(1, 2)
            for z in self.qkv(self.l1(x)).split(d, 2)
        ]
        a = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.o(a.transpose(1, 2).reshape(b, t, d))
        return x + self.f2(F.gelu(self.f1(self.l2(x))))

    def paths(self, at):
        p = {}
        for name, layer in (("qkv", self.qkv), ("out", self.o), ("up", self.f1), ("down", self.f2)):
            p.update(linear(at + name, layer))
        for name, layer in (("norm1", self.l1), ("norm2", self.l2)):
            p[at + name + ".weight"], p[at + name + ".bias"] = layer.weight, layer.bias
        return p


def linear(at, layer):
    return {at + ".weight": layer.weight.T, at + ".bias": layer.bias}


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.ModuleList([nn.Linear(784, 512), nn.Linear(512, 512), nn.Linear(512, 10)])

    def forward(self, x, y):
        h = F.relu(self.l[1](F.relu(self.l[0](x))))
        return F.cross_entropy(self.l[2](h), y)

    def data(self):
        return torch.rand(64, 784), torch.randint(0, 10, (64,))

    def paths(self):
        p = {}
        for i, layer in enumerate(self.l):
            p[f"w{i + 1}"], p[f"b{i + 1}"] = layer.weight.T, layer.bias
        return p


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(32, 32), nn.Linear(32, 1)

    def forward(self, x):
        return (self.b(torch.tanh(self.a(x))) ** 2).sum()

    def data(self):
        return (torch.rand(1, 32),)

    def paths(self):
        return {"w1": self.a.weight.T, "b1": self.a.bias, "w2": self.b.weight.T, "b2": self.b.bias}


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1, self.c2 = nn.Conv2d(1, 6, 5, padding=2), nn.Conv2d(6, 16, 5)
        self.f = nn.ModuleList([nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)])

    def forward(self, x, y):
        h = F.max_pool2d(F.relu(self.c1(x)), 2)
        h = F.max_pool2d(F.relu(self.c2(h)), 2).flatten(1)
        h = F.relu(self.f[1](F.relu(self.f[0](h))))
        return F.cross_entropy(self.f[2](h), y)

    def data(self):
        return torch.rand(64, 1, 28, 28), torch.randint(0, 10, (64,))

    def paths(self):
        p = {"conv1": self.c1.weight, "bias1": self.c1.bias}
        p.update({"conv2": self.c2.weight, "bias2": self.c2.bias})
        for i, layer in enumerate(self.f):
            p.update(linear(f"full{i + 1}", layer))
        return p


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c, self.b = nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16)
        blocks, i = [], 16
        for o, stride in ((16, 1), (32, 2), (64, 2)):
            for k in range(3):
                blocks.append(Residual(i, o, stride if k == 0 else 1))
                i = o
        self.blocks, self.head = nn.ModuleList(blocks), nn.Linear(64, 10)

    def forward(self, x, y):
        h = F.relu(self.b(self.c(x)))
        for block in self.blocks:
            h = block(h)
        return F.cross_entropy(self.head(h.mean((2, 3))), y)

    def data(self):
        return torch.rand(32, 3, 32, 32), torch.randint(0, 10, (32,))

    def paths(self):
        p = {"conv": self.c.weight, "norm.weight": self.b.weight, "norm.bias": self.b.bias}
        for i, block in enumerate(self.blocks):
            p.update(block.paths(f"blocks.{i}."))
        p.update(linear("head", self.head))
        return p


class Transformer(nn.Module):
    def __init__(self, d=128, heads=4, layers=4, length=128, characters=96):
        super().__init__()
        self.e, self.p = nn.Embedding(characters, d), nn.Embedding(length, d)
        self.b = nn.ModuleList(Block(d, heads) for _ in range(layers))
        self.n, self.h = nn.LayerNorm(d), nn.Linear(d, characters)

    def forward(self, text, following):
        x = self.e(text) + self.p.weight[: text.shape[1]]
        for block in self.b:
            x = block(x)
        return F.cross_entropy(self.h(self.n(x)).flatten(0, 1), following.flatten())

    def data(self):
        return torch.randint(0, 96, (16, 128)), torch.randint(0, 96, (16, 128))

    def paths(self):
        p = {"tokens": self.e.weight, "positions": self.p.weight}
        for i, block in enumerate(self.b):
            p.update(block.paths(f"blocks.{i}."))
        p["norm.weight"], p["norm.bias"] = self.n.weight, self.n.bias
        p.update(linear("head", self.h))
        return p


class Lstm(nn.Module):
    """The text has the steps first, as the Java model has it."""

    def __init__(self, size=128, characters=96):
        super().__init__()
        self.e, self.r = nn.Embedding(characters, size), nn.LSTM(size, size)
        self.o = nn.Linear(size, characters)

    def forward(self, text, following):
        z, _ = self.r(self.e(text))
        return F.cross_entropy(self.o(z).flatten(0, 1), following.flatten())

    def data(self):
        return torch.randint(0, 96, (64, 32)), torch.randint(0, 96, (64, 32))

    def paths(self):
        p = {
            "tokens": self.e.weight,
            "wInput": self.r.weight_ih_l0,
            "wHidden": self.r.weight_hh_l0,
            "bInput": self.r.bias_ih_l0,
            "bHidden": self.r.bias_hh_l0,
        }
        p.update(linear("head", self.o))
        return p


# At a rate of 0.1 the losses part by themselves: a last bit in the images changes the third loss by
# 4e-3 in double precision. At 1e-3 PyTorch's own losses in float part from those in double by 8e-5
# within twenty steps, at this rate by 7e-6, so that a tolerance of 1e-4 tells something.
RESNET_RATE = 2e-4

MODELS = {
    "mlp-sgd": (Mlp, lambda p: torch.optim.SGD(p, lr=0.05)),
    "mlp-adam": (Mlp, lambda p: torch.optim.Adam(p, lr=1e-3, fused=True)),
    "lenet": (LeNet, lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9)),
    "resnet20": (ResNet, lambda p: torch.optim.SGD(p, lr=RESNET_RATE, momentum=0.9)),
    "transformer": (Transformer, lambda p: torch.optim.AdamW(p, lr=3e-4)),
    "lstm": (Lstm, lambda p: torch.optim.SGD(p, lr=0.1)),
    "tiny": (Tiny, lambda p: torch.optim.SGD(p, lr=0.01)),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=list(MODELS))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--export")
    parser.add_argument("--steps", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    make, optimize = MODELS[options.model]
    model = make()
    data = model.data()
    arrays = {k: v.detach().numpy().copy() for k, v in model.paths().items()}
    inputs = data
    if options.export:
        # The losses to compare with: in double precision, so that what this library rounds is not
        # taken for an error of the other.
        model = model.double()
        inputs = [part.double() if part.is_floating_point() else part for part in data]
    optimizer = optimize(model.parameters())
    loss = torch.compile(model) if options.compile else model

    def step():
        optimizer.zero_grad(set_to_none=True)
        value = loss(*inputs)
        value.backward()
        optimizer.step()
        return value

    if options.export:
        losses = [step().item() for _ in range(options.steps)]
        for i, part in enumerate(data):
            arrays[f"data.{i}"] = part.numpy().astype(np.float32 if part.is_floating_point() else np.int32)
        arrays["losses"] = np.array(losses)
        np.savez(options.export, **{k: np.ascontiguousarray(v) for k, v in arrays.items()})
        return
    for _ in range(10):
        step()
    times, end = [], time.perf_counter() + options.seconds
    while (time.perf_counter() < end or len(times) < 15) and len(times) < 50000:
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1e3)
    print(f"{statistics.median(times):.5f} {min(times):.5f} {len(times)}")


if __name__ == "__main__":
    main()
