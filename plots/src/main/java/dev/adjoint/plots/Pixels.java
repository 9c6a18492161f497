package dev.adjoint.plots;

import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;

/** Images of a tensor {@code [n, 1 or 3, height, width]}, a pixel for each of their elements. */
record Pixels(Tensor images) {
  /** From the least to the greatest value of all images. */
  Shades shadesOfAll() {
    return Shades.of(images.array(), 0, images.size());
  }

  /** From the least to the greatest value of one of the images. */
  Shades shadesOf(int number) {
    int size = images.size() / images.dimension(0);
    return Shades.of(images.array(), number * size, (number + 1) * size);
  }

  /** One of the images. */
  BufferedImage image(int number, Shades shades) {
    int lastChannel = images.dimension(1) - 1;
    BufferedImage image =
        new BufferedImage(images.dimension(3), images.dimension(2), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          rgb = rgb << 8 | shades.of(images.get(number, Math.min(channel, lastChannel), y, x));
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }
}
