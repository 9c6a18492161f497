package dev.adjoint.nn;

import static dev.adjoint.tensor.Pooling.adaptiveMaxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * The largest element of each of {@code height} times {@code width} windows of nearly equal sizes,
 * whatever the size of images; {@code (1, 1)} pools globally.
 *
 * @param height how many windows stand below each other
 * @param width how many windows stand beside each other
 */
public record AdaptiveMaxPool2d(int height, int width) implements Layer {
  public AdaptiveMaxPool2d {
    Settings.positive("AdaptiveMaxPool2d", "height", height);
    Settings.positive("AdaptiveMaxPool2d", "width", width);
  }

  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*b, height, width")
  public Tensor apply(@Shape("*b, H, W") Tensor x) {
    return adaptiveMaxPool2d(x, height, width);
  }
}
