"""Operands for the cases: numbers that depend only on the shape and a name."""

import zlib

import torch

INF = float("inf")
NAN = float("nan")


def of(*numbers):
    return torch.tensor(numbers, dtype=torch.float64)


def normal(*shape, name=""):
    """Numbers of both signs, none of them close to 0."""
    draw = torch.Generator().manual_seed(zlib.crc32(f"{name} {shape}".encode()))
    x = torch.randn(shape, generator=draw, dtype=torch.float64)
    return x + 0.1 * torch.where(x < 0, -1.0, 1.0)


def positive(*shape, name=""):
    """Numbers from 0.3 upwards."""
    return normal(*shape, name=name).abs() + 0.2


def unit(*shape, name=""):
    """Numbers between -1 and 1."""
    return torch.tanh(normal(*shape, name=name))
