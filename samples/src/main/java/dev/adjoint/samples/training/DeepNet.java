package dev.adjoint.samples.training;

import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Activation;
import dev.adjoint.nn.Initialization;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A perceptron with many hidden layers. */
record DeepNet(List<Linear> layers, Activation activation, Linear head) {
  /** So many hidden layers of a width, all with biases of 0. */
  static DeepNet init(
      int depth,
      int in,
      int width,
      int out,
      Nonlinearity function,
      Draws draws,
      RandomSource random) {
    List<Linear> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(
          new Linear(draws.of(random, i == 0 ? in : width, width), Initialization.zeros(width)));
    }
    Linear head = new Linear(Initialization.xavierNormal(random, width, out), Tensor.zeros(out));
    return new DeepNet(List.copyOf(layers), new Activation(function), head);
  }

  @Differentiable
  Tensor logits(@Shape("N, IN") Tensor x) {
    Tensor h = x;
    for (Linear layer : layers) {
      h = activation.apply(layer.apply(h));
    }
    return head.apply(h);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, IN") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }

  /** What comes out of each hidden layer. */
  List<Tensor> hidden(Tensor x) {
    List<Tensor> all = new ArrayList<>();
    Tensor h = x;
    for (Linear layer : layers) {
      h = activation.apply(layer.apply(h));
      all.add(h);
    }
    return all;
  }
}
