package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Choices.clamp;
import static dev.adjoint.tensor.Elementwise.abs;
import static dev.adjoint.tensor.Reductions.meanKeeping;
import static dev.adjoint.tensor.Shaping.roll;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Gradient ascent by the pixels of images, which are moved a little before each step. */
final class Dreams {
  private static final int[] AXES = {2, 3};
  private static final double OCTAVE = 1.4;

  private Dreams() {}

  /** Images of noise that become what a network calls its classes, one for each. */
  static Tensor ofClasses(ClothesNet net, int classes, int steps, RandomSource random) {
    int[] labels = IntStream.range(0, classes).toArray();
    Tensor x = Tensors.uniform(random, 0, 0.1f, classes, 1, 28, 28);
    for (int i = 0; i < steps; i++) {
      x =
          step(
              x,
              1,
              0.02f,
              random,
              y -> ClothesNetGrad.lossOfImages(net, y, labels).gradient().negate());
      // Without it, patterns of single pixels win, which no image has.
      x = i % 5 == 0 && i < 3 * steps / 4 ? Kernel.BLUR.applySame(x) : x;
    }
    return x;
  }

  /**
   * DeepDream (Mordvintsev, Olah and Tyka 2015): whatever a layer finds in a photograph, there
   * shall be more of it, first in the large and then in the small.
   *
   * @param photograph of shape {@code [3, 1, h, w]}: the network sees each colour by itself
   */
  static Tensor deep(ClothesNet net, Tensor photograph, int layer, int steps, RandomSource random) {
    int height = photograph.dimension(2);
    int width = photograph.dimension(3);
    Tensor x = photograph;
    Tensor dreamt = photograph.zerosLike();
    for (int octave = 3; octave >= 0; octave--) {
      int h = (int) (height / Math.pow(OCTAVE, octave));
      int w = (int) (width / Math.pow(OCTAVE, octave));
      Tensor awake = Enlarged.smooth(photograph, h, w);
      x = awake.plus(Enlarged.smooth(dreamt, h, w));
      for (int i = 0; i < steps; i++) {
        x = step(x, 8, 0.006f, random, y -> ClothesNetGrad.activity(net, y, layer).gradient());
      }
      dreamt = x.minus(awake);
    }
    return x;
  }

  /** By the rate on average, without making images brighter as a whole. */
  private static Tensor step(
      Tensor x, int most, float rate, RandomSource random, UnaryOperator<Tensor> gradient) {
    int down = random.nextInt(2 * most + 1) - most;
    int right = random.nextInt(2 * most + 1) - most;
    Tensor moved = roll(x, new int[] {down, right}, AXES);
    Tensor up = gradient.apply(moved);
    up = up.minus(meanKeeping(up, 1, 2, 3));
    up = up.dividedBy(meanKeeping(abs(up), 1, 2, 3).shift(1e-12f));
    moved = clamp(moved.plus(up.scale(rate)), 0, 1);
    return roll(moved, new int[] {-down, -right}, AXES);
  }
}
