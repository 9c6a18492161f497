package dev.adjoint.samples.training;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** How the initial weights of a layer are drawn. */
@FunctionalInterface
interface Draws {
  /** Weights of a shape. */
  Tensor of(RandomSource random, int... shape);
}
