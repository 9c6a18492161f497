package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A layer around which its operand is led, and added to its result (He and others 2016).
 *
 * @param inner a layer whose result has the shape of its operand
 */
public record Residual(Layer inner) implements Layer {
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return x.plus(inner.apply(x));
  }

  @Override
  @Differentiable(modes = Mode.JVP)
  @Shape("*s")
  public Tensor applyInTraining(@Shape("*s") Tensor x, RandomSource random) {
    return x.plus(inner.applyInTraining(x, random));
  }
}
