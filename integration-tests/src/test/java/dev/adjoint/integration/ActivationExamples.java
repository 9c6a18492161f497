package dev.adjoint.integration;

import java.util.List;

/** Activations and their derivatives. */
final class ActivationExamples extends Examples {
  ActivationExamples() {
    smooth();
    hard();
    withSlopes();
    softmax();
    gradients();
  }

  private void smooth() {
    for (String name :
        List.of(
            "relu",
            "selu",
            "tanh",
            "sigmoid",
            "logSigmoid",
            "softplus",
            "silu",
            "mish",
            "gelu",
            "geluTanh",
            "softsign",
            "tanhshrink",
            "softmax",
            "logSoftmax")) {
      several("Activations." + name + "(Tensor)");
    }
    for (String name : List.of("geluSlope", "geluTanhSlope", "mishSlope", "hardSwishSlope")) {
      several("ActivationGradients." + name + "(Tensor)");
    }
  }

  private void several(String key) {
    add(key, args(signed(3)), args(signed(2, 3)), args(signed(2, 1)), args(signed(1, 2, 5)));
  }

  private void hard() {
    for (String name : List.of("relu6", "hardSigmoid", "hardSwish")) {
      several("HardActivations." + name + "(Tensor)");
    }
    for (String name : List.of("softshrink", "hardshrink")) {
      add(
          "HardActivations." + name + "(Tensor, float)",
          args(signed(3), 0.2f),
          args(signed(2, 3), 2f));
    }
    for (String name : List.of("hardTanh", "threshold")) {
      add(
          "HardActivations." + name + "(Tensor, float, float)",
          args(signed(3), -0.2f, 0.2f),
          args(signed(2, 3), -10f, 10f));
    }
  }

  private void withSlopes() {
    for (String key :
        List.of(
            "Activations.leakyRelu",
            "Activations.elu",
            "Activations.celu",
            "ActivationGradients.leakySlope")) {
      add(key + "(Tensor, float)", args(signed(2, 3), 0.1f), args(signed(4), 0.3f));
    }
    add(
        "Activations.prelu(Tensor, Tensor)",
        args(signed(2, 3), signed(3)),
        args(signed(2, 3), signed(1)),
        args(signed(2, 3, 2), signed(3)),
        args(signed(4), signed(1)));
    add(
        "ActivationGradients.eluSlope(Tensor, float, float, float)",
        args(signed(2, 3), 1.5f, 0.5f, 1f),
        args(signed(3), 1f, 1f, 0f));
  }

  private void softmax() {
    for (String name : List.of("softmax", "logSoftmax")) {
      add(
          "Activations." + name + "(Tensor, int)",
          args(signed(2, 3), 0),
          args(signed(2, 3), -1),
          args(signed(2, 3, 2), 1),
          args(signed(3), 0));
    }
  }

  private void gradients() {
    add(
        "ActivationGradients.reluGradient(Tensor, Tensor)",
        args(signed(3), signed(3)),
        args(signed(2, 3), signed(2, 3)));
    for (String name : List.of("tanhGradient", "sigmoidGradient", "softmaxGradient")) {
      add(
          "ActivationGradients." + name + "(Tensor, Tensor)",
          args(signed(3), signed(3)),
          args(signed(2, 3), signed(2, 3)),
          args(signed(2, 1), signed(2, 1)));
    }
  }
}
