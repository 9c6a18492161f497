package dev.adjoint.samples.linear;

import dev.adjoint.data.Dataset;
import dev.adjoint.tensor.Reductions;
import dev.adjoint.tensor.Tensor;

/** Tables whose columns have the mean 0 and the standard deviation 1. */
final class Standardized {
  private Standardized() {}

  static Dataset<Tensor, Tensor> of(Dataset<Tensor, Tensor> data) {
    return Dataset.of(columns(data.x()), columns(data.y().reshape(data.size(), 1)));
  }

  /** A tensor {@code [rows, columns]}. */
  static Tensor columns(Tensor x) {
    return x.minus(x.meanOver(0)).dividedBy(Reductions.stdOver(x, 0, 0));
  }
}
