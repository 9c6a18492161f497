package dev.adjoint.processor.shape;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A function that a rule may compute its result by. Where it takes several shapes, the name of an
 * array or a list of vectors stands for the shapes of all that is in it.
 */
enum ShapeFunction {
  /** {@code broadcast(a, b, …)}: the shape that all the shapes are broadcast to. */
  BROADCAST(0, false),
  /** {@code without(a, axes)}: the shape without these axes. */
  WITHOUT(0, true),
  /** {@code ones(a, axes)}: the shape with 1 at these axes. */
  ONES(0, true),
  /** {@code swap(a, i, j)}: the shape with two axes exchanged. */
  SWAP(0, true),
  /** {@code permute(a, axes)}: the axes in this order. */
  PERMUTE(0, true),
  /** {@code reshape(a, dims)}: these dimensions, one of which may be -1 for whatever is left. */
  RESHAPE(0, true),
  /** {@code dims(p)}: these dimensions. */
  DIMS(0, true),
  /** {@code squeeze(a)}, {@code squeeze(a, axes)}: without all axes, or these, that are 1. */
  SQUEEZE(0, true),
  /** {@code expand(a, dims)}: stretched to these dimensions, -1 for one that stays. */
  EXPAND(0, true),
  /** {@code insert(a, axis, n)}: one more axis, counted in the result, of this size. */
  INSERT(2, false),
  /** {@code with(a, axis, n)}: another size at an axis. */
  WITH(2, false),
  /** {@code flatten(a, first, last)}: these axes and those between them as one. */
  FLATTEN(2, false),
  /** {@code slice(a, axes, from, to, steps)}: parts of axes, each step-th place of them. */
  SLICE(0, true),
  /** {@code narrow(a, axis, start, length)}: a part of an axis. */
  NARROW(3, false),
  /** {@code pad(a, amounts)}: longer axes; amounts before and after, from the last axis on. */
  PAD(0, true),
  /** {@code tile(a, counts)}: repeated along the last axes, or along more axes than there are. */
  TILE(0, true),
  /** {@code diagonal(a, offset, i, j)}: two axes replaced by a last one for their diagonal. */
  DIAGONAL(3, false),
  /** {@code embed(a, offset, i, j)}: the last axis as the diagonal of two new ones. */
  EMBED(3, false),
  /** {@code concat(list, axis)}: the shapes one after the other along an axis. */
  CONCAT(1, false),
  /** {@code stack(list, axis)}: equal shapes with one more axis, which counts them. */
  STACK(1, false),
  /** {@code split(a, axis, sizes)}: an array of parts of these sizes. */
  SPLIT(1, true),
  /** {@code chunks(a, axis, count)}: an array of at most so many parts of one size. */
  CHUNKS(2, false),
  /** {@code unstack(a, axis)}: an array of what stands at each place of an axis. */
  UNSTACK(1, false),
  /** {@code product(a, b)}: the matrix product, where vectors are rows or columns. */
  PRODUCT(0, false),
  /** {@code einsum(list, equation)}: Einstein's summation convention. */
  EINSUM(1, false);

  private final int numbers;
  private final boolean takesMore;

  /**
   * @param numbers how many numbers it takes, given one by one
   * @param takesMore whether any more numbers may follow
   */
  ShapeFunction(int numbers, boolean takesMore) {
    this.numbers = numbers;
    this.takesMore = takesMore;
  }

  /** How many numbers it takes, given one by one. */
  int numbers() {
    return numbers;
  }

  /** Whether any more numbers may follow. */
  boolean takesMore() {
    return takesMore;
  }

  /** Whether it takes several shapes, so that a list of them may be given. */
  boolean takesList() {
    return this == BROADCAST || this == CONCAT || this == STACK || this == EINSUM;
  }

  /** Whether it takes a shape and then numbers; the others take only one of the two. */
  boolean takesShape() {
    return this != DIMS;
  }

  boolean takesSizes() {
    return numbers > 0 || takesMore;
  }

  boolean needsSizes() {
    return takesSizes() && this != SQUEEZE;
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
