"""Learning rates of PyTorch's schedulers from step to step, the optimizer's own one being 1."""

import warnings

import torch
from torch.optim import lr_scheduler as S

METRICS = [5.0, 4.0, 4.0, 4.1, 3.99995, 3.9, 4.0, 4.0, 4.0, 4.0, 4.0, float("nan"), 3.0, 3.0, 3.0, 3.0, 3.1, 2.9, 3.0, 3.0]

SCHEDULERS = {
    "staircase every": lambda o: S.StepLR(o, 7, gamma=0.3),
    "staircase at": lambda o: S.MultiStepLR(o, [3, 10, 10, 20], gamma=0.5),
    "exponential": lambda o: S.ExponentialLR(o, 0.9),
    "polynomial": lambda o: S.PolynomialLR(o, 25, power=2.5),
    "linear": lambda o: S.LinearLR(o, start_factor=0.25, end_factor=0.75, total_iters=12),
    "cosine": lambda o: S.CosineAnnealingLR(o, 40, eta_min=0.1),
    "cosine restarts": lambda o: S.CosineAnnealingWarmRestarts(o, 9, eta_min=0.05),
    "cosine growing restarts": lambda o: S.CosineAnnealingWarmRestarts(o, 5, T_mult=2),
    "warmup then cosine": lambda o: S.SequentialLR(
        o, [S.LinearLR(o, 1 / 9, 1.0, 8), S.CosineAnnealingLR(o, 32)], [8]
    ),
    "sequence": lambda o: S.SequentialLR(
        o,
        [S.ConstantLR(o, 1.0, 1), S.ExponentialLR(o, 0.8), S.StepLR(o, 4, 0.5)],
        [10, 22],
    ),
    "product": lambda o: S.ChainedScheduler([S.ExponentialLR(o, 0.95), S.StepLR(o, 10, 0.5)]),
    "oneCycle": lambda o: S.OneCycleLR(o, 1.0, total_steps=40),
    "oneCycle linear": lambda o: S.OneCycleLR(
        o, 1.0, total_steps=40, pct_start=0.4, anneal_strategy="linear", div_factor=10,
        final_div_factor=100, base_momentum=0.7, max_momentum=0.9,
    ),
    "oneCycle three": lambda o: S.OneCycleLR(
        o, 1.0, total_steps=40, pct_start=0.25, three_phase=True, cycle_momentum=False
    ),
    "oneCycle short": lambda o: S.OneCycleLR(o, 1.0, total_steps=2),
}

PLATEAUS = {
    "plateau": {"patience": 2, "factor": 0.5},
    "plateau cooldown": {"patience": 0, "factor": 0.3, "cooldown": 2, "min_lr": 0.05},
    "plateau absolute": {"patience": 1, "threshold": 0.5, "threshold_mode": "abs"},
    "plateau maximize": {"patience": 3, "mode": "max", "factor": 0.2},
}


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0, momentum=0.9)


def cases():
    warnings.simplefilter("ignore")
    for name, make in SCHEDULERS.items():
        o = optimizer()
        scheduler = make(o)
        rates, momenta = [], []
        for step in range(2 if "short" in name else 40):
            rates.append(o.param_groups[0]["lr"])
            momenta.append(o.param_groups[0]["momentum"])
            if step < 39 and not ("short" in name and step == 1):
                o.step()
                scheduler.step()
        yield name, rates
        if "oneCycle" in name and "three" not in name:
            yield f"{name} momentum", momenta
    yield "metrics", [repr(m).replace("nan", "NaN") for m in METRICS]
    for name, settings in PLATEAUS.items():
        o = optimizer()
        scheduler = S.ReduceLROnPlateau(o, **settings)
        rates = []
        for metric in METRICS:
            scheduler.step(metric)
            rates.append(o.param_groups[0]["lr"])
        yield name, rates
