package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The functions of {@link ShapeFunction} that change single axes. */
final class AxisFunctions {
  private AxisFunctions() {}

  /** The shape without the axes that are 1; unknown if one may or may not be. */
  static Shape squeeze(Shape.Known shape) {
    return without(shape, shape.dims());
  }

  static Shape squeeze(Shape.Known shape, Axes axes) throws Mismatch {
    axes.distinct();
    if (axes.indices().isEmpty()) {
      return Shape.UNKNOWN;
    }
    List<Dim> candidates = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      candidates.add(axes.indices().get().contains(i) ? shape.dim(i) : Dim.of(2));
    }
    return without(shape, candidates);
  }

  private static Shape without(Shape.Known shape, List<Dim> candidates) {
    List<Dim> kept = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      Dim candidate = candidates.get(i);
      // A size that the method declares may be 1, too.
      if (candidate.constant().isEmpty()) {
        return Shape.UNKNOWN;
      } else if (!candidate.is(1)) {
        kept.add(shape.dim(i));
      }
    }
    return Shape.of(kept);
  }

  static Shape of(ShapeFunction function, Mismatch.Operand operand, List<Dim> numbers)
      throws Mismatch {
    return switch (function) {
      case INSERT -> insert(operand, numbers.get(0), numbers.get(1));
      case FLATTEN -> flatten(operand, numbers.get(0), numbers.get(1));
      case DIAGONAL -> DiagonalFunctions.diagonal(operand, numbers);
      case EMBED -> DiagonalFunctions.embed(operand, numbers);
      case CHUNKS -> ListFunctions.chunks(operand, numbers.get(0), numbers.get(1));
      case UNSTACK -> ListFunctions.unstack(operand, numbers.get(0));
      default -> resized(function, operand, numbers);
    };
  }

  /** The one axis, empty if it is not known. */
  static Optional<Integer> axis(Mismatch.Operand operand, Dim number) throws Mismatch {
    return Axes.of(operand, Optional.of(List.of(number))).indices().map(list -> list.get(0));
  }

  /** The shape with another size at an axis. */
  static Shape with(Shape.Known shape, int axis, Dim size) {
    List<Dim> dims = new ArrayList<>(shape.dims());
    dims.set(axis, size);
    return Shape.of(dims);
  }

  /** The shape with one more axis, which is counted in the result. */
  static Shape insert(Mismatch.Operand operand, Dim number, Dim size) throws Mismatch {
    int rank = operand.shape().rank() + 1;
    OptionalLong axis = number.constant();
    if (axis.isEmpty()) {
      return Shape.ofRank(rank);
    } else if (axis.getAsLong() < -rank || axis.getAsLong() >= rank) {
      throw Mismatch.axis(axis.getAsLong(), operand);
    }
    List<Dim> dims = new ArrayList<>(operand.shape().dims());
    dims.add((int) Math.floorMod(axis.getAsLong(), (long) rank), size);
    return Shape.of(dims);
  }

  private static Shape flatten(Mismatch.Operand operand, Dim from, Dim to) throws Mismatch {
    Shape.Known shape = operand.shape();
    if (shape.rank() == 0) {
      return Shape.of(List.of(Dim.of(1)));
    }
    Optional<Integer> first = axis(operand, from);
    Optional<Integer> last = axis(operand, to);
    if (first.isEmpty() || last.isEmpty()) {
      return Shape.UNKNOWN;
    } else if (first.get() > last.get()) {
      throw Mismatch.order(first.get(), last.get(), operand);
    }
    List<Dim> dims = new ArrayList<>(shape.dims().subList(0, first.get()));
    List<Dim> joined = shape.dims().subList(first.get(), last.get() + 1);
    dims.add(joined.stream().reduce(Dim.of(1), Dim::times));
    dims.addAll(shape.dims().subList(last.get() + 1, shape.rank()));
    return Shape.of(dims);
  }

  private static Shape resized(ShapeFunction function, Mismatch.Operand operand, List<Dim> numbers)
      throws Mismatch {
    Optional<Integer> axis = axis(operand, numbers.get(0));
    if (axis.isEmpty()) {
      return Shape.ofRank(operand.shape().rank());
    }
    Dim size =
        function == ShapeFunction.NARROW
            ? narrow(operand, axis.get(), numbers.get(1), numbers.get(2))
            : numbers.get(1);
    return with(operand.shape(), axis.get(), size);
  }

  private static Dim narrow(Mismatch.Operand operand, int axis, Dim start, Dim length)
      throws Mismatch {
    Dim from = fromFront(start, operand.shape().dim(axis));
    checkInside(operand, axis, from, from.plus(length));
    return length;
  }

  /** The numbers are axes, then as many places to begin at, to end before, and steps. */
  static Shape slice(Mismatch.Operand operand, Optional<List<Dim>> numbers) throws Mismatch {
    int rank = operand.shape().rank();
    if (numbers.isEmpty()) {
      return Shape.ofRank(rank);
    }
    int count = numbers.get().size() / 4;
    if (numbers.get().size() % 4 != 0) {
      throw Mismatch.uneven(operand);
    }
    Axes axes = Axes.of(operand, Optional.of(numbers.get().subList(0, count))).distinct();
    if (axes.indices().isEmpty()) {
      return Shape.ofRank(rank);
    }
    Shape result = operand.shape();
    for (int i = 0; i < count; i++) {
      int axis = axes.indices().get().get(i);
      Dim from = numbers.get().get(count + i);
      Dim to = numbers.get().get(2 * count + i);
      Dim size = slice(operand, axis, from, to, numbers.get().get(3 * count + i));
      result = with((Shape.Known) result, axis, size);
    }
    return result;
  }

  private static Dim slice(Mismatch.Operand operand, int axis, Dim start, Dim end, Dim step)
      throws Mismatch {
    Dim size = operand.shape().dim(axis);
    Dim from = fromFront(start, size);
    Dim to = fromFront(end, size);
    if (step.constant().orElse(1) <= 0) {
      throw Mismatch.step(step);
    }
    checkInside(operand, axis, from, to);
    Dim length = to.minus(from);
    return step.is(1) ? length : length.plus(step).minus(Dim.of(1)).over(step);
  }

  /** A place that counts from the end when negative; unknown if it may be either. */
  private static Dim fromFront(Dim place, Dim size) {
    OptionalLong constant = place.constant();
    if (constant.isPresent()) {
      return constant.getAsLong() < 0 ? size.plus(place) : place;
    }
    // What is the size itself, or a part of it, cannot be meant from the end.
    return place.equals(size) ? place : Dim.UNKNOWN;
  }

  private static void checkInside(Mismatch.Operand operand, int axis, Dim from, Dim to)
      throws Mismatch {
    boolean isOrdered = to.minus(from).constant().orElse(0) >= 0;
    boolean startsInside = from.constant().orElse(0) >= 0;
    boolean endsInside = operand.shape().dim(axis).minus(to).constant().orElse(0) >= 0;
    if (!isOrdered || !startsInside || !endsInside) {
      throw Mismatch.outside(from, to, axis, operand);
    }
  }
}
