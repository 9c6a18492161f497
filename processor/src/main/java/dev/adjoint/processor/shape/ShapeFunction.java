package dev.adjoint.processor.shape;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A function that a rule may compute its result by. */
enum ShapeFunction {
  /** {@code broadcast(a, b, …)}: the shape that all the shapes are broadcast to. */
  BROADCAST,
  /** {@code without(a, axes)}: the shape without these axes. */
  WITHOUT,
  /** {@code ones(a, axes)}: the shape with 1 at these axes. */
  ONES,
  /** {@code swap(a, i, j)}: the shape with two axes exchanged. */
  SWAP,
  /** {@code permute(a, axes)}: the axes in this order. */
  PERMUTE,
  /** {@code reshape(a, dims)}: these dimensions, one of which may be -1 for whatever is left. */
  RESHAPE,
  /** {@code dims(p)}: these dimensions. */
  DIMS;

  /** Whether it takes a shape and then numbers; the others take only one of the two. */
  boolean takesShape() {
    return this != DIMS;
  }

  boolean takesSizes() {
    return this != BROADCAST;
  }

  static ShapeFunction named(String name) throws MalformedText {
    for (ShapeFunction function : values()) {
      if (function.toString().equals(name)) {
        return function;
      }
    }
    throw new MalformedText("there is no function \"%s\"; there are %s", name, known());
  }

  private static String known() {
    return Arrays.stream(values()).map(ShapeFunction::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
