package dev.adjoint.nn;

import static dev.adjoint.tensor.Normalizations.instanceNorm;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * Instance normalization of {@code [n, c, …]}: each channel of each example by itself (Ulyanov,
 * Vedaldi and Lempitsky 2016). PyTorch's has weight and bias with {@code affine=True} only; without
 * them it is {@link dev.adjoint.tensor.Normalizations#instanceNorm(Tensor, float)}.
 *
 * @param weight of shape {@code [c]}
 * @param bias of shape {@code [c]}
 * @param epsilon what is added to the variance
 */
public record InstanceNorm(
    @Shape("C") Tensor weight, @Shape("C") Tensor bias, @NonDifferentiable float epsilon)
    implements Layer {
  public InstanceNorm {
    Settings.positive("InstanceNorm", "epsilon", epsilon);
  }

  /**
   * Weight 1, bias 0 and epsilon 1e-5, as PyTorch's.
   *
   * @throws IllegalArgumentException unless there are channels
   */
  public static InstanceNorm init(int channels) {
    Settings.positive("InstanceNorm", "channels", channels);
    return new InstanceNorm(Tensor.ones(channels), Tensor.zeros(channels), 1e-5f);
  }

  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return instanceNorm(x, weight, bias, epsilon);
  }
}
