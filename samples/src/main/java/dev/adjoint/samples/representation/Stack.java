package dev.adjoint.samples.representation;

import static dev.adjoint.tensor.Activations.sigmoid;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Layers of sigmoids that make a code of an image, and one that tells its class by the code. */
record Stack(List<Linear> layers, Linear head) {
  /** With random layers. */
  static Stack init(int in, List<Integer> widths, int classes, RandomSource random) {
    List<Linear> layers = new ArrayList<>();
    int width = in;
    for (int next : widths) {
      layers.add(Linear.init(random, width, next));
      width = next;
    }
    return new Stack(List.copyOf(layers), Linear.init(random, width, classes));
  }

  /** The same, with the layers of autoencoders that were trained one after the other. */
  Stack with(List<Autoencoder> autoencoders) {
    return new Stack(autoencoders.stream().map(Autoencoder::encoder).toList(), head);
  }

  @Differentiable
  @Shape("N, CLASSES")
  Tensor logits(@Shape("N, D") Tensor x) {
    Tensor h = x;
    for (Linear layer : layers) {
      h = sigmoid(layer.apply(h));
    }
    return head.apply(h);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(logits(x), labels);
  }
}
