package dev.adjoint.samples.networks;

import com.google.auto.service.AutoService;
import dev.adjoint.plots.Plots;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The wider a hidden layer, the closer it comes to a function. */
@AutoService(Sample.class)
@Command(
    name = "approximation",
    description = "The error of networks with 1 to 8 hidden units for one wavy function.")
public final class Approximation extends Sample {
  private static final int[] WIDTHS = {1, 2, 3, 4, 6, 8};
  private static final int POINTS = 100;

  /** Halfway between the places that are learned from, and others. */
  private static final int BETWEEN = 997;

  private static final int STARTS = 5;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How long each minimization may take (default: ${DEFAULT-VALUE}).")
  private int iterations = 2000;

  @Override
  public List<String> rows() {
    return List.of("C3");
  }

  @Override
  public List<String> quick() {
    return List.of("--iterations", "60");
  }

  @Override
  protected void run(Report report) throws IOException {
    double[] errors = errors(WIDTHS, iterations, seed());
    StringBuilder table = new StringBuilder("hidden units  greatest error\n");
    for (int i = 0; i < WIDTHS.length; i++) {
      table.append(String.format(Locale.ROOT, "%12d  %14.5f%n", WIDTHS[i], errors[i]));
    }
    report.excerpt("C3", "the greatest error between -1 and 1", table.toString());
    report.result(
        "C3",
        "each wider layer has a smaller error: the greatest of one unit and of eight",
        isFalling(errors),
        "%.3f and %.5f",
        errors[0],
        errors[errors.length - 1]);
    report.picture(
        "C3",
        "error-by-width.png",
        "the greatest error between -1 and 1 by the number of hidden units",
        png ->
            Plots.chart(
                png,
                c ->
                    c.title("Approximation of sin 3x + 0.3 cos 9x")
                        .axes("hidden units", "greatest error")
                        .logY()
                        .marked("error", IntStream.of(WIDTHS).asDoubleStream().toArray(), errors)));
  }

  static boolean isFalling(double[] errors) {
    return IntStream.range(1, errors.length).allMatch(i -> errors[i] < errors[i - 1]);
  }

  static double wavy(double x) {
    return Math.sin(3 * x) + 0.3 * Math.cos(9 * x);
  }

  /**
   * The greatest errors of the best networks of some widths, also between what they learned from.
   */
  static double[] errors(int[] widths, int iterations, long seed) {
    double[] places = CurveFit.grid(BETWEEN);
    return IntStream.of(widths)
        .mapToDouble(
            width -> {
              Curve curve =
                  CurveFit.best(Approximation::wavy, POINTS, width, STARTS, iterations, seed)
                      .model();
              return IntStream.range(0, BETWEEN)
                  .mapToDouble(i -> Math.abs(curve.at(places[i]) - wavy(places[i])))
                  .max()
                  .orElse(0);
            })
        .toArray();
  }
}
