package dev.adjoint.nn;

import static dev.adjoint.tensor.Pooling.maxPool1d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/**
 * The largest element of each window along the last axis ({@link dev.adjoint.tensor.Pooling}).
 *
 * @param kernel the size of windows
 * @param stride how far a window is from the next
 * @param padding how many elements stand on either side, at most half of the kernel
 * @param dilation how far elements under a window are from each other
 */
public record MaxPool1d(int kernel, int stride, int padding, int dilation) implements Layer {
  public MaxPool1d {
    Settings.positive("MaxPool1d", "kernel", kernel);
    Settings.positive("MaxPool1d", "stride", stride);
    Settings.notNegative("MaxPool1d", "padding", padding);
    Settings.halfOf("MaxPool1d", "padding", padding, kernel);
    Settings.positive("MaxPool1d", "dilation", dilation);
  }

  /**
   * Windows side by side.
   *
   * @throws IllegalArgumentException if the kernel is not positive
   */
  public static MaxPool1d of(int kernel) {
    return of(kernel, kernel, 0);
  }

  /**
   * Windows.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static MaxPool1d of(int kernel, int stride, int padding) {
    return new MaxPool1d(kernel, stride, padding, 1);
  }

  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*b, P")
  public Tensor apply(@Shape("*b, T") Tensor x) {
    return maxPool1d(x, kernel, stride, padding, dilation);
  }
}
