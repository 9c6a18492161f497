package dev.adjoint.processor.shape;

import java.util.List;

/** What a rule says of the result. */
sealed interface ResultExpr {
  /** A shape. */
  record Plain(ShapePattern pattern) implements ResultExpr {
    @Override
    public String toString() {
      return pattern.toString();
    }
  }

  /** A function of shapes and numbers. */
  record Apply(ShapeFunction function, List<ResultExpr> shapes, List<DimExpr> sizes)
      implements ResultExpr {
    public Apply {
      shapes = List.copyOf(shapes);
      sizes = List.copyOf(sizes);
    }
  }
}
