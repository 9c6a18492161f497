package dev.adjoint.integration;

/** Examples of normalizations. */
final class NormalizationExamples extends Examples {
  private static final float EPSILON = 0.1f;

  NormalizationExamples() {
    lastAxes();
    channels();
    parts();
  }

  private void lastAxes() {
    for (String name : new String[] {"layerNorm", "rmsNorm"}) {
      add(
          "Normalizations." + name + "(Tensor, int, float)",
          args(signed(2, 3), 1, EPSILON),
          args(signed(2, 2, 2), 2, EPSILON),
          args(signed(3, 1), 1, EPSILON));
    }
    add(
        "Normalizations.layerNorm(Tensor, Tensor, Tensor, float)",
        args(signed(2, 3), signed(3), signed(3), EPSILON),
        args(signed(2, 2, 2), signed(2, 2), signed(2, 2), EPSILON));
    add(
        "Normalizations.rmsNorm(Tensor, Tensor, float)",
        args(signed(2, 3), signed(3), EPSILON),
        args(signed(2, 2, 2), signed(2, 2), EPSILON));
  }

  private void channels() {
    for (String name : new String[] {"batchNorm", "instanceNorm"}) {
      add(
          "Normalizations." + name + "(Tensor, float)",
          args(signed(2, 2, 3), EPSILON),
          args(signed(3, 2), EPSILON));
      add(
          "Normalizations." + name + "(Tensor, Tensor, Tensor, float)",
          args(signed(2, 2, 3), signed(2), signed(2), EPSILON),
          args(signed(2, 1, 2, 2), signed(1), signed(1), EPSILON));
    }
    // Runs that are long enough for vectors.
    add(
        "Normalizations.batchNorm(Tensor, Tensor, Tensor, float)",
        args(signed(2, 1, 17), signed(1), signed(1), EPSILON));
    add(
        "Normalizations.batchNormSeen(Tensor, Tensor, Tensor, Tensor, Tensor, float, float)",
        args(signed(2, 2, 3), signed(2), signed(2), signed(2), positive(2), 0.1f, EPSILON),
        args(signed(2, 1, 2, 2), signed(1), signed(1), signed(1), positive(1), 0.1f, EPSILON),
        args(signed(2, 2, 17), signed(2), signed(2), signed(2), positive(2), 0.1f, EPSILON));
    add(
        "Normalizations.groupNorm(Tensor, int, float)",
        args(signed(2, 4, 2), 2, EPSILON),
        args(signed(2, 2, 2), 1, EPSILON));
    add(
        "Normalizations.groupNorm(Tensor, int, Tensor, Tensor, float)",
        args(signed(2, 4, 2), 2, signed(4), signed(4), EPSILON));
    add(
        "Normalizations.batchNormWith(Tensor, Tensor, Tensor, float)",
        args(signed(2, 3), signed(3), positive(3), EPSILON),
        args(signed(1, 2, 2), signed(2), positive(2), EPSILON));
    add(
        "Normalizations.batchNormWith(Tensor, Tensor, Tensor, Tensor, Tensor, float)",
        args(signed(2, 3), signed(3), positive(3), signed(3), signed(3), EPSILON));
    for (String name : new String[] {"channelMean", "channelVariance"}) {
      add("Normalizations." + name + "(Tensor)", args(signed(3, 2)), args(signed(2, 2, 3)));
    }
  }

  private void parts() {
    for (boolean isCentered : new boolean[] {true, false}) {
      add(
          "NormalizationGradients.standardize(Tensor, int[], float, boolean)",
          args(signed(2, 2, 3), ints(2, 2, 3), EPSILON, isCentered));
      add(
          "NormalizationGradients.standardizeGradient(Tensor, Tensor, int[], float, boolean)",
          args(signed(2, 2, 2), signed(2, 2, 2), ints(2, 2, 2), EPSILON, isCentered));
    }
    add(
        "NormalizationGradients.batchNormInput(Tensor, Tensor, Tensor, float)",
        args(signed(2, 2, 3), signed(2, 2, 3), signed(2), EPSILON),
        args(signed(1, 1, 17), signed(1, 1, 17), signed(1), EPSILON));
    add(
        "NormalizationGradients.batchNormWeight(Tensor, Tensor, float)",
        args(signed(2, 2, 3), signed(2, 2, 3), EPSILON),
        args(signed(1, 1, 17), signed(1, 1, 17), EPSILON));
    add("NormalizationGradients.channelSum(Tensor)", args(signed(2, 3)), args(signed(2, 2, 2)));
    add(
        "NormalizationGradients.repeatChannels(Tensor, int[])",
        args(signed(3), ints(2, 3)),
        args(signed(2), ints(1, 2, 2)));
    add(
        "NormalizationGradients.scaleChannels(Tensor, Tensor)",
        args(signed(2, 3), signed(3)),
        args(signed(1, 2, 2), signed(2)));
  }
}
