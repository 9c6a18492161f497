package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions of {@link ShapeFunction} that take or give several shapes. Those of equal vectors
 * in an array are the shape of all of them, with the length of the array before it.
 */
final class ListFunctions {
  private ListFunctions() {}

  /** Several shapes one after the other along an axis, or stacked along a new one. */
  static Shape of(ShapeFunction function, List<Named> shapes, Dim number) throws Mismatch {
    if (shapes.isEmpty()) {
      throw Mismatch.nothing();
    }
    return function == ShapeFunction.CONCAT ? concat(shapes, number) : stack(shapes, number);
  }

  private static Shape concat(List<Named> shapes, Dim number) throws Mismatch {
    List<Named> known = known(shapes);
    if (known.isEmpty()) {
      return Shape.UNKNOWN;
    }
    Named first = known.get(0);
    Mismatch.Operand operand = operand(first);
    Optional<Integer> axis = AxisFunctions.axis(operand, number);
    Dim size = Dim.of(0);
    Shape result = axis.isEmpty() ? Shape.ofRank(operand.shape().rank()) : first.shape();
    for (Named next : known) {
      if (operand(next).shape().rank() != operand.shape().rank()) {
        throw Mismatch.unequal(first, next);
      } else if (axis.isPresent()) {
        Shape others = AxisFunctions.with(operand(next).shape(), axis.get(), Dim.UNKNOWN);
        if (result.differs(others)) {
          throw Mismatch.besides(axis.get(), first, next);
        }
        result = result.meet(others);
        size = size.plus(operand(next).shape().dim(axis.get()));
        result = AxisFunctions.with((Shape.Known) result, axis.get(), Dim.UNKNOWN);
      }
    }
    boolean isComplete = axis.isPresent() && known.size() == shapes.size();
    return isComplete ? AxisFunctions.with((Shape.Known) result, axis.get(), size) : result;
  }

  private static Shape stack(List<Named> shapes, Dim number) throws Mismatch {
    List<Named> known = known(shapes);
    if (known.isEmpty()) {
      return Shape.UNKNOWN;
    }
    Shape all = known.get(0).shape();
    for (Named next : known) {
      if (all.differs(next.shape())) {
        throw Mismatch.unequal(known.get(0), next);
      }
      all = all.meet(next.shape());
    }
    Mismatch.Operand operand = new Mismatch.Operand(known.get(0).name(), (Shape.Known) all);
    return AxisFunctions.insert(operand, number, Dim.of(shapes.size()));
  }

  private static List<Named> known(List<Named> shapes) {
    return shapes.stream().filter(named -> named.shape() instanceof Shape.Known).toList();
  }

  private static Mismatch.Operand operand(Named named) {
    return new Mismatch.Operand(named.name(), (Shape.Known) named.shape());
  }

  /** Parts of given sizes along the axis that is the first of the numbers. */
  static Shape split(Mismatch.Operand operand, Optional<List<Dim>> numbers) throws Mismatch {
    if (numbers.isEmpty()) {
      return Shape.UNKNOWN;
    }
    List<Dim> sizes = numbers.get().subList(1, numbers.get().size());
    Optional<Integer> axis = AxisFunctions.axis(operand, numbers.get().get(0));
    if (axis.isEmpty()) {
      return Shape.ofRank(operand.shape().rank() + 1);
    }
    ShapeFunctions.dims(Optional.of(sizes));
    Dim total = sizes.stream().reduce(Dim.of(0), Dim::plus);
    if (total.differs(operand.shape().dim(axis.get()))) {
      throw Mismatch.parts(sizes, axis.get(), operand);
    }
    Dim each = sizes.stream().reduce(Dim::join).orElse(Dim.UNKNOWN);
    Shape part = AxisFunctions.with(operand.shape(), axis.get(), each);
    return array(Dim.of(sizes.size()), (Shape.Known) part);
  }

  /** At most so many parts of one size along an axis, of which the last may be smaller. */
  static Shape chunks(Mismatch.Operand operand, Dim number, Dim count) throws Mismatch {
    Optional<Integer> axis = AxisFunctions.axis(operand, number);
    if (count.constant().orElse(1) <= 0) {
      throw Mismatch.count(count);
    } else if (axis.isEmpty()) {
      return Shape.ofRank(operand.shape().rank() + 1);
    }
    Dim whole = operand.shape().dim(axis.get());
    Dim each = whole.over(count);
    boolean isEven = each.times(count).equals(whole) && !each.is(0);
    Shape part = AxisFunctions.with(operand.shape(), axis.get(), isEven ? each : Dim.UNKNOWN);
    return array(isEven ? count : Dim.UNKNOWN, (Shape.Known) part);
  }

  /** What stands at each place of an axis. */
  static Shape unstack(Mismatch.Operand operand, Dim number) throws Mismatch {
    Optional<Integer> axis = AxisFunctions.axis(operand, number);
    if (axis.isEmpty()) {
      return Shape.ofRank(operand.shape().rank());
    }
    List<Dim> dims = new ArrayList<>(operand.shape().dims());
    Dim count = dims.remove((int) axis.get());
    return array(count, (Shape.Known) Shape.of(dims));
  }

  private static Shape array(Dim length, Shape.Known element) {
    List<Dim> dims = new ArrayList<>(element.dims());
    dims.add(0, length);
    return Shape.of(dims);
  }
}
