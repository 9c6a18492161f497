package dev.adjoint.samples.calculus;

import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.nn.Initialization.zeros;
import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** A multilayer perceptron with two hidden layers, whose work is measured. */
record Perceptron(
    @Shape("D, H") Tensor w1,
    @Shape("H") Tensor b1,
    @Shape("H, K") Tensor w2,
    @Shape("K") Tensor b2,
    @Shape("K, C") Tensor w3,
    @Shape("C") Tensor b3) {

  /** With the sizes of the layers, from the input on. */
  static Perceptron init(int[] sizes, RandomSource random) {
    return new Perceptron(
        kaimingNormal(random, sizes[0], sizes[1]),
        zeros(sizes[1]),
        kaimingNormal(random, sizes[1], sizes[2]),
        zeros(sizes[2]),
        kaimingNormal(random, sizes[2], sizes[3]),
        zeros(sizes[3]));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @Shape("N") int[] labels) {
    var h1 = relu(x.matmul(w1).plus(b1));
    var h2 = relu(h1.matmul(w2).plus(b2));
    return crossEntropy(h2.matmul(w3).plus(b3), labels);
  }
}
