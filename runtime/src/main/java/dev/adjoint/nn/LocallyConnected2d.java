package dev.adjoint.nn;

import static dev.adjoint.tensor.LocallyConnected.locallyConnected2d;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A layer like a convolution, but with weights of its own at each place ({@link
 * dev.adjoint.tensor.LocallyConnected}); it is for images of one size.
 *
 * @param weight of shape {@code [p, q, out, in, kh, kw]} for {@code p} times {@code q} places
 * @param bias of shape {@code [out, p, q]}
 * @param stride how far a window is from the next
 */
public record LocallyConnected2d(
    @Shape("P, Q, OUT, IN, KH, KW") Tensor weight, @Shape("OUT, P, Q") Tensor bias, Size stride)
    implements Layer {
  public LocallyConnected2d {
    stride.requirePositive("LocallyConnected2d", "stride");
  }

  /**
   * Weight and bias evenly distributed within ±{@code 1 / sqrt(in kh kw)}, as those of a
   * convolution are.
   *
   * @param image the size of images, which the kernel has to fit into
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static LocallyConnected2d init(
      RandomSource random, Size image, int in, int out, Size kernel, Size stride) {
    String layer = "LocallyConnected2d";
    Settings.positive(layer, "in", in);
    Settings.positive(layer, "out", out);
    kernel.requirePositive(layer, "kernel");
    stride.requirePositive(layer, "stride");
    if (kernel.height() > image.height() || kernel.width() > image.width()) {
      throw new IllegalArgumentException(
          "%s: kernel must fit into images of %s: %s".formatted(layer, image, kernel));
    }
    int p = (image.height() - kernel.height()) / stride.height() + 1;
    int q = (image.width() - kernel.width()) / stride.width() + 1;
    double bound = 1 / Math.sqrt((double) in * kernel.height() * kernel.width());
    return new LocallyConnected2d(
        Initialization.uniform(random, bound, p, q, out, in, kernel.height(), kernel.width()),
        Initialization.uniform(random, bound, out, p, q),
        stride);
  }

  /**
   * Multiplies the elements under each window by that place's weights.
   *
   * @param x of shape {@code [n, in, h, w]}
   * @return of shape {@code [n, out, p, q]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, OUT, P, Q")
  public Tensor apply(@Shape("N, IN, H, W") Tensor x) {
    return locallyConnected2d(x, weight, stride.toArray()).plus(bias);
  }
}
