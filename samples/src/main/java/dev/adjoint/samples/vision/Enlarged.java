package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Shaping.repeat;

import dev.adjoint.data.images.Images;
import dev.adjoint.tensor.Tensor;

/** Images of shape {@code [n, c, h, w]} in another size, for pictures. */
final class Enlarged {
  private Enlarged() {}

  /** Each pixel as a square. */
  static Tensor squares(Tensor images, int factor) {
    int[] s = images.shape();
    return repeat(images.reshape(s[0], s[1], s[2], 1, s[3], 1), 1, 1, 1, factor, 1, factor)
        .reshape(s[0], s[1], factor * s[2], factor * s[3]);
  }

  /** Interpolated between pixels. */
  static Tensor smooth(Tensor images, int height, int width) {
    int[] s = images.shape();
    return Images.resize(images.reshape(s[0] * s[1], s[2], s[3]), height, width)
        .reshape(s[0], s[1], height, width);
  }
}
