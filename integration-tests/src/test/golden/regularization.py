"""Dropout by a mask that is given."""

from inputs import NAN, normal, of


def cases(case):
    for shape in ((4,), (2, 3), (0, 2)):
        mask = (normal(*shape, name="mask") > 0).double() * 1.25
        case("Regularization.dropout(Tensor, Tensor)", lambda x, m: x * m.detach(), normal(*shape), mask)
    case("Regularization.dropout(Tensor, Tensor)", lambda x, m: x * m.detach(), of(NAN, 1), of(0, 2), note="NaN stays")
