package dev.adjoint;

import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Passes every number through a function, in row-major order, into new memory. */
final class ValueMapper implements LeafMapper {
  private final DoubleUnaryOperator operator;

  ValueMapper(DoubleUnaryOperator operator) {
    this.operator = operator;
  }

  @Override
  public double map(String path, double value) {
    return operator.applyAsDouble(value);
  }

  @Override
  public float map(String path, float value) {
    return (float) operator.applyAsDouble(value);
  }

  @Override
  public double[] map(String path, double[] value) {
    return Arrays.stream(value).map(operator).toArray();
  }

  @Override
  public float[] map(String path, float[] value) {
    float[] mapped = new float[value.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (float) operator.applyAsDouble(value[i]);
    }
    return mapped;
  }

  @Override
  public Tensor map(String path, Tensor value) {
    return Tensor.wrap(map(path, value.array()), value.shape());
  }
}
