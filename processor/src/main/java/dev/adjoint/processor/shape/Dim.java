package dev.adjoint.processor.shape;

import java.util.OptionalLong;
import java.util.function.BinaryOperator;

/** A dimension: an integer polynomial over named sizes, or unknown. */
public sealed interface Dim permits Polynomial, Dim.Unknown {
  /** The dimension of which nothing is known before run time. */
  Dim UNKNOWN = Unknown.INSTANCE;

  /** The dimension that is this number. */
  static Dim of(long value) {
    return Polynomial.of(value);
  }

  /** The value, if it is a number. */
  default OptionalLong constant() {
    return OptionalLong.empty();
  }

  /** Whether this is the number. */
  default boolean is(long value) {
    OptionalLong constant = constant();
    return constant.isPresent() && constant.getAsLong() == value;
  }

  /** The sum. */
  default Dim plus(Dim other) {
    return calculate(other, Polynomial::plus);
  }

  /** The difference. */
  default Dim minus(Dim other) {
    return calculate(other, Polynomial::minus);
  }

  /** The product. */
  default Dim times(Dim other) {
    return calculate(other, Polynomial::times);
  }

  /** The quotient, rounded down; unknown unless the divisor can be positive. */
  default Dim over(Dim other) {
    OptionalLong divisor = other.constant();
    boolean isPositive = divisor.isEmpty() || divisor.getAsLong() > 0;
    return isPositive ? calculate(other, FloorDivision::divide) : UNKNOWN;
  }

  private Dim calculate(Dim other, BinaryOperator<Polynomial> operator) {
    if (this instanceof Polynomial left && other instanceof Polynomial right) {
      try {
        return operator.apply(left, right);
      } catch (ArithmeticException overflow) {
        return UNKNOWN;
      }
    }
    return UNKNOWN;
  }

  /**
   * Whether this and {@code other} cannot be the same dimension. A size that the inputs declare
   * stands for all values, so it differs from every number and from every other size.
   */
  default boolean differs(Dim other) {
    if (minus(other) instanceof Polynomial difference) {
      OptionalLong constant = difference.constant();
      return constant.isPresent() ? constant.getAsLong() != 0 : !difference.isOpen();
    }
    return false;
  }

  /** What is known when both describe the same dimension; the two do not differ. */
  default Dim meet(Dim other) {
    return other.certainty() > certainty() ? other : this;
  }

  /** What is known when either describes the dimension. */
  default Dim join(Dim other) {
    return equals(other) ? this : UNKNOWN;
  }

  private int certainty() {
    if (this instanceof Polynomial polynomial) {
      return constant().isPresent() ? 3 : polynomial.isOpen() ? 1 : 2;
    }
    return 0;
  }

  /** The kind of {@link #UNKNOWN}. */
  enum Unknown implements Dim {
    INSTANCE;

    @Override
    public String toString() {
      return "?";
    }
  }
}
