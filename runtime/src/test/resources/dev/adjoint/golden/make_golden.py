"""Writes the golden values beside this file with PyTorch: python3 make_golden.py

optimizers.txt    a line for each optimizer, type and step: name type step, a colon, the parameters
official.safetensors    a file put together by hand from the format's description
"""

import json
import pathlib
import struct

import torch

HERE = pathlib.Path(__file__).parent

OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True),
    "dampened": lambda p: torch.optim.SGD(
        p, lr=0.05, momentum=0.8, dampening=0.5, weight_decay=0.01
    ),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "adamDecay": lambda p: torch.optim.Adam(
        p, lr=0.05, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1
    ),
    "adamW": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1),
}


def numbers(tensor):
    return " ".join(repr(v) for v in tensor.reshape(-1).tolist())


def trajectory(make, dtype):
    """Minimizes sum(curvature * (p - target)^2) / 2 and yields the parameters after each step."""
    curvature = torch.tensor([1.0, 0.5, 2.0, 4.0], dtype=dtype)
    target = torch.tensor([3.0, -2.0, 0.5, 1.0], dtype=dtype)
    p = torch.tensor([1.0, 1.0, -1.0, 0.25], dtype=dtype, requires_grad=True)
    optimizer = make([p])
    for _ in range(100):
        p.grad = (curvature * (p - target)).detach()
        optimizer.step()
        yield p.detach()


def official():
    tensors = [("layer.weight", [2, 3], [1.5, -2.0, 0.25, 3.0, 1e-8, -0.0]), ("bias", [], [7.0])]
    header, data = {"__metadata__": {"format": "pt", "note": "line\nbreak \u00e9"}}, b""
    for name, shape, values in tensors:
        begin = len(data)
        data += struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [begin, len(data)]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def main():
    lines = []
    for name, make in OPTIMIZERS.items():
        for label, dtype in (("float", torch.float32), ("double", torch.float64)):
            for step, p in enumerate(trajectory(make, dtype), 1):
                if step <= 5 or step % 5 == 0:
                    lines.append(f"{name} {label} {step}: {numbers(p)}")
    (HERE / "optimizers.txt").write_text("\n".join(lines) + "\n")
    (HERE / "official.safetensors").write_bytes(official())


if __name__ == "__main__":
    main()
