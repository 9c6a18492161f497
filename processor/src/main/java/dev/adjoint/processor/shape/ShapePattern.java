package dev.adjoint.processor.shape;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shape as it is written in a rule. */
sealed interface ShapePattern {
  /** A name that stands for a whole shape. */
  record Whole(String name) implements ShapePattern {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A list of dimensions.
   *
   * @param group the name of any number of leading dimensions, if there is one
   */
  record Listed(Optional<String> group, List<DimExpr> dims) implements ShapePattern {
    public Listed {
      dims = List.copyOf(dims);
    }

    @Override
    public String toString() {
      return Stream.concat(
              group.stream().map(name -> "*" + name), dims.stream().map(DimExpr::toString))
          .collect(Collectors.joining(", ", "(", ")"));
    }
  }
}
