package dev.adjoint.nn;

import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Shaping.flip;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Two layers of sequences, of which one reads from the end (Schuster and Paliwal 1997). The result
 * has the features of both, the forward ones first, as PyTorch has them.
 *
 * @param forward reads from the beginning
 * @param backward reads from the end
 */
public record Bidirectional(Layer forward, Layer backward) implements Layer {
  /**
   * Applies both layers.
   *
   * @param x of shape {@code [n, t, in]}
   * @return of shape {@code [n, t, out]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, OUT")
  public Tensor apply(@Shape("N, T, IN") Tensor x) {
    return concat(2, forward.apply(x), flip(backward.apply(flip(x, 1)), 1));
  }

  @Override
  @Differentiable(modes = Mode.JVP)
  @Shape("N, T, OUT")
  public Tensor applyInTraining(@Shape("N, T, IN") Tensor x, RandomSource random) {
    Tensor onwards = forward.applyInTraining(x, random);
    return concat(2, onwards, flip(backward.applyInTraining(flip(x, 1), random), 1));
  }
}
