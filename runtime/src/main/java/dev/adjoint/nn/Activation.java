package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Activations;
import dev.adjoint.tensor.Tensor;

/**
 * An elementwise function as a layer.
 *
 * @param function which one
 */
public record Activation(Nonlinearity function) implements Layer {
  @Override
  @Differentiable(
      wrt = "x",
      modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return switch (function) {
      case IDENTITY -> x;
      case RELU -> Activations.relu(x);
      case LEAKY_RELU -> Activations.leakyRelu(x, 0.01f);
      case ELU -> Activations.elu(x, 1);
      case SELU -> Activations.selu(x);
      case GELU -> Activations.gelu(x);
      case SILU -> Activations.silu(x);
      case SIGMOID -> Activations.sigmoid(x);
      case TANH -> Activations.tanh(x);
      case SOFTPLUS -> Activations.softplus(x);
    };
  }
}
