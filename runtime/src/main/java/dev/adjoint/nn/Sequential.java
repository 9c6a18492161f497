package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/**
 * Layers one after the other. The path of a parameter is, for example, {@code layers.0.weight}.
 *
 * @param layers the first one is applied first
 */
public record Sequential(List<Layer> layers) implements Layer {
  /** Layers one after the other. */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }

  @Override
  @Differentiable(modes = Mode.JVP)
  public Tensor applyInTraining(Tensor x, RandomSource random) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.applyInTraining(y, random);
    }
    return y;
  }
}
