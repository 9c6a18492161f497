package dev.adjoint.nn;

import static dev.adjoint.tensor.Pooling.avgPool1d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * The mean of each window along the last axis ({@link dev.adjoint.tensor.Pooling}).
 *
 * @param kernel the size of windows
 * @param stride how far a window is from the next
 * @param padding how many elements stand on either side, at most half of the kernel
 * @param countPadding whether padding counts as zeros, or not at all
 */
public record AvgPool1d(int kernel, int stride, int padding, boolean countPadding)
    implements Layer {
  public AvgPool1d {
    Settings.positive("AvgPool1d", "kernel", kernel);
    Settings.positive("AvgPool1d", "stride", stride);
    Settings.notNegative("AvgPool1d", "padding", padding);
    Settings.halfOf("AvgPool1d", "padding", padding, kernel);
  }

  /**
   * Windows side by side.
   *
   * @throws IllegalArgumentException if the kernel is not positive
   */
  public static AvgPool1d of(int kernel) {
    return of(kernel, kernel, 0);
  }

  /**
   * Windows.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static AvgPool1d of(int kernel, int stride, int padding) {
    return new AvgPool1d(kernel, stride, padding, true);
  }

  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*b, P")
  public Tensor apply(@Shape("*b, T") Tensor x) {
    return avgPool1d(x, kernel, stride, padding, countPadding);
  }
}
