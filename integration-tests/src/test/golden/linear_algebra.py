"""Products, sums of products, equations and determinants."""

import torch

from inputs import INF, NAN, normal, of


def cases(case):
    products(case)
    sums(case)
    equations(case)
    determinants(case)


def products(case):
    for a, b in (
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 2)),
        ((2, 2, 3), (3,)),
        ((3,), (2, 3, 2)),
        ((2, 3), (3, 2)),
        ((2, 1, 2, 3), (3, 3, 1)),
        ((0,), (0,)),
        ((0, 3), (3,)),
        ((2, 0), (0,)),
    ):
        case("LinearAlgebra.product(Tensor, Tensor)", torch.matmul, normal(*a), normal(*b, name="b"))
    x = of([1.0, NAN], [INF, 2.0])
    case("LinearAlgebra.product(Tensor, Tensor)", torch.matmul, x, of(1.0, 2.0), note="NaN and infinity")
    for a, b in ((2, 3), (1, 1), (0, 2)):
        case("LinearAlgebra.outer(Tensor, Tensor)", torch.outer, normal(a), normal(b, name="b"))
    trace = lambda x: x.diagonal(0, -2, -1).sum(-1)
    for shape in ((3, 3), (2, 2, 3), (1, 1), (0, 0), (2, 0, 2)):
        case("LinearAlgebra.trace(Tensor)", trace, normal(*shape))


SUMS = [
    ("ij,jk->ik", (2, 3), (3, 2)),
    ("ij,kj->ki", (2, 3), (2, 3)),
    ("bij,bjk->bik", (2, 2, 3), (2, 3, 1)),
    ("i,i->", (3,), (3,)),
    ("i,j", (2,), (3,)),
    ("ij->ji", (2, 3)),
    ("ij", (2, 3)),
    ("ba", (2, 3)),
    ("ii->i", (3, 3)),
    ("ii", (3, 3)),
    ("ij->", (2, 3)),
    ("ij->j", (2, 3)),
    ("i,ij,j->", (2,), (2, 3), (3,)),
    ("iij,jk->k", (2, 2, 3), (3, 2)),
    ("...ij,...jk->...ik", (2, 2, 3), (3, 2)),
    ("...i,...i->...", (1, 2, 3), (2, 1, 3)),
    ("...i,i->...", (2, 2, 3), (3,)),
    ("i...->...i", (2, 3, 2)),
    ("b...i,b...i->b", (2, 3, 2), (2, 1, 2)),
    ("bhqd,bhkd->bhqk", (2, 2, 2, 3), (2, 2, 3, 3)),
    ("bqhd,bkhd->bhqk", (2, 2, 2, 3), (2, 3, 2, 3)),
    ("ij,ij->ij", (2, 3), (2, 3)),
    ("ij,k->ik", (2, 3), (2,)),
    ("ab,bc,cd,de->ae", (2, 3), (3, 2), (2, 2), (2, 3)),
    ("abc,abd->acd", (2, 3, 2), (2, 3, 2)),
    (",i->i", (), (3,)),
    ("i->", (0,)),
    ("ij,jk->ik", (2, 0), (0, 3)),
    ("iji->j", (2, 3, 2)),
    ("Ab,bA", (2, 3), (3, 2)),
    (" i j , j k -> i k ", (1, 3), (3, 1)),
]


def tangent(equation, operands, tangents):
    result = 0
    for i in range(len(operands)):
        result = result + torch.einsum(equation, operands[:i] + [tangents[i]] + operands[i + 1 :])
    return result


def sums(case):
    for equation, *shapes in SUMS:
        operands = [normal(*shape, name=str(i)) for i, shape in enumerate(shapes)]
        case("Einsum.einsum(String, Tensor[])", torch.einsum, equation.strip(), operands)
    for equation, *shapes in SUMS[::5]:
        operands = [normal(*shape, name=str(i)) for i, shape in enumerate(shapes)]
        tangents = [normal(*shape, name=f"tangent {i}") for i, shape in enumerate(shapes)]
        case("Einsum.einsumTangent(String, Tensor[], Tensor[])", tangent, equation, operands, tangents)


def regular(*shape):
    """Matrices far from singular ones, which need pivots."""
    n = shape[-1]
    return 0.4 * normal(*shape, n) + 2 * torch.eye(n, dtype=torch.float64).flip(0)


def definite(*shape):
    x = normal(*shape, shape[-1])
    return x @ x.mT + torch.eye(shape[-1], dtype=torch.float64)


def equations(case):
    for a, b in (
        (regular(3), (3, 2)),
        (regular(2, 2), (2, 2, 1)),
        (regular(2), (2, 2, 1)),
        (regular(2, 3), (3, 2)),
        (regular(1), (1, 1)),
        (regular(0), (0, 2)),
        (regular(2), (2, 0)),
        (regular(6), (6, 3)),
    ):
        case("LinearAlgebra.solve(Tensor, Tensor)", torch.linalg.solve, a, normal(*b))
    triangular = lambda a, b, upper: torch.linalg.solve_triangular(a, b, upper=upper)
    for upper in (True, False):
        for a, b in ((definite(3), (3, 2)), (definite(2, 2), (2, 1)), (definite(2), (3, 2, 1)), (definite(1), (1, 1))):
            case("LinearAlgebra.triangularSolve(Tensor, Tensor, boolean)", triangular, a, normal(*b), upper)
    for a in (regular(3), regular(2, 2), regular(1), regular(0), regular(5), of([0.0, 1.0], [2.0, 0.0])):
        case("LinearAlgebra.inverse(Tensor)", torch.linalg.inv, a)
    for a in (definite(3), definite(2, 2), definite(1), definite(0), definite(5)):
        case("LinearAlgebra.cholesky(Tensor)", torch.linalg.cholesky, (a + a.mT) / 2)


def determinants(case):
    cofactors = lambda a: torch.linalg.det(a)[..., None, None] * torch.linalg.inv(a).mT
    for a in (definite(3), definite(2, 2), definite(1), definite(4)):
        case("LinearAlgebra.determinant(Tensor)", torch.linalg.det, a)
        case("LinearAlgebra.logDeterminant(Tensor)", torch.logdet, a)
        case("LinearAlgebra.logAbsDeterminant(Tensor)", lambda a: torch.linalg.slogdet(a)[1], a)
        case("LinearAlgebra.determinantSign(Tensor)", lambda a: torch.linalg.slogdet(a)[0], a)
        case("LinearAlgebra.cofactors(Tensor)", cofactors, 0.5 * a)
    negative = of([0.0, 1.0], [2.0, 0.0])
    case("LinearAlgebra.determinant(Tensor)", torch.linalg.det, negative)
    case("LinearAlgebra.determinant(Tensor)", torch.linalg.det, regular(3))
    case("LinearAlgebra.determinant(Tensor)", torch.linalg.det, regular(0))
    minors = lambda a: a[0, 0] * a[1, 1] - a[0, 1] * a[1, 0]
    case("LinearAlgebra.determinant(Tensor)", minors, of([1.0, 2.0], [2.0, 4.0]), note="singular")
    case("LinearAlgebra.logAbsDeterminant(Tensor)", lambda a: torch.linalg.slogdet(a)[1], negative)
    case("LinearAlgebra.determinantSign(Tensor)", lambda a: torch.linalg.slogdet(a)[0], negative)
    case("LinearAlgebra.symmetric(Tensor)", lambda a: (a + a.mT) / 2, normal(3, 3))
    case("LinearAlgebra.symmetric(Tensor)", lambda a: (a + a.mT) / 2, normal(2, 2, 2))
    halved = lambda a: a.tril() - torch.diag_embed(a.diagonal(0, -2, -1)) / 2
    case("LinearAlgebra.halved(Tensor)", halved, normal(3, 3))
    case("LinearAlgebra.halved(Tensor)", halved, normal(2, 2, 2))
    case("LinearAlgebra.matrices(Tensor)", lambda x: x[..., None, None], normal(2))
    case("LinearAlgebra.matrices(Tensor)", lambda x: x[..., None, None], normal())
