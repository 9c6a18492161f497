package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Type;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an argument of a call.
 *
 * @param name what users call it
 * @param sizes the number or the numbers that it is, if it is an integer or an array of known
 *     length
 */
record Argument(Callee.Operand operand, String name, Shape shape, Optional<List<Dim>> sizes) {
  /** The integer that it is. */
  Dim size() {
    return sizes
        .filter(numbers -> numbers.size() == 1)
        .map(numbers -> numbers.get(0))
        .orElse(Dim.UNKNOWN);
  }

  static boolean isVector(Callee.Operand operand) {
    return operand.type() instanceof Type.Vector;
  }

  static boolean isInteger(Type type) {
    return type == Type.Primitive.INT
        || type == Type.Primitive.LONG
        || type == Type.Primitive.SHORT
        || type == Type.Primitive.BYTE;
  }

  static boolean isIntegers(Type type) {
    return type instanceof Type.Array array && isInteger(array.element());
  }

  /** The argument as {@link #toString}, but with the numbers of a list that are all known. */
  String describe() {
    boolean isKnownList =
        isIntegers(operand.type())
            && sizes.isPresent()
            && sizes.get().stream().allMatch(size -> size != Dim.UNKNOWN);
    return isKnownList ? name + " " + Shape.of(sizes.get()) : toString();
  }

  /** Whether there is a shape or a size to speak of. */
  boolean hasSizes() {
    return isVector(operand) || isInteger(operand.type()) || isIntegers(operand.type());
  }

  /** The argument with its shape, or with the integer that it is, as messages show it. */
  @Override
  public String toString() {
    return name + " " + (isInteger(operand.type()) ? size() : shape);
  }
}
