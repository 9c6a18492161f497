"""What is left: tensors from numbers, shapes, products, losses, functions of numbers."""

import torch
import torch.nn.functional as F

from inputs import normal, positive


def cases(case):
    numbers(case)
    tensors(case)
    products(case)
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


def losses(case):
    entropy = lambda x, labels: F.cross_entropy(x, torch.tensor(labels))
    case("Losses.crossEntropy(Tensor, int[])", entropy, normal(3, 4), [2, 0, 3])
    case("Losses.meanSquaredError(Tensor, Tensor)", F.mse_loss, normal(2, 3), positive(2, 3))
    bce = F.binary_cross_entropy_with_logits
    targets = torch.sigmoid(normal(2, 3, name="targets"))
    case("Losses.binaryCrossEntropyWithLogits(Tensor, Tensor)", bce, normal(2, 3), targets)
