"""What is left: tensors from numbers, shapes, products, indices, losses, functions of numbers."""

import torch
import torch.nn.functional as F

from inputs import normal, positive


def cases(case):
    numbers(case)
    tensors(case)
    products(case)
    indices(case)
    losses(case)


def numbers(case):
    functions = {
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "softplus": F.softplus,
        "square": torch.square,
    }
    for name, function in functions.items():
        for kind in ("double", "float"):
            for x in (0.7, -1.3):
                case(f"Scalars.{name}({kind})", lambda x: function(torch.as_tensor(x)), x)


def tensors(case):
    case("Tensor.scalar(float)", torch.as_tensor, 1.5)
    case("Tensor.full(float, int[])", lambda x, s: torch.as_tensor(x).expand(s), 1.5, [2, 3])
    case("Tensor.item()", lambda x: x.reshape(()), normal(1, 1))
    case("Tensor.transpose()", lambda x: x.mT, normal(2, 1, 3))
    case("Tensor.swapAxes(int, int)", torch.swapaxes, normal(2, 3, 4), 0, -1)
    case("Tensor.permute(int[])", torch.permute, normal(2, 3, 4), [2, 0, 1])
    case("Tensor.reshape(int[])", torch.reshape, normal(2, 3), [3, -1])
    case("Tensor.broadcastTo(int[])", torch.broadcast_to, normal(2, 1), [2, 2, 3])
    case("Tensor.sumTo(int[])", lambda x, s: x.sum_to_size(s), normal(2, 2, 3), [2, 1])


def products(case):
    for a, b in (((2, 3), (3, 4)), ((2, 2, 3), (3, 2)), ((2, 1, 2, 3), (3, 3, 2)), ((2, 0), (0, 3))):
        x, y = normal(*a), normal(*b, name="other")
        case("Tensor.matmul(Tensor)", torch.matmul, x, y)
        case("Tensor.matmulTransposed(Tensor)", lambda x, y: x @ y.mT, x, y.mT)
        case("Tensor.transposedMatmul(Tensor)", lambda x, y: x.mT @ y, x.mT, y)
    case("Tensor.dot(Tensor)", torch.dot, normal(4), normal(4, name="other"))


def taken(x, axis, index):
    shape = list(x.shape)
    shape[axis] = 1
    return torch.gather(x, axis, torch.tensor(index).reshape(shape)).squeeze(axis)


def put(x, axis, index, extent):
    shape = list(x.shape)
    shape.insert(axis, 1)
    zeros = torch.zeros(shape[:axis] + [extent] + shape[axis + 1 :], dtype=x.dtype)
    return zeros.scatter(axis, torch.tensor(index).reshape(shape), x.reshape(shape))


def added(x, rows, count):
    return torch.zeros(count, x.shape[1], dtype=x.dtype).index_add(0, torch.tensor(rows), x)


def indices(case):
    case("Indexing.takeAlong(Tensor, int, int[])", taken, normal(2, 3), 1, [2, 0])
    case("Indexing.takeAlong(Tensor, int, int[])", taken, normal(2, 3), 0, [1, 0, 1])
    case("Indexing.putAlong(Tensor, int, int[], int)", put, normal(2), 1, [2, 0], 3)
    rows = [2, 0, 2, 1]
    take = lambda x, rows: x[torch.tensor(rows)]
    case("Indexing.takeRows(Tensor, int[])", take, normal(3, 2), rows)
    case("Indexing.addRows(Tensor, int[], int)", added, normal(4, 2), rows, 4)


def losses(case):
    entropy = lambda x, labels: F.cross_entropy(x, torch.tensor(labels))
    case("Losses.crossEntropy(Tensor, int[])", entropy, normal(3, 4), [2, 0, 3])
    case("Losses.meanSquaredError(Tensor, Tensor)", F.mse_loss, normal(2, 3), positive(2, 3))
    bce = F.binary_cross_entropy_with_logits
    targets = torch.sigmoid(normal(2, 3, name="targets"))
    case("Losses.binaryCrossEntropyWithLogits(Tensor, Tensor)", bce, normal(2, 3), targets)
