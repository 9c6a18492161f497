package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Axes of a shape, given by numbers that count from the end when negative.
 *
 * @param count how many there are, empty if that is unknown
 * @param indices the axes counted from the front, empty unless all are known
 */
record Axes(Mismatch.Operand operand, Optional<Integer> count, Optional<List<Integer>> indices) {
  static Axes of(Mismatch.Operand operand, Optional<List<Dim>> numbers) throws Mismatch {
    if (numbers.isEmpty()) {
      return new Axes(operand, Optional.empty(), Optional.empty());
    }
    int rank = operand.shape().rank();
    List<Integer> indices = new ArrayList<>();
    for (Dim number : numbers.get()) {
      OptionalLong axis = number.constant();
      if (axis.isPresent()) {
        if (axis.getAsLong() < -rank || axis.getAsLong() >= rank) {
          throw Mismatch.axis(axis.getAsLong(), operand);
        }
        indices.add(Math.floorMod((int) axis.getAsLong(), rank));
      }
    }
    int count = numbers.get().size();
    return new Axes(
        operand,
        Optional.of(count),
        indices.size() == count ? Optional.of(indices) : Optional.empty());
  }

  /** These axes, none of which may be given twice. */
  Axes distinct() throws Mismatch {
    if (count.orElse(0) > operand.shape().rank()) {
      throw Mismatch.axisCount(count.orElse(0), operand);
    }
    List<Integer> seen = new ArrayList<>();
    for (int index : indices.orElse(List.of())) {
      if (seen.contains(index)) {
        throw Mismatch.axisTwice(index, operand);
      }
      seen.add(index);
    }
    return this;
  }

  /** These axes, of which there must be so many. */
  Axes exactly(int expected) throws Mismatch {
    if (count.isPresent() && count.get() != expected) {
      throw Mismatch.axisCount(count.get(), operand);
    }
    return this;
  }
}
