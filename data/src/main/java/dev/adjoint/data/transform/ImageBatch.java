package dev.adjoint.data.transform;

import dev.adjoint.kernel.Workers;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/**
 * Images one after the other in memory: {@code count} examples of {@code channels} planes of {@code
 * height} rows of {@code width} numbers.
 */
record ImageBatch(float[] pixels, int count, int channels, int height, int width) {
  /** Takes a tensor of shape {@code [N, H, W]} or {@code [N, C, H, W]}. */
  static ImageBatch of(String operation, Tensor images) {
    int[] shape = images.shape();
    if (shape.length != 3 && shape.length != 4) {
      throw new IllegalArgumentException(
          "%s: images of shape [N, H, W] or [N, C, H, W] expected, found %s"
              .formatted(operation, Arrays.toString(shape)));
    }
    int channels = shape.length == 3 ? 1 : shape[1];
    return new ImageBatch(
        images.array(), shape[0], channels, shape[shape.length - 2], shape[shape.length - 1]);
  }

  /** The number of elements of an image. */
  int size() {
    return channels * height * width;
  }

  /**
   * Makes an image of each image, on all cores. Each has a random source of its own, so that the
   * number of threads does not matter.
   *
   * @param shape the shape of the images, with axes as many as are wanted
   * @return a tensor of the shape with the last two axes replaced
   */
  Tensor map(int[] shape, int newHeight, int newWidth, RandomSource random, Maker maker) {
    RandomSource[] sources = new RandomSource[count];
    Arrays.setAll(sources, image -> random.split());
    int newSize = channels * newHeight * newWidth;
    float[] result = new float[Math.multiplyExact(count, newSize)];
    Workers.shared()
        .run(count, image -> maker.write(sources[image], image * size(), result, image * newSize));
    int[] newShape = shape.clone();
    newShape[shape.length - 2] = newHeight;
    newShape[shape.length - 1] = newWidth;
    return Tensor.wrap(result, newShape);
  }

  /** Makes one image. */
  @FunctionalInterface
  interface Maker {
    /** Reads an image from a place of {@link #pixels} and writes the new one. */
    void write(RandomSource random, int from, float[] result, int to);
  }
}
