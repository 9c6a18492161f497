package dev.adjoint.samples.units;

import com.google.auto.service.AutoService;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.plots.Panel;
import dev.adjoint.plots.Plots;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Draws activations with their generated derivatives. */
@AutoService(Sample.class)
@Command(
    name = "activations",
    description = "Sign, sigmoid, tanh, ReLU and its variants, with their generated derivatives.")
public final class ActivationPlots extends Sample {
  /** What javac says of a sign that is differentiated without {@code @SuppressWarnings}. */
  static final String WARNING =
      "[ADJ-ZERO-01] Math.signum is piecewise constant: its derivative is 0 everywhere; if this is"
          + " meant, write @SuppressWarnings(\"ADJ-ZERO-01\")";

  /** An activation with its derivative, generated and by hand where it is smooth. */
  record Activation(
      String name, DoubleFunction<ValueAndGradient<Double>> generated, DoubleUnaryOperator slope) {}

  static final List<Activation> ALL =
      List.of(
          new Activation("sign", ActivationsGrad::sign, x -> 0),
          new Activation("sigmoid", ActivationsGrad::sigmoid, x -> logistic(x) * logistic(-x)),
          new Activation("tanh", ActivationsGrad::tanh, x -> 1 / Math.pow(Math.cosh(x), 2)),
          new Activation("ReLU", ActivationsGrad::relu, x -> x > 0 ? 1 : 0),
          new Activation("leaky ReLU", ActivationsGrad::leakyRelu, x -> x > 0 ? 1 : 0.1),
          new Activation("ELU", ActivationsGrad::elu, x -> x > 0 ? 1 : Math.exp(x)),
          new Activation("softplus", ActivationsGrad::softplus, ActivationPlots::logistic),
          new Activation(
              "SiLU", ActivationsGrad::silu, x -> logistic(x) + x * logistic(x) * logistic(-x)),
          new Activation("GELU", ActivationsGrad::gelu, ActivationPlots::geluSlope));

  @Override
  public List<String> rows() {
    return List.of("C5");
  }

  @Override
  protected void run(Report report) throws IOException {
    double difference =
        ALL.stream().mapToDouble(ActivationPlots::difference).max().orElse(Double.NaN);
    report.result(
        "C5",
        "generated derivatives of nine activations less those by hand",
        difference < 1e-14,
        "%.1e",
        difference);
    double atZero = ActivationsGrad.relu(0).gradient();
    report.result(
        "C5", "derivative of max(x, 0) at 0, a tie that is split", atZero == 0.5, "%.1f", atZero);
    report.excerpt("C5", "what javac says of the sign unless it is silenced", WARNING);
    report.picture(
        "C5",
        "activations.png",
        "activations and their generated derivatives (dashed)",
        png -> Plots.panels(png, 3, ALL.stream().map(ActivationPlots::panel).toList()));
  }

  private static double[] places() {
    // Beside the kinks at 0.
    return IntStream.range(0, 200).mapToDouble(i -> (i - 99.5) / 25).toArray();
  }

  /** The largest difference of the two derivatives. */
  static double difference(Activation activation) {
    double largest = 0;
    for (double x : places()) {
      double generated = activation.generated().apply(x).gradient();
      largest = Math.max(largest, Math.abs(generated - activation.slope().applyAsDouble(x)));
    }
    return largest;
  }

  private static Panel panel(Activation activation) {
    double[] xs = places();
    double[] values = new double[xs.length];
    double[] slopes = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      ValueAndGradient<Double> at = activation.generated().apply(xs[i]);
      values[i] = at.value();
      slopes[i] = at.gradient();
    }
    return Panel.chart(
        c ->
            c.title(activation.name())
                .range(-1.2, 2)
                .line("value", xs, values)
                .dashed("derivative", xs, slopes));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double geluSlope(double x) {
    double inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
    double slope = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
    return 0.5 * (1 + Math.tanh(inner)) + 0.5 * x * slope / Math.pow(Math.cosh(inner), 2);
  }
}
