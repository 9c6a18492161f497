package dev.adjoint.samples.digits;

import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.nn.Initialization.zeros;
import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** A perceptron with one hidden layer, for images of 8 x 8 pixels and ten classes. */
record Mlp(
    @Shape("64, H") Tensor w1,
    @Shape("H") Tensor b1,
    @Shape("H, 10") Tensor w2,
    @Shape("10") Tensor b2) {

  static Mlp init(int hidden, RandomSource random) {
    return new Mlp(
        kaimingNormal(random, 64, hidden),
        zeros(hidden),
        kaimingNormal(random, hidden, 10),
        zeros(10));
  }

  @Differentiable
  Tensor logits(@Shape("N, 64") Tensor x) {
    var h = relu(x.matmul(w1).plus(b1));
    return h.matmul(w2).plus(b2);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 64") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }

  int[] classify(Tensor x) {
    return logits(x).argmaxOver(-1);
  }

  double accuracy(Tensor x, int[] labels) {
    int[] predictions = classify(x);
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predictions[i] == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
