package dev.adjoint.samples.training;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.nn.GroupNorm;
import dev.adjoint.nn.InstanceNorm;
import dev.adjoint.nn.LayerNorm;
import dev.adjoint.tensor.RunningStatistics;
import dev.adjoint.tensor.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gradients of the normalizations at fixed numbers, and those that PyTorch has. */
final class NormalizationGradients {
  /** Written by {@code samples/src/data/make_golden.py}. */
  private static final String GOLDEN = "normalizations.txt";

  private NormalizationGradients() {}

  @Differentiable
  static float batch(
      BatchNorm norm, @Shape("N, C, H, W") Tensor x, @Shape("N, C, H, W") Tensor seed) {
    return norm.ofBatch(x).times(seed).sum();
  }

  @Differentiable
  static float layer(
      LayerNorm norm, @Shape("N, C, H, W") Tensor x, @Shape("N, C, H, W") Tensor seed) {
    return norm.apply(x).times(seed).sum();
  }

  @Differentiable
  static float instance(
      InstanceNorm norm, @Shape("N, C, H, W") Tensor x, @Shape("N, C, H, W") Tensor seed) {
    return norm.apply(x).times(seed).sum();
  }

  @Differentiable
  static float group(
      GroupNorm norm, @Shape("N, C, H, W") Tensor x, @Shape("N, C, H, W") Tensor seed) {
    return norm.apply(x).times(seed).sum();
  }

  /** Of all gradients, by input, weight and bias, relative to the largest number of each. */
  static double largestDifference() throws IOException {
    Map<String, double[]> golden = golden();
    Tensor x = waves(0.7, 4, 6, 3, 3);
    Tensor seed = waves(1.1, 4, 6, 3, 3);
    Tensor weight = waves(0.3, 6).scale(0.5f).shift(1);
    Tensor bias = waves(0.9, 6);
    Tensor layerWeight = waves(0.3, 6, 3, 3).scale(0.5f).shift(1);
    var batch =
        NormalizationGradientsGrad.batch(
                new BatchNorm(weight, bias, RunningStatistics.of(6), 1e-5f, 0.1f), x, seed)
            .gradient();
    var layer =
        NormalizationGradientsGrad.layer(
                new LayerNorm(layerWeight, waves(0.9, 6, 3, 3), 1e-5f), x, seed)
            .gradient();
    var instance =
        NormalizationGradientsGrad.instance(new InstanceNorm(weight, bias, 1e-5f), x, seed)
            .gradient();
    var group =
        NormalizationGradientsGrad.group(new GroupNorm(weight, bias, 3, 1e-5f), x, seed).gradient();
    Map<String, Tensor> found = new HashMap<>();
    found.put("batch x", batch.x());
    found.put("batch weight", batch.norm().weight());
    found.put("batch bias", batch.norm().bias());
    found.put("layer x", layer.x());
    found.put("layer weight", layer.norm().weight());
    found.put("layer bias", layer.norm().bias());
    found.put("instance x", instance.x());
    found.put("instance weight", instance.norm().weight());
    found.put("instance bias", instance.norm().bias());
    found.put("group x", group.x());
    found.put("group weight", group.norm().weight());
    found.put("group bias", group.norm().bias());
    double largest = 0;
    for (Map.Entry<String, double[]> entry : golden.entrySet()) {
      largest = Math.max(largest, difference(found.get(entry.getKey()), entry.getValue()));
    }
    return largest;
  }

  private static double difference(Tensor found, double[] expected) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(found.array()[i] - expected[i]) / scale);
    }
    return largest;
  }

  private static Tensor waves(double factor, int... shape) {
    Tensor result = Tensor.zeros(shape);
    for (int i = 0; i < result.size(); i++) {
      result.array()[i] = (float) Math.sin(factor * (i + 1));
    }
    return result;
  }

  private static Map<String, double[]> golden() throws IOException {
    try (InputStream in = NormalizationGradients.class.getResourceAsStream(GOLDEN)) {
      if (in == null) {
        throw new FileNotFoundException(GOLDEN + ": missing in the jar of the samples");
      }
      Map<String, double[]> golden = new HashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] parts = line.split(": ");
        golden.put(
            parts[0],
            Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray());
      }
      return golden;
    }
  }
}
