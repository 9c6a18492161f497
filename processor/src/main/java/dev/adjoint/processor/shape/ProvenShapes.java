package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Expr;
import java.util.OptionalLong;

/** What is certain about the shapes of expressions, once the inputs have been checked. */
public final class ProvenShapes {
  private final ExpressionShapes shapes;

  ProvenShapes(ExpressionShapes shapes) {
    this.shapes = shapes;
  }

  /** Whether two values have the same shape for certain. */
  public boolean areEqual(Expr a, Expr b) {
    return shapes.of(a) instanceof Shape.Known first
        && !first.dims().contains(Dim.UNKNOWN)
        && first.equals(shapes.of(b));
  }

  /** Whether two values have different shapes for certain. */
  public boolean differ(Expr a, Expr b) {
    if (!(shapes.of(a) instanceof Shape.Known first
        && shapes.of(b) instanceof Shape.Known second)) {
      return false;
    } else if (first.group().isPresent() || second.group().isPresent()) {
      return first.hasMoreAxes(second) || second.hasMoreAxes(first);
    }
    boolean differ = first.rank() != second.rank();
    for (int i = 0; !differ && i < first.rank(); i++) {
      OptionalLong one = first.dim(i).constant();
      OptionalLong other = second.dim(i).constant();
      differ = one.isPresent() && other.isPresent() && one.getAsLong() != other.getAsLong();
    }
    return differ;
  }
}
