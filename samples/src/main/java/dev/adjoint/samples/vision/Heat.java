package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Extrema.amaxKeeping;

import dev.adjoint.tensor.Tensor;

/** Pictures of where something is, of shape {@code [n, 3, h, w]}. */
final class Heat {
  private static final Tensor ORANGE = Tensor.of(new float[] {1, 0.55f, 0.05f}, 3, 1, 1);

  private Heat() {}

  /** A map of any size as orange light on gray images. */
  static Tensor over(Tensor images, Tensor map) {
    Tensor light =
        bright(Enlarged.smooth(relu(map), images.dimension(2), images.dimension(3))).scale(0.8f);
    return gray(images.scale(0.75f).shift(0.15f))
        .times(light.negate().shift(1))
        .plus(light.times(ORANGE));
  }

  /** A map in shades of gray, the greatest number of each image being white. */
  static Tensor bright(Tensor map) {
    return map.dividedBy(amaxKeeping(map, 1, 2, 3).shift(1e-12f));
  }

  static Tensor gray(Tensor images) {
    int[] s = images.shape();
    return images.broadcastTo(s[0], 3, s[2], s[3]);
  }
}
