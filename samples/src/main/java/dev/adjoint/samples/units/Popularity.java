package dev.adjoint.samples.units;

import static dev.adjoint.nn.Initialization.xavierNormal;
import static dev.adjoint.nn.Initialization.zeros;
import static dev.adjoint.tensor.Activations.sigmoid;
import static dev.adjoint.tensor.Losses.meanSquaredError;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Three hidden units and an output, all logistic.
 *
 * @param w1 weights of the hidden units
 * @param w2 weights of the output
 */
record Popularity(
    @Shape("6, 3") Tensor w1,
    @Shape("3") Tensor b1,
    @Shape("3, 1") Tensor w2,
    @Shape("1") Tensor b2) {
  /**
   * The sub-problems that a person would name: affordable by price and portion, good by chef and
   * service, near by walk and parking. Each hidden unit sees its two features only.
   */
  static final Tensor SUBPROBLEMS =
      Tensor.of(new float[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 1}});

  /** Lets every hidden unit see all features, and find sub-problems of its own. */
  static final Tensor ALL = Tensor.ones(6, 3);

  static Popularity init(RandomSource random) {
    return new Popularity(
        xavierNormal(random, 6, 3), zeros(3), xavierNormal(random, 3, 1), zeros(1));
  }

  /** The predicted popularity, where only the connections of the mask exist. */
  @Differentiable
  Tensor predict(@Shape("N, 6") Tensor x, @Shape("6, 3") Tensor mask) {
    var hidden = sigmoid(x.matmul(w1.times(mask)).plus(b1));
    return sigmoid(hidden.matmul(w2).plus(b2));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 6") Tensor x, @Shape("N, 1") Tensor t, @Shape("6, 3") Tensor mask) {
    return meanSquaredError(predict(x, mask), t);
  }
}
