package dev.adjoint.samples.networks;

import static dev.adjoint.tensor.Activations.logSoftmax;
import static dev.adjoint.tensor.Activations.sigmoid;
import static dev.adjoint.tensor.Elementwise.log;
import static dev.adjoint.tensor.Elementwise.square;
import static dev.adjoint.tensor.Indexing.takeAlong;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** The lectures' losses by their formulas, each a mean over the examples. */
final class Objectives {
  private Objectives() {}

  /**
   * Softmax cross-entropy: -Σ t log softmax(z).
   *
   * @param t a one for the right class of each example, else zeros
   */
  @Differentiable(wrt = "z")
  static float crossEntropy(@Shape("N, C") Tensor z, @Shape("N, C") Tensor t) {
    return -t.times(logSoftmax(z)).sum() / z.dimension(0);
  }

  /** L2: (y - t)². */
  @Differentiable(wrt = "y")
  static float l2(@Shape("N, C") Tensor y, @Shape("N, C") Tensor t) {
    return square(y.minus(t)).mean();
  }

  /** The negative log-likelihood of the right classes. */
  @Differentiable(wrt = "z")
  static float ofClasses(@Shape("N, C") Tensor z, @Shape("N") int[] labels) {
    return -takeAlong(logSoftmax(z), 1, labels).mean();
  }

  /** The negative log-likelihood of bits whose probabilities are σ(z). */
  @Differentiable(wrt = "z")
  static float ofBits(@Shape("N, C") Tensor z, @Shape("N, C") Tensor t) {
    var one = log(sigmoid(z)).times(t);
    var zero = log(sigmoid(z.negate())).times(t.negate().shift(1));
    return -one.plus(zero).mean();
  }

  /** The negative log-likelihood of numbers that are Gaussian around y. */
  @Differentiable(wrt = "y")
  static float ofNumbers(@Shape("N, C") Tensor y, @Shape("N, C") Tensor t, float variance) {
    float constant = (float) (0.5 * Math.log(2 * Math.PI * variance));
    return square(y.minus(t)).scale(0.5f / variance).mean() + constant;
  }
}
