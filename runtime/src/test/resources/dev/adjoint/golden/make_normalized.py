"""Trains a small convolutional network with batch normalization in PyTorch.

    python3 make_normalized.py > normalized.txt

Numbers are those of NormalizedNetwork.java: sines of their places. Everything is float64.
"""

import math

import torch
from torch import nn

torch.set_default_dtype(torch.float64)


def waves(factor, *shape):
    count = math.prod(shape)
    return torch.tensor([math.sin(factor * (i + 1)) for i in range(count)]).reshape(shape)


model = nn.Sequential(
    nn.Conv2d(1, 3, 3, padding=1), nn.BatchNorm2d(3), nn.Tanh(),
    nn.Conv2d(3, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(8, 2))
with torch.no_grad():
    model[0].weight.copy_(waves(0.7, 3, 1, 3, 3))
    model[0].bias.zero_()
    model[3].weight.copy_(waves(1.3, 2, 3, 3, 3))
    model[3].bias.zero_()
    model[6].weight.copy_(waves(0.9, 8, 2).T)
    model[6].bias.zero_()
x, y = waves(2.1, 20, 1, 4, 4), waves(0.3, 20, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
for epoch in range(8):
    for start in range(0, 20, 8):
        optimizer.zero_grad()
        ((model(x[start:start + 8]) - y[start:start + 8]) ** 2).mean().backward()
        optimizer.step()
model.eval()
for name, tensor in (
    ("mean1", model[1].running_mean), ("variance1", model[1].running_var),
    ("mean2", model[4].running_mean), ("variance2", model[4].running_var),
    ("outputs", model(x)),
):
    print(name + ":", " ".join(repr(v) for v in tensor.detach().reshape(-1).tolist()))
