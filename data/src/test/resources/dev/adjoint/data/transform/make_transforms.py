"""Writes transforms.txt with PyTorch and SciPy: python3 make_transforms.py

rotate HxW ANGLE    an image of C x H x W ramps, rotated by affine_grid and grid_sample
normalize           means and deviations of channels, and the normalized numbers
beta ALPHA          the distribution function of Beta(alpha, alpha) at 0.1, 0.2 ... 0.9
"""

import math
import pathlib

import scipy.stats
import torch

HERE = pathlib.Path(__file__).parent


def numbers(tensor):
    return " ".join(repr(v) for v in torch.as_tensor(tensor).reshape(-1).tolist())


def image(*shape):
    count = math.prod(shape)
    return (torch.arange(count, dtype=torch.float64) * 7 % 11 / 8 - 0.5).reshape(shape)


def rotate(images, degrees):
    """Counterclockwise; grid_sample wants where each pixel comes from, in units of half a side."""
    n, _, h, w = images.shape
    s, c = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    theta = torch.tensor([[[c, -s * h / w, 0], [s * w / h, c, 0]]], dtype=images.dtype)
    grid = torch.nn.functional.affine_grid(theta.expand(n, 2, 3), images.shape, align_corners=False)
    return torch.nn.functional.grid_sample(
        images, grid, mode="bilinear", padding_mode="zeros", align_corners=False
    )


def main():
    lines = []
    for height, width in ((5, 5), (4, 7), (1, 3)):
        for degrees in (0, 90, 180, -30, 12.5):
            rotated = rotate(image(1, 2, height, width), degrees)
            lines.append(f"rotate {height}x{width} {degrees}: {numbers(rotated)}")
    x = image(3, 2, 2, 4)
    mean, std = x.mean((0, 2, 3)), x.std((0, 2, 3), unbiased=False)
    lines.append(f"mean: {numbers(mean)}")
    lines.append(f"deviation: {numbers(std)}")
    normalized = (x - mean[:, None, None]) / std[:, None, None]
    lines.append(f"normalized: {numbers(normalized)}")
    lines.append(f"overall: {numbers([x.mean(), x.std(unbiased=False)])}")
    for alpha in (0.2, 1.0, 4.0):
        values = [scipy.stats.beta.cdf(i / 10, alpha, alpha) for i in range(1, 10)]
        lines.append(f"beta {alpha}: {numbers(torch.tensor(values, dtype=torch.float64))}")
    (HERE / "transforms.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
