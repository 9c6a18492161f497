package dev.adjoint.nn;

import static dev.adjoint.tensor.Normalizations.groupNorm;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * Group normalization of {@code [n, c, …]}: groups of channels of each example by itself (Wu and He
 * 2018).
 *
 * @param weight of shape {@code [c]}
 * @param bias of shape {@code [c]}
 * @param groups how many groups of channels there are
 * @param epsilon what is added to the variance
 */
public record GroupNorm(
    @Shape("C") Tensor weight,
    @Shape("C") Tensor bias,
    int groups,
    @NonDifferentiable float epsilon)
    implements Layer {
  public GroupNorm {
    Settings.positive("GroupNorm", "groups", groups);
    Settings.positive("GroupNorm", "epsilon", epsilon);
  }

  /**
   * Weight 1, bias 0 and epsilon 1e-5, as PyTorch's.
   *
   * @throws IllegalArgumentException unless the groups divide the channels
   */
  public static GroupNorm init(int groups, int channels) {
    Settings.positive("GroupNorm", "channels", channels);
    Settings.divides("GroupNorm", "groups", groups, "channels", channels);
    return new GroupNorm(Tensor.ones(channels), Tensor.zeros(channels), groups, 1e-5f);
  }

  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return groupNorm(x, groups, weight, bias, epsilon);
  }
}
