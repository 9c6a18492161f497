"""The most memory that a training step of PyTorch has in use at once, gradients included.

The same models as `java -jar benchmarks/target/adjoint-benchmarks.jar memory` measures.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.profiler import ProfilerActivity, profile

torch.set_num_threads(1)


class Block(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.up, self.down = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(self, x):
        b, t, d = x.shape
        q, k, v = [
            z.view(b, t, self.heads, d // self.heads).transpose(1, 2)
            for z in self.qkv(self.norm1(x)).split(d, 2)
        ]
        a = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(a.transpose(1, 2).reshape(b, t, d))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self, d, heads, layers, classes):
        super().__init__()
        self.blocks = nn.Sequential(*[Block(d, heads) for _ in range(layers)])
        self.head = nn.Linear(d, classes)

    def forward(self, x):
        return self.head(self.blocks(x)).flatten(0, 1)


def measure(name, model, x, labels):
    def step():
        model.zero_grad(set_to_none=True)
        F.cross_entropy(model(x), labels).backward()

    step()
    model.zero_grad(set_to_none=True)
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        F.cross_entropy(model(x), labels).backward()
    events = [e for e in profiled.profiler.kineto_results.events() if e.name() == "[memory]"]
    now = most = 0
    for event in sorted(events, key=lambda e: e.start_ns()):
        now += event.nbytes()
        most = max(most, now)
    parameters = sum(p.numel() * 4 for p in model.parameters())
    print(f"{name:<28}{(parameters + most) / 1e6:10.1f} MB")


torch.manual_seed(0)
print(f"PyTorch {torch.__version__}")
measure(
    "mlp 784-512-512-10, batch 64",
    nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)
    ),
    torch.rand(64, 784),
    torch.randint(0, 10, (64,)),
)
measure(
    "transformer d128 h4 l4 t128",
    Transformer(128, 4, 4, 96),
    torch.rand(16, 128, 128),
    torch.randint(0, 96, (16 * 128,)),
)
