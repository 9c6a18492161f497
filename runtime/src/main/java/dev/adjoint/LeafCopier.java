package dev.adjoint;

import dev.adjoint.tensor.Tensor;

/** Copies every leaf, or makes zeros like it; tensors within a step from its workspace. */
final class LeafCopier implements LeafMapper {
  private final boolean makesZeros;

  LeafCopier(boolean makesZeros) {
    this.makesZeros = makesZeros;
  }

  @Override
  public double map(String path, double value) {
    return makesZeros ? 0 : value;
  }

  @Override
  public float map(String path, float value) {
    return makesZeros ? 0 : value;
  }

  @Override
  public double[] map(String path, double[] value) {
    return makesZeros ? new double[value.length] : value.clone();
  }

  @Override
  public float[] map(String path, float[] value) {
    return makesZeros ? new float[value.length] : value.clone();
  }

  @Override
  public Tensor map(String path, Tensor value) {
    return makesZeros ? value.zerosLike() : value.copy();
  }
}
