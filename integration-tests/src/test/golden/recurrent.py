"""The steps of recurrent networks."""

import torch

from inputs import normal

SHAPES = ((2, 3), (1, 1), (3, 2), (0, 2))


def gates(x, h, w, u, b, d):
    return x @ w.T + b + h @ u.T + d


def memory(gates, c):
    i, f, g, _ = gates.chunk(4, 1)
    return f.sigmoid() * c + i.sigmoid() * g.tanh()


def hidden(gates, c):
    return gates.chunk(4, 1)[3].sigmoid() * c.tanh()


def gru(of_input, of_hidden, h):
    (ir, iz, n), (hr, hz, hn) = of_input.chunk(3, 1), of_hidden.chunk(3, 1)
    z = (iz + hz).sigmoid()
    return (1 - z) * (n + (ir + hr).sigmoid() * hn).tanh() + z * h


def cases(case):
    whole_cells()
    for n, h in SHAPES:
        operands = normal(n, 2), normal(n, h), normal(4, 2), normal(4, h), normal(4), normal(4, name="other")
        case("Recurrent.gates(Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)", gates, *operands)
        case("Recurrent.lstmMemory(Tensor, Tensor)", memory, normal(n, 4 * h), normal(n, h))
        case("Recurrent.lstmHidden(Tensor, Tensor)", hidden, normal(n, 4 * h), normal(n, h))
        case("Recurrent.gruHidden(Tensor, Tensor, Tensor)", gru, normal(n, 3 * h), normal(n, 3 * h, name="hidden"), normal(n, h))
    extreme = 200 * normal(2, 12)
    case("Recurrent.lstmMemory(Tensor, Tensor)", memory, extreme, normal(2, 3), note="saturated")


def whole_cells():
    """The formulas above are PyTorch's cells."""
    x, h, c = normal(2, 3), normal(2, 4), normal(2, 4, name="memory")
    w, u, b, d = normal(16, 3), normal(16, 4), normal(16), normal(16, name="other")
    found = gates(x, h, w, u, b, d)
    next_h, next_c = torch.lstm_cell(x, (h, c), w, u, b, d)
    assert torch.allclose(memory(found, c), next_c)
    assert torch.allclose(hidden(found, next_c), next_h)
    w, u, b, d = w[:12], u[:12], b[:12], d[:12]
    assert torch.allclose(gru(x @ w.T + b, h @ u.T + d, h), torch.gru_cell(x, h, w, u, b, d))
