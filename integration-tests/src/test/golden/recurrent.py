"""The steps of recurrent networks."""

import torch

from inputs import normal

SHAPES = ((2, 3), (1, 1), (3, 2), (0, 2))


def gates(x, h, w, u, b, d):
    return x @ w.T + b + h @ u.T + d


def lstm_gates(x):
    i, f, g, o = x.chunk(4, 1)
    return torch.cat([i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()], 1)


def memory(gates, c):
    i, f, g, _ = gates.chunk(4, 1)
    return f * c + i * g


def hidden(gates, c):
    return gates.chunk(4, 1)[3] * c.tanh()


def gate(x, index, count):
    return x.chunk(count, 1)[index]


def from_gate(x, index, count):
    return torch.cat([x if i == index else 0 * x for i in range(count)], 1)


def gru_gate(of_input, of_hidden, index):
    return (gate(of_input, index, 3) + gate(of_hidden, index, 3)).sigmoid()


def gru_candidate(of_input, of_hidden, reset):
    return (gate(of_input, 2, 3) + reset * gate(of_hidden, 2, 3)).tanh()


def gru(of_input, of_hidden, h):
    reset, update = gru_gate(of_input, of_hidden, 0), gru_gate(of_input, of_hidden, 1)
    return torch.lerp(gru_candidate(of_input, of_hidden, reset), h, update)


def cases(case):
    whole_cells()
    for n, h in SHAPES:
        operands = normal(n, 2), normal(n, h), normal(4, 2), normal(4, h), normal(4), normal(4, name="other")
        case("Recurrent.gates(Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)", gates, *operands)
        case("Recurrent.gate(Tensor, int, int)", gate, normal(n, 2 * h), 1, 2)
        case("Recurrent.fromGate(Tensor, int, int)", from_gate, normal(n, h), 1, 3)
        case("Recurrent.lstmGates(Tensor)", lstm_gates, normal(n, 4 * h))
        case("Recurrent.lstmMemory(Tensor, Tensor)", memory, normal(n, 4 * h), normal(n, h))
        case("Recurrent.lstmHidden(Tensor, Tensor)", hidden, normal(n, 4 * h), normal(n, h))
        both = normal(n, 3 * h), normal(n, 3 * h, name="hidden")
        for index in (0, 1):
            case("Recurrent.gruGate(Tensor, Tensor, int)", gru_gate, *both, index)
        case("Recurrent.gruCandidate(Tensor, Tensor, Tensor)", gru_candidate, *both, normal(n, h))
    case("Recurrent.lstmGates(Tensor)", lstm_gates, 200 * normal(2, 12), note="saturated")
    for n, h in SHAPES:
        case("Recurrent.gates(Tensor, Tensor, Tensor)", torch.addmm, normal(n, 4), normal(n, h), normal(h, 4))


def whole_cells():
    """The formulas above are PyTorch's cells."""
    x, h, c = normal(2, 3), normal(2, 4), normal(2, 4, name="memory")
    w, u, b, d = normal(16, 3), normal(16, 4), normal(16), normal(16, name="other")
    found = lstm_gates(gates(x, h, w, u, b, d))
    next_h, next_c = torch.lstm_cell(x, (h, c), w, u, b, d)
    assert torch.allclose(memory(found, c), next_c)
    assert torch.allclose(hidden(found, next_c), next_h)
    w, u, b, d = w[:12], u[:12], b[:12], d[:12]
    assert torch.allclose(gru(x @ w.T + b, h @ u.T + d, h), torch.gru_cell(x, h, w, u, b, d))
