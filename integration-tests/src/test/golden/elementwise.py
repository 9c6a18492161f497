"""Elementwise functions, arithmetic, and comparisons."""

import torch

from inputs import INF, NAN, normal, of, positive, unit

SHAPES = [(3,), (2, 3), (2, 1, 3), (), (0,), (2, 0, 3)]
SPECIAL = of(0.0, -0.0, INF, -INF, NAN)

PAIRS = [
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (2, 3)),
    ((2, 1), (1, 3)),
    ((), (2, 2)),
    ((2, 1, 2), (3, 1)),
    ((1, 1), (2,)),
    ((0, 3), (1, 3)),
    ((2, 0), ()),
]


def unary(case, name, function, special=SPECIAL, owner="Elementwise", make=normal):
    for shape in SHAPES:
        case(f"{owner}.{name}(Tensor)", function, make(*shape, name=name))
    case(f"{owner}.{name}(Tensor)", function, special, note="special numbers")


def binary(case, key, function, second=normal):
    for left, right in PAIRS:
        case(key, function, normal(*left), second(*right, name="other"))
    a = of([0.0], [1.0], [-2.0], [INF], [-INF], [NAN])
    case(key, function, a, a.reshape(-1), note="special numbers with each other")


def cases(case):
    functions(case)
    steps(case)
    powers(case)
    choices(case)
    masks(case)
    arithmetic(case)


def functions(case):
    for name in ("exp", "expm1", "square", "sin", "cos", "tan", "atan", "sinh", "cosh"):
        unary(case, name, getattr(torch, name))
    unary(case, "erf", torch.erf, special=of(*SPECIAL.tolist(), 1e-6, 0.9, -1.2, 2.0, -3.5, 30.0))
    unary(case, "erfc", torch.erfc, special=of(*SPECIAL.tolist(), 1e-6, 0.9, -1.2, 2.0, 4.0, -30.0))
    unary(case, "reciprocal", torch.reciprocal)
    unary(case, "abs", torch.abs, special=of(0.0, -0.0, INF, -INF))
    for name in ("log", "log2", "log10", "log1p", "sqrt", "rsqrt"):
        unary(case, name, getattr(torch, name), make=positive)
    for name in ("log", "log1p", "sqrt"):
        x = of(-1.0, -2.0, 1e-30, -1e-8)
        case(f"Elementwise.{name}(Tensor)", getattr(torch, name), x, note="ends of the domain")
    for name in ("asin", "acos"):
        unary(case, name, getattr(torch, name), make=unit)
        x = of(1.0, -1.0, 0.0, 1.5, 0.999)
        case(f"Elementwise.{name}(Tensor)", getattr(torch, name), x, note="ends of the domain")
    for name in ("expm1", "log1p"):
        case(f"Elementwise.{name}(Tensor)", getattr(torch, name), of(1e-10, -1e-10, 1e-4))


def steps(case):
    halves = of(0.5, 1.5, 2.5, -0.5, -1.5, 3.0, -2.3, 0.0, INF, -INF, NAN)
    for name in ("floor", "ceil", "round"):
        unary(case, name, getattr(torch, name), special=halves)
    unary(case, "sign", torch.sign, special=of(0.0, -0.0, INF, -INF))


def powers(case):
    for shape in SHAPES:
        case("Elementwise.pow(Tensor, float)", torch.pow, positive(*shape), 1.5)
        case("Elementwise.pow(float, Tensor)", torch.pow, 1.5, normal(*shape))
    for exponent in (2.0, 3.0, -1.0, 0.0, 1.0):
        case("Elementwise.pow(Tensor, float)", torch.pow, normal(2, 3), exponent)
    for exponent in (2.0, 1.0, 0.0, -1.0):
        case("Elementwise.pow(Tensor, float)", torch.pow, SPECIAL, exponent)
    # Java's powers of -0 and of negative infinity are positive, as C's; PyTorch takes the root.
    case("Elementwise.pow(Tensor, float)", torch.pow, of(0.0, INF, NAN), 0.5)
    key = "Elementwise.pow(Tensor, Tensor)"
    for left, right in PAIRS:
        case(key, torch.pow, positive(*left), normal(*right, name="exponent"))
    exponents = of(0.0, 1.0, 2.0, 0.5, 3.0)
    case(key, torch.pow, torch.zeros(1), exponents, note="powers of 0")
    case(key, torch.pow, of(-2.0), of(0.0, 1.0, 2.0, 3.0, -1.0), note="powers of a negative number")
    case(key, torch.pow, of([2.0], [INF], [NAN]), exponents)
    case("Elementwise.pow(float, Tensor)", torch.pow, 2.0, exponents)


def choices(case):
    for name in ("maximum", "minimum"):
        key = f"Elementwise.{name}(Tensor, Tensor)"
        binary(case, key, getattr(torch, name))
        case(key, getattr(torch, name), of(1.0, 2.0), of(1.0, 2.0), note="ties")
    for left, right in PAIRS:
        condition = mask(*right)
        case("Elementwise.masked(Tensor, Tensor)", masked, normal(*left), condition)
        case("Choices.selected(Tensor, Tensor)", selected, normal(*left), condition)
        case("Choices.rejected(Tensor, Tensor)", rejected, normal(*left), condition)
    for function in (masked, selected, rejected):
        owner = "Elementwise" if function is masked else "Choices"
        key = f"{owner}.{function.__name__}(Tensor, Tensor)"
        case(key, function, SPECIAL, torch.zeros(5))
        case(key, function, SPECIAL, torch.ones(5))
    where(case)
    key = "Choices.quotientOrZero(Tensor, Tensor)"
    for left, right in PAIRS:
        case(key, quotient_or_zero, normal(*left), positive(*right, name="other"))
    case(key, quotient_or_zero, of(0.0, 1.0, INF, NAN, 4.0), of(0.0, 0.0, 0.0, 0.0, 2.0))
    clamps(case)
    between(case)


def where(case):
    key = "Choices.where(Tensor, Tensor, Tensor)"
    for left, right in PAIRS:
        a, b = normal(*left), normal(*right, name="other")
        case(key, chosen, mask(*right), a, b)
        case(key, chosen, mask(*left), a, b)
    case(key, chosen, of(1.0, 0.0), of([2.0], [3.0], [4.0]), torch.tensor(5.0))
    case(key, chosen, of(1.0, 0.0), of(2.0, NAN), of(INF, 3.0), note="no trace of what is not taken")
    case(key, chosen, of(0.0, 2.0, NAN), of(1.0), of(7.0))


def clamps(case):
    key = "Choices.clamp(Tensor, float, float)"
    for shape in SHAPES:
        case(key, torch.clamp, normal(*shape), -0.5, 0.75)
    x = of(-1.0, 1.0, 0.0, 2.0, -2.0, INF, -INF, NAN)
    case(key, torch.clamp, x, -1.0, 1.0, note="the bounds are inside")
    case(key, torch.clamp, x, -INF, 1.0)
    case(key, torch.clamp, x, 0.0, INF)
    case(key, torch.clamp, x, 1.0, -1.0, note="bounds the wrong way around")
    ranges = {
        "within": lambda x, low, high: (x >= low) & (x <= high),
        "between": lambda x, low, high: (x > low) & (x < high),
        "outside": lambda x, low, high: (x <= low) | (x >= high),
    }
    for name, function in ranges.items():
        case(f"Masks.{name}(Tensor, float, float)", function, normal(2, 3), -0.5, 0.75)
        case(f"Masks.{name}(Tensor, float, float)", function, x, -1.0, 1.0)



def between(case):
    for left, right in PAIRS:
        a, b = normal(*left), normal(*right, name="other")
        for weight in (0.3, 0.8):
            case("Choices.lerp(Tensor, Tensor, float)", torch.lerp, a, b, weight)
        case("Choices.lerp(Tensor, Tensor, Tensor)", torch.lerp, a, b, unit(*right, name="w"))
        case("Choices.remainder(Tensor, Tensor)", torch.remainder, a, b)
        case("Choices.remainder(Tensor, float)", torch.remainder, a, 0.7)
    case("Choices.lerp(Tensor, Tensor, float)", torch.lerp, of(1e8, 1.0), of(1.0, 1e8), 1.0)
    case("Choices.lerp(Tensor, Tensor, Tensor)", torch.lerp, normal(2, 1), normal(3), normal(2, 3))
    a = of([7.0], [-7.0], [0.0])
    case("Choices.remainder(Tensor, Tensor)", torch.remainder, a, of(2.0, -2.0, 3.5))
    x = of(7.0, -7.0, 0.0, INF, NAN)
    for divisor in (2.0, -2.0, 0.0, INF):
        case("Choices.remainder(Tensor, float)", torch.remainder, x, divisor)


def masks(case):
    names = {
        "greater": torch.gt,
        "greaterOrEqual": torch.ge,
        "less": torch.lt,
        "lessOrEqual": torch.le,
        "equalTo": torch.eq,
        "notEqualTo": torch.ne,
    }
    for name, function in names.items():
        binary(case, f"Masks.{name}(Tensor, Tensor)", function)
        case(f"Masks.{name}(Tensor, Tensor)", function, of(1.0, 2.0, 3.0), of(2.0, 2.0, 2.0))
        for shape in SHAPES:
            case(f"Masks.{name}(Tensor, float)", function, normal(*shape), 0.5)
        for number in (0.0, INF, NAN):
            case(f"Masks.{name}(Tensor, float)", function, SPECIAL, number)
    for name in ("and", "or", "xor"):
        function = getattr(torch, f"logical_{name}")
        for left, right in PAIRS:
            case(f"Masks.{name}(Tensor, Tensor)", function, mask(*left), mask(*right))
        a = of([0.0], [1.0], [2.0], [NAN])
        case(f"Masks.{name}(Tensor, Tensor)", function, a, a.reshape(-1))
    for name, function in (("not", torch.logical_not), ("isNaN", torch.isnan), ("isFinite", torch.isfinite)):
        case(f"Masks.{name}(Tensor)", function, SPECIAL)
        for shape in SHAPES:
            case(f"Masks.{name}(Tensor)", function, normal(*shape))


def mask(*shape):
    return (normal(*shape, name="mask") > 0).double()


def masked(x, mask):
    return torch.where(mask == 0, torch.zeros((), dtype=x.dtype), x * mask)


def selected(x, condition):
    return torch.where(condition == 0, torch.zeros((), dtype=x.dtype), x)


def rejected(x, condition):
    return torch.where(condition == 0, x, torch.zeros((), dtype=x.dtype))


def chosen(condition, a, b):
    return torch.where(condition != 0, a, b)


def quotient_or_zero(a, b):
    safe = torch.where(b == 0, 1.0, b)
    return torch.where(b == 0, torch.zeros((), dtype=a.dtype), a / safe)


def arithmetic(case):
    binary(case, "Tensor.plus(Tensor)", torch.add)
    binary(case, "Tensor.minus(Tensor)", torch.sub)
    binary(case, "Tensor.times(Tensor)", torch.mul)
    binary(case, "Tensor.dividedBy(Tensor)", torch.div)
    for shape in SHAPES:
        x = normal(*shape)
        case("Tensor.scale(float)", torch.mul, x, 1.5)
        case("Tensor.shift(float)", torch.add, x, -0.5)
        case("Tensor.negate()", torch.neg, x)
        case("Tensor.copy()", torch.clone, x)
    case("Tensor.scale(float)", torch.mul, SPECIAL, 0.0)
    case("Tensor.shift(float)", torch.add, SPECIAL, -INF)
