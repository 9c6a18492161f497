package dev.adjoint;

import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.tensor.Tensor;

/** Ways to say in a differentiated method that a derivative stops. */
public final class Gradients {
  private Gradients() {}

  /** The value itself, a constant to whoever differentiates. */
  @NonDifferentiable
  public static double stopGradient(double value) {
    return value;
  }

  /** The value itself, a constant to whoever differentiates. */
  @NonDifferentiable
  public static float stopGradient(float value) {
    return value;
  }

  /** A copy of the array, a constant to whoever differentiates. */
  @NonDifferentiable
  public static double[] stopGradient(double[] value) {
    return value.clone();
  }

  /** A copy of the array, a constant to whoever differentiates. */
  @NonDifferentiable
  public static float[] stopGradient(float[] value) {
    return value.clone();
  }

  /** A copy that shares no row, a constant to whoever differentiates. */
  @NonDifferentiable
  public static double[][] stopGradient(double[][] value) {
    return Adjoints.copyOf(value);
  }

  /** A copy that shares no row, a constant to whoever differentiates. */
  @NonDifferentiable
  public static float[][] stopGradient(float[][] value) {
    return Adjoints.copyOf(value);
  }

  /** A copy that shares no row, a constant to whoever differentiates. */
  @NonDifferentiable
  public static double[][][] stopGradient(double[][][] value) {
    return Adjoints.copyOf(value);
  }

  /** A copy that shares no row, a constant to whoever differentiates. */
  @NonDifferentiable
  public static float[][][] stopGradient(float[][][] value) {
    return Adjoints.copyOf(value);
  }

  /**
   * A deep copy of a record, a constant to whoever differentiates.
   *
   * @param tree the record's parameter tree, such as {@code MlpTree.TREE}
   */
  @NonDifferentiable
  public static <T> T stopGradient(ParameterTree<T> tree, T value) {
    return tree.copy(value);
  }

  /** The tensor itself, a constant to whoever differentiates. */
  @NonDifferentiable
  public static Tensor stopGradient(Tensor value) {
    return value;
  }
}
