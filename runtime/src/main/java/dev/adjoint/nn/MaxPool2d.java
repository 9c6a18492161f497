package dev.adjoint.nn;

import static dev.adjoint.tensor.Pooling.maxPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * The largest element of each window along the last two axes ({@link dev.adjoint.tensor.Pooling}).
 *
 * @param kernel the size of windows
 * @param stride how far a window is from the next
 * @param padding how many elements stand on either side, at most half of the kernel
 * @param dilation how far elements under a window are from each other
 */
public record MaxPool2d(Size kernel, Size stride, Size padding, Size dilation) implements Layer {
  public MaxPool2d {
    kernel.requirePositive("MaxPool2d", "kernel");
    stride.requirePositive("MaxPool2d", "stride");
    padding.requireNotNegative("MaxPool2d", "padding");
    Settings.halfOf("MaxPool2d", "padding.height", padding.height(), kernel.height());
    Settings.halfOf("MaxPool2d", "padding.width", padding.width(), kernel.width());
    dilation.requirePositive("MaxPool2d", "dilation");
  }

  /**
   * Square windows side by side.
   *
   * @throws IllegalArgumentException if the kernel is not positive
   */
  public static MaxPool2d of(int kernel) {
    return of(kernel, kernel, 0);
  }

  /**
   * Square windows.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static MaxPool2d of(int kernel, int stride, int padding) {
    return new MaxPool2d(Size.of(kernel), Size.of(stride), Size.of(padding), Size.of(1));
  }

  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*b, P, Q")
  public Tensor apply(@Shape("*b, H, W") Tensor x) {
    return maxPool2d(x, kernel.toArray(), stride.toArray(), padding.toArray(), dilation.toArray());
  }
}
