package dev.adjoint.samples.training;

import static dev.adjoint.nn.Initialization.gain;
import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.nn.Initialization.lecunNormal;
import static dev.adjoint.nn.Initialization.orthogonal;
import static dev.adjoint.nn.Initialization.xavierNormal;
import static dev.adjoint.plots.Plots.chart;

import com.google.auto.service.AutoService;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** What becomes of the variance on its way through 50 layers, by the initial weights. */
@AutoService(Sample.class)
@Command(
    name = "initial-values",
    description = "The variance on its way through 50 layers, by the initial weights.")
public final class InitialValues extends Sample {
  private static final int LAYERS = 50;
  private static final int WIDTH = 128;
  private static final int EXAMPLES = 64;

  /** A variance is level that changes by no more than this factor through all layers. */
  private static final double LEVEL = 20;

  /** Below this logarithm all variances look alike. */
  private static final double LOWEST = -20;

  @Override
  public List<String> rows() {
    return List.of("D4");
  }

  @Override
  protected void run(Report report) throws IOException {
    Map<String, double[]> relu = new LinkedHashMap<>();
    relu.put("normal, 0.01", relu((r, s) -> Tensors.normal(r, s).scale(0.01f)));
    relu.put("uniform, ±1/√n", relu((r, s) -> uniform(r, s)));
    relu.put("Xavier", relu((r, s) -> xavierNormal(r, s)));
    relu.put("LeCun", relu((r, s) -> lecunNormal(r, s)));
    relu.put("He", relu((r, s) -> kaimingNormal(r, s)));
    relu.put("orthogonal, √2", relu((r, s) -> orthogonal(r, s).scale(gain(Nonlinearity.RELU))));
    Map<String, double[]> tanh = new LinkedHashMap<>();
    tanh.put("normal, 0.01", tanh((r, s) -> Tensors.normal(r, s).scale(0.01f)));
    tanh.put("uniform, ±1/√n", tanh((r, s) -> uniform(r, s)));
    tanh.put("Xavier", tanh((r, s) -> xavierNormal(r, s)));
    tanh.put("Xavier, 5/3", tanh((r, s) -> xavierNormal(r, s).scale(gain(Nonlinearity.TANH))));
    tanh.put("orthogonal", tanh((r, s) -> orthogonal(r, s)));
    relu.forEach((name, variances) -> say(report, "ReLU", name, variances));
    tanh.forEach((name, variances) -> say(report, "tanh", name, variances));
    result(report, "ReLU", relu, List.of("He", "orthogonal, √2"));
    result(report, "tanh", tanh, List.of("Xavier, 5/3"));
    picture(report, "ReLU", relu);
    picture(report, "tanh", tanh);
  }

  private static void picture(Report report, String function, Map<String, double[]> variances)
      throws IOException {
    report.picture(
        "D4",
        function.toLowerCase(Locale.ROOT) + ".png",
        "variance of what comes out of each layer with " + function,
        png ->
            chart(
                png,
                c -> {
                  c.title(function).axes("layer", "log₁₀ of the variance").range(LOWEST, 1);
                  variances.forEach((name, values) -> c.line(name, logarithms(values)));
                }));
  }

  private static double[] logarithms(double[] values) {
    return Arrays.stream(values).map(v -> Math.max(LOWEST, Math.log10(v))).toArray();
  }

  private static void say(Report report, String function, String name, double[] variances) {
    report.say(
        "%s %-15s variance %.1e after the first layer, %.1e after the last",
        function, name, variances[0], variances[LAYERS - 1]);
  }

  private static void result(
      Report report, String function, Map<String, double[]> variances, List<String> right) {
    double worstRight = 1;
    double bestOther = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, double[]> entry : variances.entrySet()) {
      double[] values = entry.getValue();
      double change = Math.abs(Math.log(values[LAYERS - 1] / values[0]));
      if (right.contains(entry.getKey())) {
        worstRight = Math.max(worstRight, Math.exp(change));
      } else {
        bestOther = Math.min(bestOther, Math.exp(change));
      }
    }
    report.result(
        "D4",
        "by which factor the variance changes through 50 layers with %s: %s at most, others at least"
            .formatted(function, String.join(" and ", right)),
        worstRight < LEVEL && bestOther > worstRight,
        "%.1f, %.1e",
        worstRight,
        bestOther);
  }

  private static Tensor uniform(RandomSource random, int... shape) {
    float bound = (float) (1 / Math.sqrt(shape[0]));
    return Tensors.uniform(random, -bound, bound, shape);
  }

  private double[] relu(Draws draws) {
    return variances(Nonlinearity.RELU, draws);
  }

  private double[] tanh(Draws draws) {
    return variances(Nonlinearity.TANH, draws);
  }

  private double[] variances(Nonlinearity function, Draws draws) {
    RandomSource random = RandomSource.of(seed());
    DeepNet net = DeepNet.init(LAYERS, WIDTH, WIDTH, 1, function, draws, random);
    Tensor x = Tensors.normal(random, EXAMPLES, WIDTH);
    return net.hidden(x).stream().mapToDouble(InitialValues::variance).toArray();
  }

  /** In double precision, since some are far below what a float can square. */
  private static double variance(Tensor x) {
    double mean = 0;
    for (float value : x.array()) {
      mean += (double) value / x.size();
    }
    double variance = 0;
    for (float value : x.array()) {
      variance += (value - mean) * (value - mean) / x.size();
    }
    return variance;
  }
}
