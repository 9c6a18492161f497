package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Elementwise.abs;
import static dev.adjoint.tensor.Extrema.amaxOver;
import static dev.adjoint.tensor.Extrema.max;
import static dev.adjoint.tensor.Shaping.roll;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.function.UnaryOperator;

/** What becomes of maps when the image moves, tried on random images, kernels and shifts. */
final class Shifts {
  private static final int TRIALS = 100;
  private static final int SIZE = 16;

  private final RandomSource random;

  Shifts(RandomSource random) {
    this.random = random;
  }

  /** Something that images are turned into. */
  @FunctionalInterface
  interface Maps {
    Tensor of(Tensor images, Tensor kernels);
  }

  /**
   * The largest difference between maps of the shifted image and the shifted maps of the image.
   *
   * @param step shifts are its multiples
   * @param factor how many times smaller maps are than images, and their shifts
   */
  double equivariance(Maps maps, int step, int factor) {
    return largest(
        maps,
        () -> step * (1 + random.nextInt(SIZE / step - 1)),
        (map, shift) -> moved(map, shift / factor));
  }

  /** The largest difference between the largest numbers of maps when the image is shifted. */
  double invariance() {
    return largest(
        (images, kernels) -> amaxOver(Subsampling.maps(images, kernels), 2, 3),
        () -> 1 + random.nextInt(SIZE - 1),
        (map, shift) -> map);
  }

  private double largest(Maps maps, Draw draw, Move move) {
    double largest = 0;
    for (int i = 0; i < TRIALS; i++) {
      Tensor image = Tensors.normal(random, 1, 1 + random.nextInt(3), SIZE, SIZE);
      Tensor kernels = Tensors.normal(random, 1 + random.nextInt(4), image.dimension(1), 3, 3);
      int shift = draw.next();
      Tensor ofShifted = maps.of(moved(image, shift), kernels);
      Tensor shifted = move.of(maps.of(image, kernels), shift);
      largest = Math.max(largest, max(abs(ofShifted.minus(shifted))));
    }
    return largest;
  }

  /** By how much features change, of their norm, when images move to the right. */
  static double[] changes(Tensor images, int most, UnaryOperator<Tensor> features) {
    Tensor still = features.apply(images);
    double[] changes = new double[most + 1];
    for (int shift = 0; shift <= most; shift++) {
      Tensor moved = features.apply(roll(images, shift, 3));
      changes[shift] = moved.minus(still).norm() / still.norm();
    }
    return changes;
  }

  private static Tensor moved(Tensor x, int shift) {
    return roll(x, new int[] {shift, shift}, new int[] {2, 3});
  }

  @FunctionalInterface
  private interface Draw {
    int next();
  }

  @FunctionalInterface
  private interface Move {
    Tensor of(Tensor map, int shift);
  }
}
