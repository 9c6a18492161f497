package dev.adjoint.data.transform;

import dev.adjoint.data.Transform;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Changes images by chance, so that a model learns what does not matter.
 *
 * <p>All take images of shape {@code [N, H, W]} or {@code [N, C, H, W]} and draw for each image
 * anew; the channels of an image change alike. What comes into the picture from outside is 0: shift
 * and rotate before {@link Normalization} if that shall be black.
 *
 * <pre>{@code
 * train.batches(64)
 *     .map(inputs(Augmentation.crop(2).then(Augmentation.flip())))
 *     .prefetch(2)
 * }</pre>
 */
public final class Augmentation {
  private Augmentation() {}

  /** Mirrors every other image, left to right. */
  public static Transform<Tensor, Tensor> flip() {
    return flip(0.5);
  }

  /**
   * Mirrors images, left to right.
   *
   * @param probability how likely an image is mirrored
   * @throws IllegalArgumentException if that is not from 0 to 1
   */
  public static Transform<Tensor, Tensor> flip(double probability) {
    double chance = probability("flip", probability);
    return (images, random) -> {
      ImageBatch batch = ImageBatch.of("flip", images);
      return batch.map(
          images.shape(),
          batch.height(),
          batch.width(),
          random,
          (own, from, result, to) -> {
            boolean mirrored = own.nextDouble() < chance;
            int width = batch.width();
            for (int i = 0; i < batch.size(); i++) {
              int column = i % width;
              int source = mirrored ? i - column + width - 1 - column : i;
              result[to + i] = batch.pixels()[from + source];
            }
          });
    };
  }

  /** Mirrors images, upside down, with a probability from 0 to 1. */
  public static Transform<Tensor, Tensor> flipVertically(double probability) {
    double chance = probability("flipVertically", probability);
    return (images, random) -> {
      ImageBatch batch = ImageBatch.of("flipVertically", images);
      int rows = batch.height();
      return batch.map(
          images.shape(),
          rows,
          batch.width(),
          random,
          (own, from, result, to) -> {
            boolean mirrored = own.nextDouble() < chance;
            for (int line = 0; line < batch.channels() * rows; line++) {
              int row = line % rows;
              int source = mirrored ? line - row + rows - 1 - row : line;
              System.arraycopy(
                  batch.pixels(),
                  from + source * batch.width(),
                  result,
                  to + line * batch.width(),
                  batch.width());
            }
          });
    };
  }

  /**
   * Pads images by zeros on all sides and cuts out a part of the old size, as is usual for CIFAR.
   *
   * @param padding how many zeros on each side
   * @throws IllegalArgumentException if that is negative
   */
  public static Transform<Tensor, Tensor> crop(int padding) {
    notNegative("crop: padding", padding);
    return (images, random) -> {
      ImageBatch batch = ImageBatch.of("crop", images);
      return cropped(images, batch.height(), batch.width(), padding, random);
    };
  }

  /**
   * Cuts out a part of images that may be padded by zeros before, anywhere, each place equally
   * likely.
   *
   * @param height how many rows the part has
   * @param width how many columns
   * @param padding how many zeros on each side
   * @throws IllegalArgumentException if a size is not positive or the padding negative, or, for
   *     images, if the part is larger than a padded image
   */
  public static Transform<Tensor, Tensor> crop(int height, int width, int padding) {
    if (height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "crop: a part of %d x %d, expected positive sizes".formatted(height, width));
    }
    notNegative("crop: padding", padding);
    return (images, random) -> cropped(images, height, width, padding, random);
  }

  private static Tensor cropped(
      Tensor images, int height, int width, int padding, RandomSource random) {
    ImageBatch batch = ImageBatch.of("crop", images);
    int rows = batch.height() + 2 * padding - height;
    int columns = batch.width() + 2 * padding - width;
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "crop: a part of %d x %d, expected at most %d x %d, the size of the padded images"
              .formatted(height, width, batch.height() + 2 * padding, batch.width() + 2 * padding));
    }
    return batch.map(
        images.shape(),
        height,
        width,
        random,
        (own, from, result, to) -> {
          int top = own.nextInt(rows + 1) - padding;
          int left = own.nextInt(columns + 1) - padding;
          Windows.copy(batch, from, top, left, result, to, height, width);
        });
  }

  /**
   * Moves images by whole pixels, each distance equally likely; what leaves the picture is lost.
   *
   * @param rows how far up or down at most
   * @param columns how far left or right at most
   * @throws IllegalArgumentException if one of them is negative
   */
  public static Transform<Tensor, Tensor> shift(int rows, int columns) {
    notNegative("shift: rows", rows);
    notNegative("shift: columns", columns);
    return (images, random) -> {
      ImageBatch batch = ImageBatch.of("shift", images);
      return batch.map(
          images.shape(),
          batch.height(),
          batch.width(),
          random,
          (own, from, result, to) -> {
            int top = own.nextInt(2 * rows + 1) - rows;
            int left = own.nextInt(2 * columns + 1) - columns;
            Windows.copy(batch, from, top, left, result, to, batch.height(), batch.width());
          });
    };
  }

  /**
   * Rotates images about their middle, by an angle evenly distributed around 0.
   *
   * @param degrees the largest angle, in either direction
   * @throws IllegalArgumentException if that is negative or not finite
   */
  public static Transform<Tensor, Tensor> rotate(double degrees) {
    if (!(degrees >= 0 && degrees < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "rotate: degrees: %s, expected 0 or more".formatted(degrees));
    }
    return (images, random) -> {
      ImageBatch batch = ImageBatch.of("rotate", images);
      return batch.map(
          images.shape(),
          batch.height(),
          batch.width(),
          random,
          (own, from, result, to) -> {
            double angle = (2 * own.nextDouble() - 1) * degrees;
            Rotation.write(batch, from, angle, result, to);
          });
    };
  }

  /**
   * Adds noise from the normal distribution to every number of any tensor whose first axis counts
   * the examples.
   *
   * @param deviation the standard deviation
   * @throws IllegalArgumentException if that is negative or not finite
   */
  public static Transform<Tensor, Tensor> noise(double deviation) {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "noise: deviation: %s, expected 0 or more".formatted(deviation));
    }
    return (values, random) -> {
      int count = values.rank() == 0 ? 1 : values.dimension(0);
      int size = count == 0 ? 0 : values.size() / count;
      ImageBatch batch = new ImageBatch(values.array(), count, 1, 1, size);
      return batch
          .map(
              new int[] {count, 1, size},
              1,
              size,
              random,
              (own, from, result, to) -> {
                for (int i = 0; i < size; i++) {
                  result[to + i] =
                      (float) (batch.pixels()[from + i] + deviation * own.nextGaussian());
                }
              })
          .reshape(values.shape());
    };
  }

  private static double probability(String operation, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "%s: probability: %s, expected 0 to 1".formatted(operation, probability));
    }
    return probability;
  }

  private static void notNegative(String setting, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("%s: %d, expected 0 or more".formatted(setting, value));
    }
  }
}
