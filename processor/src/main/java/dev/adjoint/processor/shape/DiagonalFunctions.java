package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The functions of {@link ShapeFunction} that have to do with diagonals. */
final class DiagonalFunctions {
  private DiagonalFunctions() {}

  /** The two axes go, and their diagonal comes last; numbers are the offset and the axes. */
  static Shape diagonal(Mismatch.Operand operand, List<Dim> numbers) throws Mismatch {
    Shape.Known shape = operand.shape();
    Axes axes = Axes.of(operand, Optional.of(numbers.subList(1, 3))).distinct();
    if (axes.indices().isEmpty()) {
      return Shape.ofRank(shape.rank() - 1);
    }
    int first = axes.indices().get().get(0);
    int second = axes.indices().get().get(1);
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (i != first && i != second) {
        dims.add(shape.dim(i));
      }
    }
    dims.add(length(shape.dim(first), shape.dim(second), numbers.get(0)));
    return Shape.of(dims);
  }

  private static Dim length(Dim rows, Dim columns, Dim offset) {
    if (offset.constant().isEmpty()) {
      return Dim.UNKNOWN;
    }
    long above = offset.constant().getAsLong();
    Dim down = above < 0 ? rows.plus(offset) : rows;
    Dim across = above > 0 ? columns.minus(offset) : columns;
    OptionalLong a = down.constant();
    OptionalLong b = across.constant();
    if (a.isPresent() && b.isPresent()) {
      return Dim.of(Math.max(0, Math.min(a.getAsLong(), b.getAsLong())));
    }
    return above == 0 && down.equals(across) ? down : Dim.UNKNOWN;
  }

  /** The last axis as the diagonal of two new ones; numbers are the offset and the axes. */
  static Shape embed(Mismatch.Operand operand, List<Dim> numbers) throws Mismatch {
    Shape.Known shape = operand.shape();
    if (shape.rank() == 0) {
      throw Mismatch.axis(-1, operand);
    }
    // The axes are counted in the result.
    Mismatch.Operand result =
        new Mismatch.Operand("", (Shape.Known) Shape.ofRank(shape.rank() + 1));
    Axes axes = Axes.of(result, Optional.of(numbers.subList(1, 3))).distinct();
    OptionalLong offset = numbers.get(0).constant();
    if (axes.indices().isEmpty()) {
      return result.shape();
    }
    Dim length = shape.dim(shape.rank() - 1);
    Dim side = offset.isPresent() ? length.plus(Dim.of(Math.abs(offset.getAsLong()))) : Dim.UNKNOWN;
    List<Dim> dims = new ArrayList<>();
    int next = 0;
    for (int i = 0; i <= shape.rank(); i++) {
      dims.add(axes.indices().get().contains(i) ? side : shape.dim(next++));
    }
    return Shape.of(dims);
  }
}
