package dev.adjoint.plots;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gives pictures a byte for each pixel instead of three. */
final class Palette {
  private static final int LARGEST = 256;

  private Palette() {}

  /** The same picture, with a palette if it has few enough colours. */
  static BufferedImage exact(BufferedImage image) {
    int[] pixels = pixels(image);
    int[] colors = Arrays.stream(pixels).sorted().distinct().toArray();
    if (colors.length > LARGEST) {
      return image;
    }
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < colors.length; i++) {
      places.put(colors[i], i);
    }
    return indexed(image, pixels, colors, places);
  }

  /** The picture in its most frequent colours, each of the others replaced by the nearest one. */
  static BufferedImage nearest(BufferedImage image) {
    int[] pixels = pixels(image);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel, 1, Integer::sum);
    }
    // By number, too, so that the same picture always becomes the same file.
    int[] colors =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(LARGEST)
            .mapToInt(Map.Entry::getKey)
            .toArray();
    Map<Integer, Integer> places = new HashMap<>();
    counts.keySet().forEach(color -> places.put(color, nearest(color, colors)));
    return indexed(image, pixels, colors, places);
  }

  private static int nearest(int color, int[] colors) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colors.length && least > 0; i++) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference = (color >> shift & 255) - (colors[i] >> shift & 255);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static BufferedImage indexed(
      BufferedImage image, int[] pixels, int[] colors, Map<Integer, Integer> places) {
    IndexColorModel palette =
        new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    int width = image.getWidth();
    BufferedImage result =
        new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
    byte[] row = new byte[width];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        row[x] = (byte) (int) places.get(pixels[y * width + x]);
      }
      result.getRaster().setDataElements(0, y, width, 1, row);
    }
    return result;
  }
}
