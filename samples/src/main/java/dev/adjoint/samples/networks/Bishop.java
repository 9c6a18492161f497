package dev.adjoint.samples.networks;

import com.google.auto.service.AutoService;
import dev.adjoint.plots.Panel;
import dev.adjoint.plots.Plots;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Three hidden units fit a parabola, a sine and a kink, as in a figure of Bishop's book. */
@AutoService(Sample.class)
@Command(
    name = "bishop",
    description = "Three hidden units fit x², sin x and |x|, with what each unit contributes.")
public final class Bishop extends Sample {
  private static final int HIDDEN = 3;
  private static final int POINTS = 50;
  private static final int STARTS = 10;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How long each minimization may take (default: ${DEFAULT-VALUE}).")
  private int iterations = 2000;

  /**
   * A function to fit.
   *
   * @param function from -1 to 1
   */
  record Target(String name, DoubleUnaryOperator function) {}

  static final List<Target> TARGETS =
      List.of(
          new Target("x²", x -> x * x),
          new Target("sin x", x -> Math.sin(Math.PI * x)),
          new Target("|x|", Math::abs));

  @Override
  public List<String> rows() {
    return List.of("C2");
  }

  @Override
  public List<String> quick() {
    return List.of("--iterations", "100");
  }

  @Override
  protected void run(Report report) throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (Target target : TARGETS) {
      var minimum = CurveFit.best(target.function(), POINTS, HIDDEN, STARTS, iterations, seed());
      double error = Math.sqrt(minimum.value());
      report.result(
          "C2",
          "three units fit %s: root of the mean squared error below 0.05".formatted(target.name()),
          error < 0.05,
          "%.1e",
          error);
      panels.add(panel(target, minimum.model()));
    }
    report.picture(
        "C2",
        "fits.png",
        "the network (line), its three hidden units (dashed) and the points that it learned from",
        png -> Plots.panels(png, 3, panels));
  }

  private static Panel panel(Target target, Curve curve) {
    double[] xs = CurveFit.grid(POINTS);
    double[] fine = CurveFit.grid(300);
    return Panel.chart(
        c -> {
          c.title(target.name()).range(-1.1, 1.1);
          c.points("data", xs, map(xs, target.function()));
          c.line("network", fine, map(fine, curve::at));
          for (int i = 0; i < HIDDEN; i++) {
            int unit = i;
            c.dashed("unit " + (i + 1), fine, map(fine, x -> curve.unit(unit, x)));
          }
        });
  }

  private static double[] map(double[] xs, DoubleUnaryOperator function) {
    return DoubleStream.of(xs).map(function).toArray();
  }
}
