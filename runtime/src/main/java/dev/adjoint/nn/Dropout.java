package dev.adjoint.nn;

import static dev.adjoint.tensor.Regularization.dropout;
import static dev.adjoint.tensor.Regularization.dropoutMask;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Dropout (Srivastava and others 2014): training replaces elements by 0 with some probability, and
 * divides the others by what is left of 1; evaluation does nothing.
 *
 * @param probability how probable a 0 is
 */
public record Dropout(@NonDifferentiable float probability) implements Layer {
  public Dropout {
    Settings.fraction("Dropout", "probability", probability);
  }

  /** The tensor itself. */
  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return x;
  }

  /** The same state of the generator gives the same zeros. */
  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor applyInTraining(@Shape("*s") Tensor x, RandomSource random) {
    return dropout(x, dropoutMask(random, probability, x.shape()));
  }
}
