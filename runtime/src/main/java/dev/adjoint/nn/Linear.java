package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A linear layer with a bias: {@code x.matmul(weight).plus(bias)}. One without a bias is {@code
 * x.matmul(weight)} with a tensor of your own.
 *
 * @param weight of shape {@code [in, out]}; PyTorch's {@code nn.Linear} has its transpose
 * @param bias of shape {@code [out]}
 */
public record Linear(@Shape("IN, OUT") Tensor weight, @Shape("OUT") Tensor bias) implements Layer {
  /**
   * Weight and bias evenly distributed within ±{@code 1 / sqrt(in)}, as PyTorch's are.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static Linear init(RandomSource random, int in, int out) {
    Settings.positive("Linear", "in", in);
    Settings.positive("Linear", "out", out);
    double bound = 1 / Math.sqrt(in);
    return new Linear(
        Initialization.uniform(random, bound, in, out), Initialization.uniform(random, bound, out));
  }

  /**
   * Multiplies the last axis.
   *
   * @param x of shape {@code [*b, n, in]}
   * @return of shape {@code [*b, n, out]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*b, N, OUT")
  public Tensor apply(@Shape("*b, N, IN") Tensor x) {
    return x.matmul(weight).plus(bias);
  }
}
