"""Writes the golden values beside this file with PyTorch: python3 make_golden.py

operations.txt    a line for each operation: its name, a colon, the elements of its result
optimizers.txt    a line for each optimizer, type and step: name type step, a colon, the parameters
official.safetensors    a file put together by hand from the format's description
"""

import json
import pathlib
import struct

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent

X = torch.tensor(
    [[-3.0, -1.0, -0.25, 0.0, 0.5], [1.0, 2.5, 4.0, -0.75, 0.125], [10.0, -12.0, 0.3, 6.0, -6.5]]
)
Y = torch.tensor(
    [[0.5, -1.0, 2.0, 0.0, 1.5], [-2.0, 0.25, 4.0, 1.0, -0.5], [3.0, -0.1, 0.7, -1.2, 2.2]]
)
P = X.abs() + 0.5
LABELS = torch.tensor([4, 0, 2])
GELU = torch.nn.GELU(approximate="tanh")

OPERATIONS = {
    "exp": torch.exp(Y),
    "log": torch.log(P),
    "sqrt": torch.sqrt(P),
    "sin": torch.sin(X),
    "cos": torch.cos(X),
    "abs": torch.abs(X),
    "pow": torch.pow(P, 1.5),
    "maximum": torch.maximum(X, Y),
    "minimum": torch.minimum(X, Y),
    "tanh": torch.tanh(X),
    "sigmoid": torch.sigmoid(X),
    "softplus": F.softplus(X),
    "relu": torch.relu(X),
    "leakyRelu": F.leaky_relu(X, 0.1),
    "silu": F.silu(X),
    "gelu": GELU(X),
    "softmax": torch.softmax(X, -1),
    "logSoftmax": torch.log_softmax(X, -1),
    "crossEntropy": F.cross_entropy(X, LABELS),
    "meanSquaredError": F.mse_loss(X, Y),
    "binaryCrossEntropyWithLogits": F.binary_cross_entropy_with_logits(X, torch.sigmoid(Y)),
    "matmul": X @ Y.T,
    "norm": X.norm(),
    "meanOver": X.mean(0),
    "maxOver": X.max(1).values,
}

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
    lines = [f"{name}: {numbers(value)}" for name, value in OPERATIONS.items()]
    (HERE / "operations.txt").write_text("\n".join(lines) + "\n")
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
