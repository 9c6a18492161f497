package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The matrix product of two shapes, of which either may be that of a vector. */
final class Products {
  private Products() {}

  /** A vector on the left is a row, one on the right is a column; the result has neither. */
  static Shape of(Shape.Known a, Shape.Known b) throws Mismatch {
    if (a.rank() == 0 || b.rank() == 0) {
      throw Mismatch.product(a, b);
    }
    Dim inner = b.dim(Math.max(0, b.rank() - 2));
    if (a.dim(a.rank() - 1).differs(inner)) {
      throw Mismatch.inner(a, b);
    }
    List<Dim> leadingA = a.dims().subList(0, Math.max(0, a.rank() - 2));
    List<Dim> leadingB = b.dims().subList(0, Math.max(0, b.rank() - 2));
    Optional<List<Dim>> leading = Broadcast.of(leadingA, leadingB);
    if (leading.isEmpty()) {
      throw Mismatch.leading(a, b);
    }
    List<Dim> dims = new ArrayList<>(leading.get());
    if (a.rank() > 1) {
      dims.add(a.dim(a.rank() - 2));
    }
    if (b.rank() > 1) {
      dims.add(b.dim(b.rank() - 1));
    }
    return Shape.of(dims);
  }
}
