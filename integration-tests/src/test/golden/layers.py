"""Computes golden values of layers with PyTorch's own modules: python3 layers.py

They go to ../resources/layers/pytorch.txt. Everything is computed in float64 from parameters and
inputs rounded to float32. Parameters have the names and the layout of dev.adjoint.nn. A case is
written as

    case NAME
    parameter PATH [2, 3] 1.0 ...
    x [2, 3] 1.0 ...            each input
    = [2, 3] ...                each output
    seed [2, 3] ...             the adjoint of each output
    dx [2, 3] ...               the gradient by each input that has one
    d PATH [2, 3] ...           the gradient by each parameter
"""

import pathlib
import zlib

import torch
from torch import nn

from inputs import normal
from make_golden import rounded, text_of

TARGET = pathlib.Path(__file__).parent.parent / "resources" / "layers" / "pytorch.txt"
LINES = []


def same(parameter):
    return parameter


def transposed(parameter):
    return parameter.T


def write(name, paths, call, *inputs):
    """A case; paths maps paths to parameters and what makes this library's layout of them."""
    draw = torch.Generator().manual_seed(zlib.crc32(name.encode()))
    for parameter, _ in paths.values():
        if parameter.requires_grad and parameter.grad_fn is None:
            drawn = 0.5 * torch.randn(parameter.shape, generator=draw, dtype=torch.float64)
            parameter.data = rounded(drawn)
    inputs = [rounded(each).requires_grad_() for each in inputs]
    outputs = call(*inputs)
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    seeds = [
        rounded(torch.rand(each.shape, generator=draw, dtype=torch.float64) + 0.5)
        for each in outputs
    ]
    total = sum((seed * each).sum() for seed, each in zip(seeds, outputs))
    leaves = list({id(parameter): parameter for parameter, _ in paths.values()}.values())
    found = torch.autograd.grad(total, inputs + leaves, allow_unused=True)
    gradients = {
        id(leaf): torch.zeros_like(leaf) if gradient is None else gradient
        for leaf, gradient in zip(inputs + leaves, found)
    }
    LINES.append(f"case {name}")
    for path, (parameter, layout) in paths.items():
        LINES.append(f"parameter {path} {text_of(layout(parameter.detach()))}")
    LINES.extend("x " + text_of(each.detach()) for each in inputs)
    LINES.extend("= " + text_of(each.detach()) for each in outputs)
    LINES.extend("seed " + text_of(each) for each in seeds)
    LINES.extend("dx " + text_of(gradients[id(each)]) for each in inputs)
    for path, (parameter, layout) in paths.items():
        LINES.append(f"d {path} {text_of(layout(gradients[id(parameter)]))}")


def both(module, prefix="", layout=same):
    """What there is of a weight and a bias of PyTorch's names."""
    paths = {}
    for name, how in [("weight", layout), ("bias", same)]:
        if getattr(module, name, None) is not None:
            paths[prefix + name] = (getattr(module, name), how)
    return paths


def linear(module, prefix=""):
    return both(module, prefix, transposed)


def module_case(name, module, *inputs):
    module = module.double()
    write(name, both(module), module, *inputs)


def separated(*shape):
    """Numbers that differ by 0.25 at least, so that a small step changes no order."""
    size = torch.Size(shape).numel()
    draw = torch.Generator().manual_seed(zlib.crc32(str(shape).encode()))
    order = torch.randperm(size, generator=draw).double()
    return (0.25 * (order - size / 2) + 0.125).reshape(shape)


def linear_layers():
    for name, shape in [("linear", (4, 5)), ("linear of sequences", (2, 3, 5))]:
        module = nn.Linear(5, 3).double()
        write(name, linear(module), module, normal(*shape))


def convolutions():
    module_case("conv1d", nn.Conv1d(3, 5, 3), normal(2, 3, 7))
    module_case(
        "conv1d with settings",
        nn.Conv1d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2),
        normal(2, 4, 11),
    )
    module_case("conv2d", nn.Conv2d(2, 3, 3), normal(2, 2, 5, 7))
    module_case(
        "conv2d with settings",
        nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(1, 2), dilation=(1, 2), groups=2),
        normal(2, 4, 7, 5),
    )
    module_case("conv2d depthwise", nn.Conv2d(3, 3, 3, padding=1, groups=3), normal(1, 3, 5, 4))
    module_case(
        "convTranspose1d",
        nn.ConvTranspose1d(4, 6, 3, stride=2, padding=1, output_padding=1, groups=2),
        normal(2, 4, 5),
    )
    module_case("convTranspose2d", nn.ConvTranspose2d(3, 2, 3), normal(1, 3, 4, 3))
    module_case(
        "convTranspose2d with settings",
        nn.ConvTranspose2d(
            4, 6, (3, 2), stride=(2, 3), padding=(1, 0), output_padding=(1, 2), dilation=(1, 2),
            groups=2,
        ),
        normal(2, 4, 3, 4),
    )
    locally_connected()


def locally_connected():
    """PyTorch has no such layer; its own unfold gives what lies under the windows."""
    weight = torch.zeros(2, 3, 4, 2, 3, 2, dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(4, 2, 3, dtype=torch.float64, requires_grad=True)

    def call(x):
        columns = nn.functional.unfold(x, (3, 2), stride=(2, 1)).reshape(2, 2, 3, 2, 2, 3)
        return torch.einsum("ncijpq,pqocij->nopq", columns, weight) + bias

    write("locallyConnected2d", {"weight": (weight, same), "bias": (bias, same)}, call,
          normal(2, 2, 6, 4))


def normalizations():
    module_case("layerNorm", nn.LayerNorm(5), normal(2, 3, 5))
    module_case("layerNorm of two axes", nn.LayerNorm((3, 5)), normal(2, 3, 5))
    module_case("rmsNorm", nn.RMSNorm(5, eps=1e-5), normal(2, 3, 5))
    module_case("groupNorm", nn.GroupNorm(3, 6), normal(2, 6, 5))
    module_case("instanceNorm", nn.InstanceNorm2d(3, affine=True), normal(2, 3, 5, 3))
    for shape in [(5, 3), (2, 3, 7), (2, 3, 5, 3)]:
        kind = {2: nn.BatchNorm1d, 3: nn.BatchNorm1d, 4: nn.BatchNorm2d}[len(shape)]
        module = kind(3).double()
        x = rounded(normal(*shape))
        module_case(f"batchNorm of {len(shape)} axes in training", module, x)
        LINES.append("after mean " + text_of(module.running_mean))
        LINES.append("after variance " + text_of(module.running_var))
        module.running_mean = rounded(torch.tensor([0.5, -1.0, 0.25]))
        module.running_var = rounded(torch.tensor([0.5, 2.0, 1.25]))
        module.eval()
        module_case(f"batchNorm of {len(shape)} axes", module, x)


def pooling():
    module_case("maxPool1d", nn.MaxPool1d(3, 2, 1), separated(2, 3, 7))
    module_case("maxPool2d", nn.MaxPool2d(2), separated(2, 3, 5, 7))
    module_case(
        "maxPool2d with settings",
        nn.MaxPool2d((3, 2), (2, 1), (1, 0), (1, 2)),
        separated(2, 2, 7, 5),
    )
    module_case("avgPool1d", nn.AvgPool1d(3, 2, 1), normal(2, 3, 7))
    module_case("avgPool2d", nn.AvgPool2d(2), normal(2, 3, 5, 7))
    module_case(
        "avgPool2d with settings",
        nn.AvgPool2d((3, 2), (2, 1), (1, 0), count_include_pad=False),
        normal(2, 2, 7, 5),
    )
    module_case("adaptiveAvgPool2d", nn.AdaptiveAvgPool2d((3, 2)), normal(2, 2, 7, 5))
    module_case("adaptiveMaxPool2d", nn.AdaptiveMaxPool2d((3, 2)), separated(2, 2, 7, 5))


def activations():
    modules = {
        "IDENTITY": nn.Identity(),
        "RELU": nn.ReLU(),
        "LEAKY_RELU": nn.LeakyReLU(),
        "ELU": nn.ELU(),
        "SELU": nn.SELU(),
        "GELU": nn.GELU(),
        "SILU": nn.SiLU(),
        "SIGMOID": nn.Sigmoid(),
        "TANH": nn.Tanh(),
        "SOFTPLUS": nn.Softplus(),
    }
    for name, module in modules.items():
        write(f"activation {name}", {}, module, normal(3, 7))
    write("flatten", {}, nn.Flatten(), normal(2, 3, 2, 2))


def cell_paths(module, suffix="", prefix="cell."):
    return {
        prefix + ours: (getattr(module, theirs + suffix), same)
        for ours, theirs in [
            ("weightInput", "weight_ih"),
            ("weightHidden", "weight_hh"),
            ("biasInput", "bias_ih"),
            ("biasHidden", "bias_hh"),
        ]
    }


def recurrent():
    x, h, c = normal(3, 4, 5), normal(3, 2, name="h"), normal(3, 2, name="c")
    for name, kind in [("rnn", nn.RNN), ("gru", nn.GRU), ("lstm", nn.LSTM)]:
        module = kind(5, 2, batch_first=True).double()
        write(name, cell_paths(module, "_l0"), lambda x: module(x)[0], x)
    for name, kind in [("rnn", nn.RNN), ("gru", nn.GRU)]:
        module = kind(5, 2, batch_first=True).double()
        write(f"{name} from a state", cell_paths(module, "_l0"),
              lambda h, x: module(x, h[None])[0], h, x)
    module = nn.LSTM(5, 2, batch_first=True).double()

    def lstm(h, c, x):
        shown, (last, memory) = module(x, (h[None], c[None]))
        return shown, last[0], memory[0]

    write("lstm from a state", cell_paths(module, "_l0"), lstm, h, c, x)
    for name, kind in [("rnn", nn.RNNCell), ("gru", nn.GRUCell)]:
        module = kind(5, 2).double()
        write(f"{name} cell", cell_paths(module, prefix=""), module, x[:, 0], h)
    module = nn.LSTMCell(5, 2).double()
    write("lstm cell", cell_paths(module, prefix=""), lambda x, h, c: module(x, (h, c)),
          x[:, 0], h, c)
    module = nn.GRU(5, 2, batch_first=True, bidirectional=True).double()
    paths = cell_paths(module, "_l0", "forward.cell.")
    paths.update(cell_paths(module, "_l0_reverse", "backward.cell."))
    write("bidirectional", paths, lambda x: module(x)[0], x)


def attention_paths(module, prefix=""):
    """A part of PyTorch's joined weights stands at each place."""
    paths = {}
    for i, name in enumerate(["query", "key", "value"]):
        part = slice(i * module.embed_dim, (i + 1) * module.embed_dim)
        paths[f"{prefix}{name}.weight"] = (module.in_proj_weight, lambda w, p=part: w[p].T)
        paths[f"{prefix}{name}.bias"] = (module.in_proj_bias, lambda b, p=part: b[p])
    paths.update(linear(module.out_proj, prefix + "output."))
    return paths


def attention():
    x, memory = normal(2, 5, 6), normal(2, 3, 6, name="memory")
    never = torch.ones(5, 5, dtype=torch.bool).triu(1)
    module = nn.MultiheadAttention(6, 3, batch_first=True).double()
    write("attention", attention_paths(module), lambda x: module(x, x, x)[0], x)
    write("attention that is causal", attention_paths(module),
          lambda x: module(x, x, x, attn_mask=never)[0], x)
    gone = torch.tensor([[False, False, True, False, False], [True, False, False, False, True]])
    write("attention with padding", attention_paths(module),
          lambda x: module(x, x, x, key_padding_mask=gone)[0], x)
    write("attention to memory", attention_paths(module),
          lambda x, memory: module(x, memory, memory)[0], x, memory)


def transformer():
    x = normal(2, 5, 6)
    never = torch.ones(5, 5, dtype=torch.bool).triu(1)
    for first in [True, False]:
        for function in ["gelu", "relu"]:
            module = nn.TransformerEncoderLayer(
                6, 2, 7, dropout=0, activation=function, batch_first=True, norm_first=first
            ).double()
            paths = attention_paths(module.self_attn, "attention.")
            paths.update(linear(module.linear1, "linear1."))
            paths.update(linear(module.linear2, "linear2."))
            paths.update(both(module.norm1, "norm1."))
            paths.update(both(module.norm2, "norm2."))
            where = "first" if first else "last"
            write(f"transformer block, {function}, norm {where}", paths,
                  lambda x: module(x, src_mask=never), x)


def compositions():
    inner = nn.Linear(5, 5).double()
    write("residual", linear(inner, "inner."), lambda x: x + inner(x), normal(3, 5))
    module = nn.Sequential(
        nn.Conv2d(1, 2, 3), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(8, 3)
    ).double()
    paths = both(module[0], "layers.0.")
    paths.update(linear(module[4], "layers.4."))
    write("sequential", paths, module, normal(2, 1, 6, 6))
    table = nn.Embedding(7, 3).double()
    tokens = torch.tensor([[1, 6, 1], [0, 3, 1]])
    write("embedding", {"weight": (table.weight, same)}, lambda: table(tokens))


def main():
    for family in [linear_layers, convolutions, normalizations, pooling, activations, recurrent,
                   attention, transformer, compositions]:
        family()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(LINES) + "\n")


if __name__ == "__main__":
    main()
