"""Operations on images in PyTorch, the same as `adjoint-benchmarks.jar images` times.

    images.py THREADS SECONDS    answers a line "KIND N C SIZE O K STRIDE PADDING DILATION GROUPS"
                                 with the median milliseconds forward and backward
"""
import statistics
import sys
import time

import torch
import torch.nn.functional as F


def median(body, seconds):
    for _ in range(3):
        body()
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 5:
        start = time.perf_counter()
        body()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def sweeps(kind, n, c, size, o, k, stride, padding, dilation, groups):
    x = torch.rand(n, c, size, size) * 2 - 1
    x.requires_grad_(kind != "conv-w")
    inputs = [x]
    if kind.startswith("conv"):
        w = (torch.rand(o, c // groups, k, k) * 2 - 1).requires_grad_()
        inputs = [w] if kind == "conv-w" else [x, w]
        forward = lambda: F.conv2d(x, w, None, stride, padding, dilation, groups)
    elif kind == "max":
        forward = lambda: F.max_pool2d(x, k, stride, padding)
    elif kind == "mean":
        forward = lambda: F.avg_pool2d(x, k, stride, padding)
    elif kind == "norm":
        w, b = torch.rand(c).requires_grad_(), torch.rand(c).requires_grad_()
        inputs = [x, w, b]
        forward = lambda: F.batch_norm(x, None, None, w, b, True)
    else:
        forward = lambda: F.relu(x)
    y = forward()
    seed = torch.rand_like(y)
    return forward, lambda: torch.autograd.grad(y, inputs, seed, retain_graph=True)


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    for line in sys.stdin:
        words = line.split()
        forward, backward = sweeps(words[0], *map(int, words[1:]))
        seconds = float(sys.argv[2])
        print(f"{median(forward, seconds):.5f} {median(backward, seconds):.5f}", flush=True)
