"""Iterates of PyTorch's L-BFGS in double, and least squares by SciPy's MINPACK."""

import numpy as np
import torch
from scipy.optimize import least_squares


def rosenbrock(x):
    """The extended function of Rosenbrock (1960), of 10 numbers."""
    return (100 * (x[1::2] - x[::2] ** 2) ** 2 + (1 - x[::2]) ** 2).sum()


def wells(x):
    """A sum of functions with several minima and saddles."""
    i = torch.arange(1, len(x) + 1, dtype=x.dtype)
    return (x**4 / 4 - x**2 + x / i).sum() + (x[1:] - x[:-1]).cosh().sum()


def rosenbrock_start():
    return [-1.2, 1.0, -0.5, 2.0, 0.25, 1.5, 1.75, -1.0, 0.0, 0.5]


def wells_start():
    return [((5 * i + 3) % 11 - 5) / 4 for i in range(8)]


def lbfgs():
    problems = {
        "rosenbrock": (rosenbrock, rosenbrock_start()),
        "wells": (wells, wells_start()),
    }
    for name, (function, start) in problems.items():
        for history in (100, 3):
            for iterations in (1, 2, 3, 5, 8, 12, 16, 20, 25, 30):
                x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
                optimizer = torch.optim.LBFGS(
                    [x], max_iter=iterations, max_eval=10**6, history_size=history,
                    line_search_fn="strong_wolfe", tolerance_grad=1e-7, tolerance_change=1e-9,
                )

                def closure():
                    optimizer.zero_grad()
                    loss = function(x)
                    loss.backward()
                    return loss

                optimizer.step(closure)
                state = optimizer.state[x]
                key = f"{name} {history} {iterations}"
                yield key, [state["func_evals"], *x.tolist()]


def exponential_data():
    t = np.arange(12) / 4
    # What a model without noise gives, disturbed by a fixed pattern.
    return t, 2.5 * np.exp(-1.3 * t) + 0.5 + np.array([(5 * i % 7 - 3) / 100 for i in range(12)])


def least():
    t, y = exponential_data()

    def decay(unit, rate):
        """The same model with parameters in other units."""

        def residuals(p):
            return unit * p[0] * np.exp(-rate * p[1] * t) + p[2] - y

        def jacobian(p):
            e = np.exp(-rate * p[1] * t)
            return np.stack([unit * e, -unit * p[0] * rate * t * e, np.ones_like(t)], 1)

        return residuals, jacobian, [1.0 / unit, 0.1 / rate, 0.0]

    problems = {
        "exponential": decay(1.0, 1.0),
        "scaled": decay(1e-3, 1e4),
        "rosenbrock": (
            lambda p: np.array([10 * (p[1] - p[0] ** 2), 1 - p[0]]),
            lambda p: np.array([[-20 * p[0], 10.0], [-1.0, 0.0]]),
            [-1.2, 1.0],
        ),
    }
    for name, (residuals, jacobian, start) in problems.items():
        found = least_squares(
            residuals, start, jacobian, method="lm", xtol=1e-15, ftol=1e-15, gtol=1e-15
        )
        yield f"least squares {name}", [found.cost, *found.x]


def cases():
    yield from lbfgs()
    yield from least()
