"""Writes losses and their gradients as PyTorch computes them, for the sample "losses".

python3 objectives.py > ../../main/resources/dev/adjoint/samples/networks/objectives.csv
"""

import torch
import torch.nn.functional as F

torch.manual_seed(20)
N, C = 6, 4


def numbers(tensor):
    return " ".join(repr(float(v)) for v in tensor.detach().flatten())


def row(name, loss, x, target, *more):
    x = x.clone().requires_grad_()
    value = loss(x, target, *more)
    value.backward()
    print(",".join([name, numbers(x), numbers(torch.as_tensor(target).float()), numbers(value), numbers(x.grad)]))


logits = 3 * torch.randn(N, C)
labels = torch.randint(C, (N,))
targets = torch.randn(N, C)
bits = torch.randint(2, (N, C)).float()
print("loss,prediction,target,value,gradient")
row("softmax cross-entropy", F.cross_entropy, logits, labels)
row("L2", F.mse_loss, logits, targets)
row("log-likelihood of classes", lambda x, t: F.nll_loss(F.log_softmax(x, 1), t), logits, labels)
row("log-likelihood of bits", F.binary_cross_entropy_with_logits, logits, bits)
row(
    "log-likelihood of a Gaussian",
    lambda x, t: F.gaussian_nll_loss(x, t, torch.full_like(x, 0.25), full=True),
    logits,
    targets,
)
