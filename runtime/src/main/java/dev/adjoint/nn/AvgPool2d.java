package dev.adjoint.nn;

import static dev.adjoint.tensor.Pooling.avgPool2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * The mean of each window along the last two axes ({@link dev.adjoint.tensor.Pooling}).
 *
 * @param kernel the size of windows
 * @param stride how far a window is from the next
 * @param padding how many elements stand on either side, at most half of the kernel
 * @param countPadding whether padding counts as zeros, or not at all
 */
public record AvgPool2d(Size kernel, Size stride, Size padding, boolean countPadding)
    implements Layer {
  public AvgPool2d {
    kernel.requirePositive("AvgPool2d", "kernel");
    stride.requirePositive("AvgPool2d", "stride");
    padding.requireNotNegative("AvgPool2d", "padding");
    Settings.halfOf("AvgPool2d", "padding.height", padding.height(), kernel.height());
    Settings.halfOf("AvgPool2d", "padding.width", padding.width(), kernel.width());
  }

  /**
   * Square windows side by side.
   *
   * @throws IllegalArgumentException if the kernel is not positive
   */
  public static AvgPool2d of(int kernel) {
    return of(kernel, kernel, 0);
  }

  /**
   * Square windows.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static AvgPool2d of(int kernel, int stride, int padding) {
    return new AvgPool2d(Size.of(kernel), Size.of(stride), Size.of(padding), true);
  }

  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*b, P, Q")
  public Tensor apply(@Shape("*b, H, W") Tensor x) {
    return avgPool2d(x, kernel.toArray(), stride.toArray(), padding.toArray(), countPadding);
  }
}
