package dev.adjoint.samples.vision;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.tensor.ActivationGradients;
import dev.adjoint.tensor.Activations;
import dev.adjoint.tensor.Tensor;

/**
 * Guided backpropagation (Springenberg and others 2014): a rectifier that sends back only what
 * speaks for the result.
 */
final class Guided {
  private Guided() {}

  @Primitive(shape = "x -> x")
  @Vjp(of = "x", is = "positive(x, positive(yBar, yBar))")
  @Jvp("positive(x, xDot)")
  static Tensor relu(Tensor x) {
    return Activations.relu(x);
  }

  /** The numbers of the second tensor, where those of the first are positive. */
  static Tensor positive(Tensor where, Tensor numbers) {
    return ActivationGradients.reluGradient(where, numbers);
  }
}
