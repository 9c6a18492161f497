package dev.adjoint.nn;

import static dev.adjoint.tensor.Normalizations.layerNorm;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * Layer normalization of the last axes (Ba, Kiros and Hinton 2016).
 *
 * @param weight of the shape of the axes that are normalized together
 * @param bias of the same shape
 * @param epsilon what is added to the variance
 */
public record LayerNorm(
    @Shape("*f") Tensor weight, @Shape("*f") Tensor bias, @NonDifferentiable float epsilon)
    implements Layer {
  public LayerNorm {
    Settings.positive("LayerNorm", "epsilon", epsilon);
  }

  /**
   * Weight 1, bias 0 and epsilon 1e-5, as PyTorch's.
   *
   * @param features the sizes of the axes that are normalized together
   * @throws IllegalArgumentException if there is none, or one is not positive
   */
  public static LayerNorm init(int... features) {
    Settings.positive("LayerNorm", "the number of axes", features.length);
    for (int size : features) {
      Settings.positive("LayerNorm", "features", size);
    }
    return new LayerNorm(Tensor.ones(features), Tensor.zeros(features), 1e-5f);
  }

  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return layerNorm(x, weight, bias, epsilon);
  }
}
