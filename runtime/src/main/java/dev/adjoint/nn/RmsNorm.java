package dev.adjoint.nn;

import static dev.adjoint.tensor.Normalizations.rmsNorm;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * RMS normalization of the last axes, which subtracts no mean (Zhang and Sennrich 2019).
 *
 * @param weight of the shape of the axes that are normalized together
 * @param epsilon what is added to the mean of the squares
 */
public record RmsNorm(Tensor weight, @NonDifferentiable float epsilon) implements Layer {
  public RmsNorm {
    Settings.positive("RmsNorm", "epsilon", epsilon);
  }

  /**
   * Weight 1 and epsilon 1e-5; PyTorch's epsilon is 2<sup>-23</sup> unless it is set.
   *
   * @param features the sizes of the axes that are normalized together
   * @throws IllegalArgumentException if there is none, or one is not positive
   */
  public static RmsNorm init(int... features) {
    Settings.positive("RmsNorm", "the number of axes", features.length);
    for (int size : features) {
      Settings.positive("RmsNorm", "features", size);
    }
    return new RmsNorm(Tensor.ones(features), 1e-5f);
  }

  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return rmsNorm(x, weight, epsilon);
  }
}
