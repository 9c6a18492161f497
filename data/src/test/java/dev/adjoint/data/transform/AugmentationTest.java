package dev.adjoint.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.data.Transform;
import dev.adjoint.kernel.Workers;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Shaping;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
  private static final Tensor IMAGES = Tensors.normal(RandomSource.of(3), 200, 2, 5, 6);

  static List<Transform<Tensor, Tensor>> all() {
    return List.of(
        Augmentation.flip(),
        Augmentation.flipVertically(0.3),
        Augmentation.crop(2),
        Augmentation.crop(3, 4, 1),
        Augmentation.shift(2, 1),
        Augmentation.rotate(20),
        Augmentation.noise(0.1),
        Augmentation.crop(2).then(Augmentation.flip()).then(Augmentation.noise(1)));
  }

  private static Tensor image(Tensor images, int number) {
    int size = images.size() / images.dimension(0);
    int[] shape = Arrays.copyOfRange(images.shape(), 1, images.rank());
    return Tensor.of(Arrays.copyOfRange(images.array(), number * size, (number + 1) * size), shape);
  }

  @ParameterizedTest
  @MethodSource("all")
  void dependOnTheSourceAloneAndLeaveTheirInput(Transform<Tensor, Tensor> transform) {
    Tensor before = Tensor.of(IMAGES.array(), IMAGES.shape());
    Tensor first = transform.apply(IMAGES, RandomSource.of(1));
    assertThat(transform.apply(IMAGES, RandomSource.of(1))).isEqualTo(first);
    assertThat(transform.apply(IMAGES, RandomSource.of(2))).isNotEqualTo(first);
    assertThat(IMAGES).isEqualTo(before);
    // Within shared work the images are made one after the other, on one thread.
    Tensor[] alone = new Tensor[2];
    Workers.shared().run(2, part -> alone[part] = transform.apply(IMAGES, RandomSource.of(1)));
    assertThat(alone).containsOnly(first);
    assertThat(transform.apply(Tensor.zeros(0, 5, 6), RandomSource.of(1)).dimension(0)).isZero();
  }

  @Test
  void everyOtherImageIsMirrored() {
    assertMirrored(Augmentation.flip(), 3, 0.5);
    assertMirrored(Augmentation.flipVertically(0.2), 2, 0.2);
  }

  private static void assertMirrored(Transform<Tensor, Tensor> flip, int axis, double probability) {
    Tensor flipped = flip.apply(IMAGES, RandomSource.of(4));
    Tensor mirrored = Shaping.flip(IMAGES, axis);
    int count = 0;
    for (int i = 0; i < 200; i++) {
      boolean isMirrored = image(flipped, i).equals(image(mirrored, i));
      assertThat(isMirrored || image(flipped, i).equals(image(IMAGES, i))).isTrue();
      count += isMirrored ? 1 : 0;
    }
    // Five standard deviations of the binomial distribution.
    assertThat(count / 200.0).isCloseTo(probability, within(5 * Math.sqrt(0.25 / 200)));
  }

  @Test
  void flippingIsCertainOrNever() {
    assertThat(Augmentation.flip(1).apply(IMAGES, RandomSource.of(1)))
        .isEqualTo(Shaping.flip(IMAGES, 3));
    assertThat(Augmentation.flip(0).apply(IMAGES, RandomSource.of(1))).isEqualTo(IMAGES);
  }

  /** Each image is a part of its padded original, and every part comes. */
  @Test
  void cropsAreAllPartsOfThePaddedImages() {
    for (int[] size : new int[][] {{5, 6, 2}, {3, 4, 0}, {6, 3, 1}}) {
      int height = size[0];
      int width = size[1];
      int padding = size[2];
      Tensor cropped = Augmentation.crop(height, width, padding).apply(IMAGES, RandomSource.of(8));
      assertThat(cropped.shape()).containsExactly(200, 2, height, width);
      Tensor padded = padded(padding, padding);
      Set<List<Integer>> corners = new HashSet<>();
      int rows = 5 + 2 * padding - height;
      int columns = 6 + 2 * padding - width;
      for (int i = 0; i < 200; i++) {
        corners.add(corner(image(padded, i), image(cropped, i), rows, columns));
      }
      assertThat(corners).hasSize((rows + 1) * (columns + 1));
    }
    assertThat(Augmentation.crop(2).apply(IMAGES, RandomSource.of(8)))
        .isEqualTo(Augmentation.crop(5, 6, 2).apply(IMAGES, RandomSource.of(8)));
  }

  private static Tensor padded(int rows, int columns) {
    return Shaping.pad(IMAGES, new int[] {columns, columns, rows, rows}, 0);
  }

  private static List<Integer> corner(Tensor padded, Tensor part, int rows, int columns) {
    for (int top = 0; top <= rows; top++) {
      for (int left = 0; left <= columns; left++) {
        Tensor candidate =
            Shaping.narrow(
                Shaping.narrow(padded, 1, top, part.dimension(1)), 2, left, part.dimension(2));
        if (candidate.equals(part)) {
          return List.of(top, left);
        }
      }
    }
    throw new AssertionError("no part of its image");
  }

  @Test
  void shiftsAreCropsOfImagesPaddedAsFar() {
    Tensor shifted = Augmentation.shift(1, 1).apply(IMAGES, RandomSource.of(5));
    assertThat(shifted).isEqualTo(Augmentation.crop(1).apply(IMAGES, RandomSource.of(5)));
    Tensor rows = Augmentation.shift(3, 0).apply(IMAGES, RandomSource.of(5));
    Set<Integer> distances = new HashSet<>();
    Tensor padded = padded(3, 0);
    for (int i = 0; i < 200; i++) {
      distances.add(corner(image(padded, i), image(rows, i), 6, 0).get(0));
    }
    assertThat(distances).hasSize(7);
    assertThat(Augmentation.shift(9, 9).apply(IMAGES, RandomSource.of(5)).array()).contains(0f);
    assertThat(Augmentation.shift(0, 0).apply(IMAGES, RandomSource.of(5))).isEqualTo(IMAGES);
  }

  @Test
  void rotationsAreThoseOfPyTorch() {
    int compared = 0;
    for (Map.Entry<String, double[]> golden : TransformValues.read().entrySet()) {
      String[] words = golden.getKey().split("[ x]");
      if (words[0].equals("rotate")) {
        int height = Integer.parseInt(words[1]);
        int width = Integer.parseInt(words[2]);
        ImageBatch batch = ImageBatch.of("", golden(1, 2, height, width));
        float[] result = new float[batch.size()];
        Rotation.write(batch, 0, Double.parseDouble(words[3]), result, 0);
        for (int i = 0; i < result.length; i++) {
          assertThat((double) result[i]).isCloseTo(golden.getValue()[i], within(1e-6));
        }
        compared++;
      }
    }
    assertThat(compared).isEqualTo(15);
  }

  /** The image of the script that makes the golden values. */
  static Tensor golden(int... shape) {
    float[] pixels = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 7 % 11 / 8f - 0.5f;
    }
    return Tensor.wrap(pixels, shape);
  }

  @Test
  void anglesAreWithinTheirLimit() {
    assertThat(Augmentation.rotate(0).apply(IMAGES, RandomSource.of(5))).isEqualTo(IMAGES);
    Tensor bright = Tensor.ones(50, 21, 21);
    Tensor rotated = Augmentation.rotate(10).apply(bright, RandomSource.of(5));
    for (int i = 0; i < 50; i++) {
      // What is near the middle stays in the picture.
      assertThat(rotated.get(i, 10, 10)).isCloseTo(1, within(1e-6f));
      assertThat(rotated.get(i, 4, 16)).isCloseTo(1, within(1e-6f));
    }
    assertThat(rotated).isNotEqualTo(bright);
  }

  @Test
  void noiseHasItsDeviation() {
    Tensor noisy = Augmentation.noise(0.5).apply(Tensor.full(3, 40_000, 2), RandomSource.of(6));
    assertThat(noisy.shape()).containsExactly(40_000, 2);
    Normalization statistics = Normalization.overall(noisy);
    assertThat(statistics.mean().item()).isCloseTo(3, within(0.01f));
    assertThat(statistics.deviation().item()).isCloseTo(0.5f, within(0.01f));
    assertThat(Augmentation.noise(0).apply(IMAGES, RandomSource.of(6))).isEqualTo(IMAGES);
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertRefused(() -> Augmentation.flip(1.5), "flip: probability: 1.5, expected 0 to 1");
    assertRefused(
        () -> Augmentation.flipVertically(Double.NaN),
        "flipVertically: probability: NaN, expected 0 to 1");
    assertRefused(() -> Augmentation.crop(-1), "crop: padding: -1, expected 0 or more");
    assertRefused(
        () -> Augmentation.crop(0, 3, 1), "crop: a part of 0 x 3, expected positive sizes");
    assertRefused(() -> Augmentation.shift(0, -2), "shift: columns: -2, expected 0 or more");
    assertRefused(() -> Augmentation.rotate(-1), "rotate: degrees: -1.0, expected 0 or more");
    assertRefused(
        () -> Augmentation.noise(Double.POSITIVE_INFINITY),
        "noise: deviation: Infinity, expected 0 or more");
    assertRefused(
        () -> Augmentation.crop(8, 8, 1).apply(IMAGES, RandomSource.of(1)),
        "crop: a part of 8 x 8, expected at most 7 x 8, the size of the padded images");
    assertRefused(
        () -> Augmentation.flip().apply(Tensor.zeros(4, 784), RandomSource.of(1)),
        "flip: images of shape [N, H, W] or [N, C, H, W] expected, found [4, 784]");
  }

  private static void assertRefused(Runnable request, String message) {
    assertThatThrownBy(request::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
