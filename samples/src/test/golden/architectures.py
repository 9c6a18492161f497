"""What PyTorch computes for the networks of the sample `architectures`, on numbers that both can make.

Writes a file for each network beside the sample's resources: norms, and scalar products with hashed
numbers, of the loss, the logits and the gradient by each parameter for two images, in double precision;
which images: those for which no rectifier's input is so near 0, and no two under a window of maximum
pooling are so nearly equal, that rounding alone decides the gradient; and what a step of eight images costs here,
in single precision: the least of eight times in ms, and the most memory in use at once in MB.
"""
import csv
import math
import pathlib
import time

import numpy
import torch
from torch.nn.functional import cross_entropy, max_pool2d, relu
from torch.profiler import ProfilerActivity, profile

OUT = pathlib.Path(__file__).parents[2] / "main/resources/dev/adjoint/samples/architectures"
IMAGES = (1 << 15) + 1
PRODUCTS = 1 << 16
NUDGES = 8


def numbers(array, size):
    z = (numpy.uint64(array << 32) | numpy.arange(size, dtype=numpy.uint64)) * numpy.uint64(0x9E3779B97F4A7C15)
    z = (z ^ z >> numpy.uint64(30)) * numpy.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ z >> numpy.uint64(27)) * numpy.uint64(0x94D049BB133111EB)
    return (z >> numpy.uint64(40)).astype(numpy.float64) * 2.0**-23 - 1


class ConvNorm(torch.nn.Module):
    def __init__(self, channels, out, kernel, stride=1):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.empty(out, channels, kernel, kernel))
        self.norm = torch.nn.BatchNorm2d(out)
        self.stride = stride

    def forward(self, x):
        half = self.weight.shape[2] // 2
        return self.norm(torch.nn.functional.conv2d(x, self.weight, stride=self.stride, padding=half))


class AlexNet(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(3, 64, 11, 4, 2)
        self.conv2 = torch.nn.Conv2d(64, 192, 5, 1, 2)
        self.conv3 = torch.nn.Conv2d(192, 384, 3, 1, 1)
        self.conv4 = torch.nn.Conv2d(384, 256, 3, 1, 1)
        self.conv5 = torch.nn.Conv2d(256, 256, 3, 1, 1)
        self.linear1 = torch.nn.Linear(256 * 6 * 6, 4096)
        self.linear2 = torch.nn.Linear(4096, 4096)
        self.linear3 = torch.nn.Linear(4096, 1000)

    def forward(self, x):
        h = max_pool2d(relu(self.conv1(x)), 3, 2)
        h = max_pool2d(relu(self.conv2(h)), 3, 2)
        h = relu(self.conv4(relu(self.conv3(h))))
        h = max_pool2d(relu(self.conv5(h)), 3, 2)
        return self.linear3(relu(self.linear2(relu(self.linear1(h.flatten(1))))))


class Inception(torch.nn.Module):
    def __init__(self, channels, one, before3, three, before5, five, after_pool):
        super().__init__()
        self.one = ConvNorm(channels, one, 1)
        self.before3 = ConvNorm(channels, before3, 1)
        self.three = ConvNorm(before3, three, 3)
        self.before5 = ConvNorm(channels, before5, 1)
        self.five = ConvNorm(before5, five, 5)
        self.afterPool = ConvNorm(channels, after_pool, 1)

    def forward(self, x):
        return torch.cat(
            [
                relu(self.one(x)),
                relu(self.three(relu(self.before3(x)))),
                relu(self.five(relu(self.before5(x)))),
                relu(self.afterPool(max_pool2d(x, 3, 1, 1))),
            ],
            1,
        )


class GoogLeNet(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = ConvNorm(3, 64, 7, 2)
        self.before2 = ConvNorm(64, 64, 1)
        self.conv2 = ConvNorm(64, 192, 3)
        self.at28 = torch.nn.Sequential(
            Inception(192, 64, 96, 128, 16, 32, 32), Inception(256, 128, 128, 192, 32, 96, 64)
        )
        self.at14 = torch.nn.Sequential(
            Inception(480, 192, 96, 208, 16, 48, 64),
            Inception(512, 160, 112, 224, 24, 64, 64),
            Inception(512, 128, 128, 256, 24, 64, 64),
            Inception(512, 112, 144, 288, 32, 64, 64),
            Inception(528, 256, 160, 320, 32, 128, 128),
        )
        self.at7 = torch.nn.Sequential(
            Inception(832, 256, 160, 320, 32, 128, 128), Inception(832, 384, 192, 384, 48, 128, 128)
        )
        self.head = torch.nn.Linear(1024, 1000)

    def forward(self, x):
        h = max_pool2d(relu(self.conv1(x)), 3, 2, 1)
        h = relu(self.conv2(relu(self.before2(h))))
        h = self.at28(max_pool2d(h, 3, 2, 1))
        h = self.at14(max_pool2d(h, 3, 2, 1))
        h = self.at7(max_pool2d(h, 3, 2, 1))
        return self.head(h.mean((2, 3)))


class Block(torch.nn.Module):
    def __init__(self, channels, out):
        super().__init__()
        stride = 1 if out == channels else 2
        self.conv1 = ConvNorm(channels, out, 3, stride)
        self.conv2 = ConvNorm(out, out, 3)
        self.shortcut = torch.nn.Sequential(*([] if out == channels else [ConvNorm(channels, out, 1, stride)]))

    def forward(self, x):
        return relu(self.conv2(relu(self.conv1(x))) + self.shortcut(x))


class ResNet18(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = ConvNorm(3, 64, 7, 2)
        widths = [64, 64, 64, 128, 128, 256, 256, 512, 512]
        self.blocks = torch.nn.Sequential(*[Block(a, b) for a, b in zip(widths, widths[1:])])
        self.head = torch.nn.Linear(512, 1000)

    def forward(self, x):
        return self.head(self.blocks(max_pool2d(relu(self.first(x)), 3, 2, 1)).mean((2, 3)))


def java(name, tensor):
    """As Java has it: weights of linear layers the other way round."""
    array = tensor.detach().double().numpy()
    return array.T if array.ndim == 2 and name.endswith("weight") else array


def is_added(name):
    return "conv2" in name or "shortcut" in name


def fill(model):
    """Rectifiers get inputs around 4 or -4: near a kink, rounding alone decides the gradient."""
    for i, (name, p) in enumerate(model.named_parameters()):
        shape = java(name, p).shape
        fan_in = shape[0] if len(shape) == 2 else math.prod(shape[1:])
        bound = 0.1 if len(shape) == 1 else math.sqrt(6 / fan_in)
        number = numbers(i, p.numel())
        values = bound * number
        if name.endswith("norm.weight"):
            values = 1 + values
        elif name.endswith("norm.bias"):
            is_off = (number < 0.75) & (not is_added(name))
            values = values + numpy.where(is_off, -4, 4)
        values = values.reshape(shape)
        with torch.no_grad():
            p.copy_(torch.from_numpy(values.T if len(shape) == 2 else values).float())


def data(count, number):
    values = math.sqrt(3) * numbers(IMAGES + number, count * 3 * 224 * 224)
    images = torch.from_numpy(values.reshape(count, 3, 224, 224)).float()
    return images, torch.tensor([(37 * i + 1) % 1000 for i in range(count)])


def fingerprint(array, number):
    flat = array.reshape(-1)
    return float(numpy.linalg.norm(flat)), float(flat @ numbers(PRODUCTS + number, flat.size))


def step(model, images, labels):
    model.zero_grad(set_to_none=True)
    cross_entropy(model(images), labels).backward()


def gradients(model, number):
    images, labels = data(2, number)
    step(model, images.double(), labels)
    return [p.grad for p in model.parameters()]


def is_steady(model, number):
    """Whether weights that differ by a little more than rounding makes of them have the same gradients."""
    expected = gradients(model, number)
    least = math.sqrt(sum(g.norm().item() ** 2 for g in expected)) / 1000
    exact = [p.detach().clone() for p in model.parameters()]
    steady = True
    for i in range(NUDGES):
        with torch.no_grad():
            generator = torch.Generator().manual_seed(i)
            for p, e in zip(model.parameters(), exact):
                p.copy_(e * (1 + 2**-21 * (2 * torch.rand(e.shape, generator=generator, dtype=e.dtype) - 1)))
        found = gradients(model, number)
        steady = all((f - e).norm() < 1e-4 * max(e.norm().item(), least) for f, e in zip(found, expected))
        if not steady:
            break
    with torch.no_grad():
        for p, e in zip(model.parameters(), exact):
            p.copy_(e)
    return steady


def steady_images(model):
    """Images for which no kink is so near that rounding alone decides the gradient."""
    number = 0
    while not is_steady(model, number):
        number += 1
    return number


def cost(model, number):
    images, labels = data(8, number)
    times = []
    for i in range(10):
        start = time.perf_counter()
        step(model, images, labels)
        times.append(time.perf_counter() - start)
    model.zero_grad(set_to_none=True)
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        cross_entropy(model(images), labels).backward()
    now = most = 0
    events = [e for e in profiled.profiler.kineto_results.events() if e.name() == "[memory]"]
    for event in sorted(events, key=lambda e: e.start_ns()):
        now += event.nbytes()
        most = max(most, now)
    parameters = 4 * sum(p.numel() for p in model.parameters())
    return min(times[2:]) * 1e3, (parameters + most) / 1e6


def write(name, model):
    fill(model)
    number = steady_images(model.double())
    spent = cost(model.float(), number)
    model.double()
    model.zero_grad(set_to_none=True)
    images, labels = data(2, number)
    logits = model(images.double())
    loss = cross_entropy(logits, labels)
    loss.backward()
    rows = [("loss", loss.item(), 0.0), ("logits", *fingerprint(java("", logits), IMAGES))]
    for i, (path, p) in enumerate(model.named_parameters()):
        rows.append((path, *fingerprint(java(path, p.grad), i)))
    rows.append(("images", number, 0.0))
    rows.append(("step", *spent))
    with open(OUT / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "norm", "product"])
        writer.writerows(rows)
    print(name, sum(p.numel() for p in model.parameters()), rows[0], rows[-1])


if __name__ == "__main__":
    print("PyTorch", torch.__version__, torch.get_num_threads(), "threads")
    write("alexnet", AlexNet())
    write("googlenet", GoogLeNet())
    write("resnet18", ResNet18())
