package dev.adjoint.samples.networks;

import static dev.adjoint.nn.Initialization.xavierNormal;
import static dev.adjoint.nn.Initialization.zeros;
import static dev.adjoint.tensor.Activations.tanh;
import static dev.adjoint.tensor.Losses.meanSquaredError;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** Regression with two hidden layers, from two numbers to one. */
record DeepRegression(
    @Shape("2, H") Tensor w1,
    @Shape("H") Tensor b1,
    @Shape("H, H") Tensor w2,
    @Shape("H") Tensor b2,
    @Shape("H, 1") Tensor w3,
    @Shape("1") Tensor b3) {
  static DeepRegression init(int hidden, RandomSource random) {
    return new DeepRegression(
        xavierNormal(random, 2, hidden),
        zeros(hidden),
        xavierNormal(random, hidden, hidden),
        zeros(hidden),
        xavierNormal(random, hidden, 1),
        zeros(1));
  }

  @Differentiable
  Tensor predict(@Shape("N, 2") Tensor x) {
    var h1 = tanh(x.matmul(w1).plus(b1));
    var h2 = tanh(h1.matmul(w2).plus(b2));
    return h2.matmul(w3).plus(b3);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 2") Tensor x, @Shape("N, 1") Tensor t) {
    return meanSquaredError(predict(x), t);
  }
}
