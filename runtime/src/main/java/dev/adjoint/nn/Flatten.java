package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.tensor.Shaping;
import dev.adjoint.tensor.Tensor;

/** Makes one axis of all axes but the first: {@code [n, c, h, w]} becomes {@code [n, c h w]}. */
public record Flatten() implements Layer {
  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  public Tensor apply(Tensor x) {
    return Shaping.flatten(x, 1);
  }
}
