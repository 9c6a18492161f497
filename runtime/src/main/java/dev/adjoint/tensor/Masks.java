package dev.adjoint.tensor;

import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Scalar;

/**
 * Masks: tensors of 0 and 1 that say where something holds, for {@link Choices#where} and for
 * counting. Nothing compares as true with NaN, but for {@code notEqualTo}. Masks are constants: no
 * derivative goes through them.
 */
public final class Masks {
  private Masks() {}

  /**
   * 1 where a &gt; b, else 0; a constant to derivatives.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor greater(Tensor a, Tensor b) {
    return Broadcasting.binary("greater", Binary.GREATER, a, b);
  }

  /** 1 where a &gt; b, else 0; a constant to derivatives. */
  @NonDifferentiable
  @Primitive(shape = "a -> a")
  public static Tensor greater(Tensor a, float b) {
    return a.scalar(Scalar.GREATER, b);
  }

  /**
   * 1 where a &gt;= b, else 0; a constant to derivatives.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor greaterOrEqual(Tensor a, Tensor b) {
    return Broadcasting.binary("greaterOrEqual", Binary.GREATER_OR_EQUAL, a, b);
  }

  /** 1 where a &gt;= b, else 0; a constant to derivatives. */
  @NonDifferentiable
  @Primitive(shape = "a -> a")
  public static Tensor greaterOrEqual(Tensor a, float b) {
    return a.scalar(Scalar.GREATER_OR_EQUAL, b);
  }

  /**
   * 1 where a &lt; b, else 0; a constant to derivatives.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor less(Tensor a, Tensor b) {
    return Broadcasting.binary("less", Binary.GREATER, b, a);
  }

  /** 1 where a &lt; b, else 0; a constant to derivatives. */
  @NonDifferentiable
  @Primitive(shape = "a -> a")
  public static Tensor less(Tensor a, float b) {
    return a.scalar(Scalar.LESS, b);
  }

  /**
   * 1 where a &lt;= b, else 0; a constant to derivatives.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor lessOrEqual(Tensor a, Tensor b) {
    return Broadcasting.binary("lessOrEqual", Binary.GREATER_OR_EQUAL, b, a);
  }

  /** 1 where a &lt;= b, else 0; a constant to derivatives. */
  @NonDifferentiable
  @Primitive(shape = "a -> a")
  public static Tensor lessOrEqual(Tensor a, float b) {
    return a.scalar(Scalar.LESS_OR_EQUAL, b);
  }

  /**
   * 1 where a = b, else 0; a constant to derivatives.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor equalTo(Tensor a, Tensor b) {
    return Broadcasting.binary("equalTo", Binary.EQUAL, a, b);
  }

  /** 1 where a = b, else 0; a constant to derivatives. */
  @NonDifferentiable
  @Primitive(shape = "a -> a")
  public static Tensor equalTo(Tensor a, float b) {
    return a.scalar(Scalar.EQUAL, b);
  }

  /**
   * 1 where a and b differ, or either is NaN, else 0; a constant to derivatives.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor notEqualTo(Tensor a, Tensor b) {
    return Broadcasting.binary("notEqualTo", Binary.NOT_EQUAL, a, b);
  }

  /** 1 where a and b differ, or either is NaN, else 0; a constant to derivatives. */
  @NonDifferentiable
  @Primitive(shape = "a -> a")
  public static Tensor notEqualTo(Tensor a, float b) {
    return a.scalar(Scalar.NOT_EQUAL, b);
  }

  /** 1 where {@code min <= x <= max}, else 0. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor within(Tensor x, float min, float max) {
    return greaterOrEqual(x, min).times(lessOrEqual(x, max));
  }

  /** 1 where {@code min < x < max}, else 0. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor between(Tensor x, float min, float max) {
    return greater(x, min).times(less(x, max));
  }

  /** 1 where {@code x <= min} or {@code x >= max}, else 0: 0 for NaN too. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor outside(Tensor x, float min, float max) {
    return or(lessOrEqual(x, min), greaterOrEqual(x, max));
  }

  /** 1 where {@code x} is NaN, else 0. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor isNaN(Tensor x) {
    return notEqualTo(x, x);
  }

  /** 1 where {@code x} is neither infinite nor NaN, else 0. */
  @NonDifferentiable
  @Primitive(shape = "x -> x")
  public static Tensor isFinite(Tensor x) {
    return lessOrEqual(Elementwise.abs(x), Float.MAX_VALUE);
  }

  /**
   * 1 where neither is 0, else 0.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor and(Tensor a, Tensor b) {
    return Broadcasting.binary("and", Binary.SELECT, notEqualTo(a, 0), b);
  }

  /**
   * 1 where not both are 0, else 0.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor or(Tensor a, Tensor b) {
    return Broadcasting.binary("or", Binary.MAXIMUM, notEqualTo(a, 0), notEqualTo(b, 0));
  }

  /**
   * 1 where one is 0 and the other is not, else 0.
   *
   * @throws ShapeException if the shapes cannot be broadcast
   */
  @NonDifferentiable
  @Primitive(shape = "a, b -> broadcast(a, b)")
  public static Tensor xor(Tensor a, Tensor b) {
    return Broadcasting.binary("xor", Binary.NOT_EQUAL, notEqualTo(a, 0), notEqualTo(b, 0));
  }

  /** 1 where the mask is 0, else 0. */
  @NonDifferentiable
  @Primitive(shape = "mask -> mask")
  public static Tensor not(Tensor mask) {
    return equalTo(mask, 0);
  }
}
