"""The most memory that a training step of PyTorch has in use at once, gradients included.

The same models as `java -jar benchmarks/target/adjoint-benchmarks.jar memory` measures; that of one
file is the transformer here without its embeddings.
"""
import torch
from torch.profiler import ProfilerActivity, profile

from steps import Block, Mlp, ResNet, Transformer

torch.set_num_threads(1)


class WithoutEmbeddings(torch.nn.Module):
    def __init__(self, d=128, heads=4, layers=4, characters=96):
        super().__init__()
        self.blocks = torch.nn.Sequential(*[Block(d, heads) for _ in range(layers)])
        self.head = torch.nn.Linear(d, characters)

    def forward(self, x, following):
        logits = self.head(self.blocks(x)).flatten(0, 1)
        return torch.nn.functional.cross_entropy(logits, following)

    def data(self):
        return torch.rand(16, 128, 128), torch.randint(0, 96, (16 * 128,))


def measure(name, model):
    data = model.data()
    model(*data).backward()
    model.zero_grad(set_to_none=True)
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        model(*data).backward()
    events = [e for e in profiled.profiler.kineto_results.events() if e.name() == "[memory]"]
    now = most = 0
    for event in sorted(events, key=lambda e: e.start_ns()):
        now += event.nbytes()
        most = max(most, now)
    parameters = sum(p.numel() * 4 for p in model.parameters())
    print(f"{name:<28}{(parameters + most) / 1e6:10.1f} MB")


torch.manual_seed(0)
print(f"PyTorch {torch.__version__}")
measure("mlp", Mlp())
measure("transformer in one file", WithoutEmbeddings())
measure("transformer of layers", Transformer())
measure("resnet20", ResNet())
