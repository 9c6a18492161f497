"""Writes the loss and all gradients of a small GPT of PyTorch's modules, for the sample "gpt".

python3 gpt.py > ../../main/resources/dev/adjoint/samples/sequences/gpt.txt

Each line has the path of a parameter in the sample's model and its gradient; the first one has the
loss. Parameter number k has 0.8 sin(0.7 (i + 1) (i + 2) + k) as its element i.
"""

import torch
from torch import nn

VOCABULARY, CONTEXT, FEATURES, HEADS, DEPTH = 11, 7, 8, 2, 2
torch.set_default_dtype(torch.float64)


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, FEATURES)
        self.places = nn.Parameter(torch.zeros(CONTEXT, FEATURES))
        self.blocks = nn.ModuleList(
            nn.TransformerEncoderLayer(
                FEATURES, HEADS, 4 * FEATURES, dropout=0, activation="gelu",
                batch_first=True, norm_first=True,
            )
            for _ in range(DEPTH)
        )
        self.norm = nn.LayerNorm(FEATURES)

    def forward(self, text):
        length = text.shape[1]
        mask = nn.Transformer.generate_square_subsequent_mask(length, dtype=torch.get_default_dtype())
        h = self.tokens(text) + self.places[:length]
        for block in self.blocks:
            h = block(h, src_mask=mask, is_causal=True)
        return self.norm(h) @ self.tokens.weight.T


def parameters(gpt):
    """Path, tensor, what is taken of it as the sample has it; in the sample's order."""
    same = lambda t: t
    transposed = lambda t: t.T
    yield "tokens.weight", gpt.tokens.weight, same
    yield "places", gpt.places, same
    for b, block in enumerate(gpt.blocks):
        attention = block.self_attn
        for part, name in enumerate(("query", "key", "value")):
            rows = slice(part * FEATURES, (part + 1) * FEATURES)
            yield f"blocks.{b}.attention.{name}.weight", attention.in_proj_weight, lambda t, r=rows: t[r].T
            yield f"blocks.{b}.attention.{name}.bias", attention.in_proj_bias, lambda t, r=rows: t[r]
        linears = {"attention.output": attention.out_proj, "linear1": block.linear1, "linear2": block.linear2}
        for name, linear in linears.items():
            yield f"blocks.{b}.{name}.weight", linear.weight, transposed
            yield f"blocks.{b}.{name}.bias", linear.bias, same
        for name, norm in {"norm1": block.norm1, "norm2": block.norm2}.items():
            yield f"blocks.{b}.{name}.weight", norm.weight, same
            yield f"blocks.{b}.{name}.bias", norm.bias, same
    yield "norm.weight", gpt.norm.weight, same
    yield "norm.bias", gpt.norm.bias, same


gpt = Gpt()
with torch.no_grad():
    for k, (path, tensor, view) in enumerate(parameters(gpt)):
        part = view(tensor.data)
        i = torch.arange(part.numel(), dtype=torch.float64)
        part.copy_((0.8 * torch.sin(0.7 * (i + 1) * (i + 2) + k)).reshape(part.shape))
places = torch.arange(3 * 6).reshape(3, 6)
loss = nn.functional.cross_entropy(gpt(places * 5 % VOCABULARY).flatten(0, 1), (places * places % VOCABULARY).flatten())
loss.backward()
print(f"loss: {loss.item():.9g}")
for path, tensor, view in parameters(gpt):
    print(f"{path}: " + " ".join(f"{v:.7g}" for v in view(tensor.grad).flatten().tolist()))
