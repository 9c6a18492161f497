package dev.adjoint.plots;

import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;

/** Images of a tensor {@code [n, 1 or 3, height, width]}, its values stretched over all shades. */
final class Pixels {
  private final Tensor images;
  private final float low;
  private final float scale;

  Pixels(Tensor images, boolean inverted) {
    this.images = images;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : images.array()) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    float range = max > min ? max - min : 1;
    this.low = inverted ? max : min;
    this.scale = (inverted ? -255 : 255) / range;
  }

  /** One of the images, a pixel for each of its elements. */
  BufferedImage image(int number) {
    int lastChannel = images.dimension(1) - 1;
    BufferedImage image =
        new BufferedImage(images.dimension(3), images.dimension(2), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          rgb = rgb << 8 | shade(images.get(number, Math.min(channel, lastChannel), y, x));
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  private int shade(float value) {
    return Math.max(0, Math.min(255, Math.round((value - low) * scale)));
  }
}
