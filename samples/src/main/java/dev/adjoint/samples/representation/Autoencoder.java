package dev.adjoint.samples.representation;

import static dev.adjoint.nn.Initialization.truncatedNormal;
import static dev.adjoint.tensor.Activations.sigmoid;
import static dev.adjoint.tensor.Elementwise.log;
import static dev.adjoint.tensor.Losses.binaryCrossEntropyWithLogits;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** A layer that makes a code of its input, and one that makes the input of the code again. */
record Autoencoder(Linear encoder, Linear decoder) {
  static Autoencoder init(int in, int units, RandomSource random) {
    return new Autoencoder(
        Linear.init(random, in, units),
        new Linear(truncatedNormal(random, 0.01f, units, in), Tensor.zeros(in)));
  }

  @Differentiable
  @Shape("N, H")
  Tensor code(@Shape("N, D") Tensor x) {
    return sigmoid(encoder.apply(x));
  }

  /** What a code stands for. */
  Tensor decode(Tensor code) {
    return sigmoid(decoder.apply(code));
  }

  Tensor reconstruct(Tensor x) {
    return decode(code(x));
  }

  /** How far what is made of an input is from a target: the input, or what it was before noise. */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @Shape("N, D") Tensor target) {
    return binaryCrossEntropyWithLogits(decoder.apply(code(x)), target);
  }

  /**
   * The same, and a price for units that are often on: their mean activity r̂ shall be r, by the
   * divergence r log(r / r̂) + (1 - r) log((1 - r) / (1 - r̂)) (Ng 2011).
   */
  @Differentiable(wrt = "this")
  float sparseLoss(
      @Shape("N, D") Tensor x, @NonDifferentiable float activity, @NonDifferentiable float price) {
    Tensor code = code(x);
    Tensor mean = code.meanOver(0);
    Tensor divergence =
        log(mean).scale(-activity).minus(log(mean.negate().shift(1)).scale(1 - activity));
    return binaryCrossEntropyWithLogits(decoder.apply(code), x) + price * divergence.sum();
  }
}
