"""Elements by number, tokens and labels, and tensors of numbers that are known."""

import torch
import torch.nn.functional as F

from inputs import INF, NAN, normal, of


def cases(case):
    places(case)
    masks(case)
    tokens(case)
    creation(case)


def taken(x, axis, index):
    shape = list(x.shape)
    shape[axis] = 1
    return torch.gather(x, axis, torch.tensor(index, dtype=torch.long).reshape(shape)).squeeze(axis)


def put(x, axis, index, extent):
    shape = list(x.shape)
    shape.insert(axis, 1)
    zeros = torch.zeros(shape[:axis] + [extent] + shape[axis + 1 :], dtype=x.dtype)
    return zeros.scatter(axis, torch.tensor(index).reshape(shape), x.reshape(shape))


def added(x, axis, index, extent):
    shape = list(x.shape)
    shape[axis] = extent
    return torch.zeros(shape, dtype=x.dtype).index_add(axis, torch.tensor(index, dtype=torch.long), x)


def places(case):
    for shape, axis, index in (((2, 3), 1, [2, 0]), ((2, 3), 0, [1, 0, 1]), ((4,), 0, [3]), ((2, 0), 0, [])):
        case("Indexing.takeAlong(Tensor, int, int[])", taken, normal(*shape), axis, index)
    for shape, axis, index, extent in (((2,), 1, [2, 0], 3), ((3,), 0, [1, 0, 1], 2), ((2, 2), 1, [0, 0, 1, 1], 2)):
        case("Indexing.putAlong(Tensor, int, int[], int)", put, normal(*shape), axis, index, extent)
    for shape, rows in (((3, 2), [2, 0, 2, 1]), ((3, 1), [1]), ((3, 2), []), ((2, 0), [1, 1])):
        select = lambda x, rows: x[torch.tensor(rows, dtype=torch.long)]
        case("Indexing.takeRows(Tensor, int[])", select, normal(*shape), rows)
        rows_added = lambda x, rows, count: added(x, 0, rows, count)
        case("Indexing.addRows(Tensor, int[], int)", rows_added, normal(len(rows), shape[1]), rows, 4)
    select = lambda x, axis, index: x.index_select(axis, torch.tensor(index, dtype=torch.long))
    for shape, axis, index in (((2, 3), 1, [2, 0, 2, 1]), ((3, 2, 2), 0, [1, 1]), ((4,), -1, [3]), ((2, 3), 0, []), ((0, 3), 1, [2])):
        case("Indexing.indexSelect(Tensor, int, int[])", select, normal(*shape), axis, index)
    for shape, axis, index, extent in (((2, 4), 1, [2, 0, 2, 1], 3), ((2, 2), 0, [3, 1], 5), ((0, 2), 0, [], 2)):
        case("Indexing.addSelected(Tensor, int, int[], int)", added, normal(*shape), axis, index, extent)
    gather = lambda x, axis, index, shape: torch.gather(x, axis, torch.tensor(index, dtype=torch.long).reshape(shape))
    for x, axis, index, shape in (
        (normal(2, 3), 1, [2, 0, 0, 1], [2, 2]),
        (normal(3, 4), 0, [2, 0, 1, 1], [2, 2]),
        (normal(3), 0, [2, 2, 0, 1], [4]),
        (normal(2, 3, 2), 1, [0, 2, 1, 1, 0, 2, 1, 0], [2, 2, 2]),
        (normal(2, 3), 0, [], [0, 3]),
        (of(NAN, INF, 1.0), 0, [1, 0, 2], [3]),
    ):
        case("Indexing.gather(Tensor, int, int[], int[])", gather, x, axis, index, shape)
    scatter = lambda x, axis, index, source: torch.scatter_add(
        x, axis, torch.tensor(index, dtype=torch.long).reshape(source.shape), source
    )
    for shape, axis, index, source in (
        ((2, 3), 1, [2, 0, 0, 0], (2, 2)),
        ((3, 4), -2, [2, 0, 1, 1], (2, 2)),
        ((3,), 0, [2, 2, 0, 1], (4,)),
        ((2, 2, 3), 2, [1, 1, 2, 0], (2, 2, 1)),
        ((2, 3), 0, [], (0, 3)),
    ):
        case("Indexing.scatterAdd(Tensor, int, int[], Tensor)", scatter, normal(*shape), axis, index, normal(*source, name="source"))


def masks(case):
    fill = lambda x, mask, value: x.masked_fill(mask.detach() != 0, float(torch.as_tensor(value).detach()))
    key = "Indexing.maskedFill(Tensor, Tensor, float)"
    mask = of([0.0, 1.0, 0.0], [0.0, 2.0, 1.0])
    case(key, fill, normal(2, 3), mask, -1e3)
    case(key, fill, normal(2, 3), of([1.0], [0.0]), 0.0)
    case(key, fill, normal(2, 2, 3), mask, 0.5)
    case(key, fill, normal(0, 3), of(1.0, 0.0, 1.0), 0.5)
    case(key, fill, normal(2, 3), mask, -INF, note="as attention masks")
    case(key, fill, of([NAN, NAN], [INF, 1.0]), of([1.0, 0.0], [1.0, 1.0]), 2.0, note="what is filled leaves no trace")


def tokens(case):
    embedding = lambda table, tokens: F.embedding(torch.tensor(tokens, dtype=torch.long), table)
    for shape, table in (((4, 2), [[3, 0, 3], [1, 1, 0]]), ((2, 1), [[1]]), ((3, 2), [[0, 2]])):
        case("Embeddings.embedding(Tensor, int[][])", embedding, normal(*shape), table)
    padded = lambda table, tokens, padding: F.embedding(torch.tensor(tokens, dtype=torch.long), table, padding)
    for shape, row, padding in (((4, 2), [3, 0, 2], 2), ((4, 2), [3, 0, 3], 3), ((2, 1), [1], 0), ((2, 2), [], 0)):
        case("Embeddings.embedding(Tensor, int[], int)", padded, normal(*shape), row, padding)
    one_hot = lambda labels, classes: F.one_hot(torch.tensor(labels, dtype=torch.long), classes)
    for labels, classes in (([2, 0, 1], 3), ([0], 1), ([], 2), ([1, 1], 4)):
        case("Embeddings.oneHot(int[], int)", one_hot, labels, classes)


def creation(case):
    eye = lambda *sizes: torch.eye(*sizes, dtype=torch.float64)
    for n in (0, 1, 3):
        case("Tensors.eye(int)", eye, n)
    for rows, columns in ((2, 3), (3, 1), (0, 2)):
        case("Tensors.eye(int, int)", eye, rows, columns)
    for n in (0, 1, 4):
        case("Tensors.arange(int)", lambda n: torch.arange(n, dtype=torch.float64), n)

    def linspace(a, b, n):
        w = torch.linspace(0, 1, n, dtype=torch.float64)
        return torch.as_tensor(a) * (1 - w) + torch.as_tensor(b) * w

    for a, b, n in ((1.0, 2.0, 5), (3.0, 0.0, 2), (1.0, 2.0, 1), (0.0, 1.0, 0)):
        case("Tensors.linspace(float, float, int)", linspace, a, b, n)
