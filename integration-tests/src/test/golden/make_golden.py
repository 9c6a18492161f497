"""Computes golden values of operations with PyTorch: python3 make_golden.py [FAMILY ...]

Each module beside this file with a function `cases(case)` is a family; its cases go to
../resources/pytorch/FAMILY.txt. A family calls

    case("Elementwise.pow(Tensor, float)", torch.pow, x, 2.5, note="why this case is here")

with the operation's key, a function, and the operation's operands, the receiver first: tensors,
floats, ints, bools, texts, lists of ints, lists of lists of ints, and lists of tensors. Everything
is computed in float64 from operands rounded to float32, so that both sides see the same numbers.
A number that is no tensor has its derivative by automatic differentiation where the function takes
a tensor for it, else by differences.

A case is written as

    case KEY # NOTE
    tensor [2, 3] 1.0 ...       an operand: tensor, float, int, bool, text, ints, table, or tensors N
    = [2, 3] ...                the result, a line for each tensor of it
    seed [2, 3] ...             the adjoint of the result, likewise
    d0 [2, 3] ...               the gradient by operand 0; d0.1 by the second tensor of a list
"""

import importlib
import pathlib
import sys
import zlib

import numpy
import torch

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent / "resources" / "pytorch"


def rounded(value):
    """The operand as float64 that is exactly a float32."""
    if isinstance(value, torch.Tensor):
        return value.detach().to(torch.float32).to(torch.float64)
    if isinstance(value, list) and value and isinstance(value[0], torch.Tensor):
        return [rounded(each) for each in value]
    return float(numpy.float32(value)) if isinstance(value, float) else value


def number(value):
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    with numpy.errstate(over="ignore", under="ignore"):
        single = numpy.float32(value)
    return number(float("inf") if value > 0 else float("-inf")) if numpy.isinf(single) else str(single)


def text_of(tensor):
    numbers = [number(each) for each in tensor.reshape(-1).tolist()]
    return " ".join([str(list(tensor.shape))] + numbers)


def operand_lines(value):
    if isinstance(value, torch.Tensor):
        return ["tensor " + text_of(value)]
    if isinstance(value, bool):
        return ["bool " + str(value).lower()]
    if isinstance(value, int):
        return [f"int {value}"]
    if isinstance(value, float):
        return ["float " + number(value)]
    if isinstance(value, str):
        return ["text " + value]
    if value and isinstance(value[0], torch.Tensor):
        return [f"tensors {len(value)}"] + [line for each in value for line in operand_lines(each)]
    if value and isinstance(value[0], list):
        return ["table " + " | ".join(" ".join(map(str, row)) for row in value)]
    return [" ".join(["ints"] + [str(each) for each in value])]


def tensors_of(result):
    """The tensors of a result, in float64."""
    several = result if isinstance(result, (tuple, list)) else [result]
    return [torch.as_tensor(each).to(torch.float64) for each in several]


def inner(seeds, results):
    return sum((seed * each).sum() for seed, each in zip(seeds, results))


def gradients(function, arguments, seeds):
    """The gradient for each operand that has one, by `d` lines' names."""
    leaves, active = {}, []
    for i, value in enumerate(arguments):
        if isinstance(value, torch.Tensor):
            leaves[f"d{i}"] = value = value.clone().requires_grad_()
        elif isinstance(value, list) and value and isinstance(value[0], torch.Tensor):
            value = [each.clone().requires_grad_() for each in value]
            leaves.update({f"d{i}.{j}": each for j, each in enumerate(value)})
        active.append(value)
    total = inner(seeds, tensors_of(function(*active)))
    found = torch.autograd.grad(total, list(leaves.values()), allow_unused=True) if (
        leaves and total.requires_grad
    ) else [None] * len(leaves)
    result = {
        name: torch.zeros_like(leaf) if gradient is None else gradient
        for (name, leaf), gradient in zip(leaves.items(), found)
    }
    for i, value in enumerate(arguments):
        if isinstance(value, float):
            result[f"d{i}"] = number_gradient(function, arguments, i, seeds)
    return result


def number_gradient(function, arguments, i, seeds):
    leaf = torch.tensor(arguments[i], dtype=torch.float64, requires_grad=True)
    try:
        total = inner(seeds, tensors_of(function(*arguments[:i], leaf, *arguments[i + 1 :])))
        gradient = torch.autograd.grad(total, leaf)[0]
    except (RuntimeError, TypeError):
        gradient = differences(function, arguments, i, seeds)
    return torch.as_tensor(gradient, dtype=torch.float64)


def differences(function, arguments, i, seeds):
    def at(x):
        return inner(seeds, tensors_of(function(*arguments[:i], x, *arguments[i + 1 :])))

    def slope(step):
        return (at(arguments[i] + step) - at(arguments[i] - step)) / (2 * step)

    return (4 * slope(1e-4) - slope(2e-4)) / 3


class Family:
    """Collects the text of a family's cases."""

    def __init__(self):
        self.lines = []
        self.count = 0
        self.seen = {}

    def case(self, key, function, *arguments, note=""):
        self.count += 1
        self.seen[key] = self.seen.get(key, 0) + 1
        arguments = [rounded(each) for each in arguments]
        results = tensors_of(function(*arguments))
        # The seed depends on nothing but the case itself, so that a new case changes no other.
        draw = torch.Generator().manual_seed(zlib.crc32(f"{key} {self.seen[key]}".encode()))
        seeds = [rounded(torch.rand(each.shape, generator=draw) + 0.5) for each in results]
        self.lines.append(f"case {key}" + (f" # {note}" if note else ""))
        for each in arguments:
            self.lines += operand_lines(each)
        self.lines += ["= " + text_of(each.detach()) for each in results]
        self.lines += ["seed " + text_of(each) for each in seeds]
        for name, gradient in gradients(function, arguments, seeds).items():
            self.lines.append(f"{name} " + text_of(gradient))


def main():
    sys.path.insert(0, str(HERE))
    names = sys.argv[1:] or sorted(p.stem for p in HERE.glob("*.py") if p.stem != "make_golden")
    TARGET.mkdir(exist_ok=True)
    for name in names:
        module = importlib.import_module(name)
        if hasattr(module, "cases"):
            family = Family()
            module.cases(family.case)
            (TARGET / f"{name}.txt").write_text("\n".join(family.lines) + "\n")
            print(f"{name}: {family.count} cases")


if __name__ == "__main__":
    main()
