package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions of {@link ShapeFunction} that change how long axes are. */
final class ExtentFunctions {
  private ExtentFunctions() {}

  /** The dimensions that the shape is broadcast to, -1 for one that stays. */
  static Shape expand(Mismatch.Operand operand, Optional<List<Dim>> dims) throws Mismatch {
    if (dims.isEmpty()) {
      return Shape.UNKNOWN;
    }
    Shape.Known shape = operand.shape();
    int more = dims.get().size() - shape.rank();
    List<Dim> result = new ArrayList<>();
    for (int i = 0; i < dims.get().size(); i++) {
      Dim dim = dims.get().get(i);
      result.add(dim.is(-1) && i >= more && more >= 0 ? shape.dim(i - more) : dim);
    }
    Shape.Known target = (Shape.Known) ShapeFunctions.dims(Optional.of(result));
    Optional<List<Dim>> both = Broadcast.of(shape.dims(), target.dims());
    if (both.isEmpty() || more < 0 || Shape.of(both.get()).differs(target)) {
      throw Mismatch.expand(operand, target);
    }
    return target;
  }

  static Shape tile(Mismatch.Operand operand, Optional<List<Dim>> counts) throws Mismatch {
    if (counts.isEmpty()) {
      return Shape.UNKNOWN;
    }
    int more = counts.get().size() - operand.shape().rank();
    if (more < 0) {
      throw Mismatch.fewCounts(counts.get().size(), operand);
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < counts.get().size(); i++) {
      Dim count = counts.get().get(i);
      dims.add(i < more ? count : operand.shape().dim(i - more).times(count));
    }
    return ShapeFunctions.dims(Optional.of(dims));
  }

  /** The amounts come in pairs, before and after, the last axis first. */
  static Shape pad(Mismatch.Operand operand, Optional<List<Dim>> amounts) throws Mismatch {
    Shape.Known shape = operand.shape();
    if (amounts.isEmpty()) {
      return Shape.ofRank(shape.rank());
    }
    int count = amounts.get().size();
    if (count % 2 != 0 || count > 2 * shape.rank()) {
      throw Mismatch.amounts(count, operand);
    }
    List<Dim> dims = new ArrayList<>(shape.dims());
    for (int i = 0; i < count; i += 2) {
      int axis = shape.rank() - 1 - i / 2;
      Dim both = amounts.get().get(i).plus(amounts.get().get(i + 1));
      dims.set(axis, shape.dim(axis).plus(both));
    }
    return ShapeFunctions.dims(Optional.of(dims));
  }
}
