package dev.adjoint.data.images;

import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** The numbers of an image, plane by plane and each row by row. */
record Planes(float[] pixels, int channels, int height, int width) {
  private static final float MAX = 255;

  static Planes of(Tensor image) {
    if (image.rank() != 3) {
      throw new IllegalArgumentException(
          "an image of shape [C, H, W] expected, found " + Arrays.toString(image.shape()));
    }
    return new Planes(image.array(), image.dimension(0), image.dimension(1), image.dimension(2));
  }

  static Planes of(BufferedImage image, int channels) {
    int height = image.getHeight();
    int width = image.getWidth();
    float[] pixels = new float[Math.multiplyExact(channels, height * width)];
    Planes planes = new Planes(pixels, channels, height, width);
    if (image.getRaster().getNumBands() <= 2
        && !(image.getColorModel() instanceof IndexColorModel)) {
      planes.takeGray(image.getRaster());
    } else {
      planes.takeColours(image);
    }
    return planes;
  }

  /**
   * The numbers as they are in the file: asked for colours, a gray image of the JDK's would give
   * them in another gamma.
   */
  private void takeGray(Raster raster) {
    float max = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < channels; channel++) {
          pixels[(channel * height + y) * width + x] = row[x] / max;
        }
      }
    }
  }

  private void takeColours(BufferedImage image) {
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int red = row[x] >> 16 & 0xff;
        int green = row[x] >> 8 & 0xff;
        int blue = row[x] & 0xff;
        int place = y * width + x;
        if (channels == 1) {
          pixels[place] = (0.299f * red + 0.587f * green + 0.114f * blue) / MAX;
        } else {
          pixels[place] = red / MAX;
          pixels[height * width + place] = green / MAX;
          pixels[2 * height * width + place] = blue / MAX;
        }
      }
    }
  }

  Tensor toTensor() {
    return Tensor.wrap(pixels, channels, height, width);
  }

  Tensor resized(ImageSettings.Size size) {
    if (height == 0 || width == 0) {
      throw new IllegalArgumentException(
          "an image of %d x %d pixels cannot be resized".formatted(height, width));
    }
    Resampling rows = new Resampling(height, size.height());
    Resampling columns = new Resampling(width, size.width());
    float[] narrow = new float[channels * height * size.width()];
    for (int line = 0; line < channels * height; line++) {
      for (int x = 0; x < size.width(); x++) {
        narrow[line * size.width() + x] = columns.at(x, pixels, line * width, 1);
      }
    }
    float[] result = new float[channels * size.height() * size.width()];
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < size.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          result[(channel * size.height() + y) * size.width() + x] =
              rows.at(y, narrow, channel * height * size.width() + x, size.width());
        }
      }
    }
    return Tensor.wrap(result, channels, size.height(), size.width());
  }
}
