package dev.adjoint.samples.beyond;

import static dev.adjoint.optim.Optimizers.lbfgs;

import com.google.auto.service.AutoService;
import dev.adjoint.optim.Minimum;
import dev.adjoint.plots.Plots;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Finds out how a pendulum was built from a film of its swing. */
@AutoService(Sample.class)
@Command(
    name = "calibration",
    description = "A simulated pendulum is calibrated by the gradient of its simulation.")
public final class Calibration extends Sample {
  static final Pendulum TRUE = new Pendulum(0.8, 0.12, 0.05, 1.9, -0.4);
  static final Pendulum GUESS = new Pendulum(1, 0.05, 0.01, 1.5, 0);

  /** Pictures of the film, and how far apart they are. */
  static final int PICTURES = 80;

  static final double SECONDS = 0.05;
  private static final int SUBSTEPS = 4;

  /** How well the angle is read from a picture: the standard deviation, in radians. */
  private static final double NOISE = 0.02;

  @Override
  public List<String> rows() {
    return List.of("G1");
  }

  @Override
  protected void run(Report report) throws IOException {
    double[] exact = TRUE.angles(PICTURES, SECONDS, SUBSTEPS);
    double[] measured = withNoise(exact, RandomSource.of(seed()));
    Minimum<Pendulum> fromExact = calibrate(exact);
    Minimum<Pendulum> fromMeasured = calibrate(measured);
    StringBuilder table =
        new StringBuilder(
            "%-10s %10s %10s %12s %12s\n"
                .formatted("", "guess", "truth", "exact film", "noisy film"));
    line(table, "length", p -> p.length(), fromExact, fromMeasured);
    line(table, "drag", p -> p.drag(), fromExact, fromMeasured);
    line(table, "push", p -> p.push(), fromExact, fromMeasured);
    line(table, "angle", p -> p.angle(), fromExact, fromMeasured);
    line(table, "speed", p -> p.speed(), fromExact, fromMeasured);
    table.append(
        "gradients  %21s %12d %12d\n"
            .formatted("", fromExact.evaluations(), fromMeasured.evaluations()));
    report.excerpt("G1", "what the film tells of the pendulum", table.toString());
    double error = distance(fromExact.model(), TRUE);
    report.result("G1", "parameters from an exact film, error", error < 1e-6, "%.1e", error);
    double noisy = Math.abs(fromMeasured.model().length() - TRUE.length());
    report.result(
        "G1",
        "length from a film with 0.02 radians of noise, error in metres",
        noisy < 0.01,
        "%.4f",
        noisy);
    report.picture(
        "G1",
        "pendulum.png",
        "the measured swing, the guess, and the pendulum that was found",
        png -> draw(png, measured, fromMeasured.model()));
  }

  /** The pendulum whose swing comes closest to angles that were measured. */
  static Minimum<Pendulum> calibrate(double[] measured) {
    return lbfgs(l -> l.iterations(200).gradientTolerance(1e-12).changeTolerance(0))
        .minimize(
            PendulumTree.TREE, GUESS, p -> PendulumGrad.misfit(p, measured, SECONDS, SUBSTEPS));
  }

  /** The largest difference between two parameters. */
  static double distance(Pendulum a, Pendulum b) {
    double most = Math.abs(a.length() - b.length());
    most = Math.max(most, Math.abs(a.drag() - b.drag()));
    most = Math.max(most, Math.abs(a.push() - b.push()));
    most = Math.max(most, Math.abs(a.angle() - b.angle()));
    return Math.max(most, Math.abs(a.speed() - b.speed()));
  }

  private static double[] withNoise(double[] exact, RandomSource random) {
    double[] noisy = exact.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += NOISE * random.nextGaussian();
    }
    return noisy;
  }

  /** A parameter of a pendulum. */
  private interface Parameter {
    double of(Pendulum pendulum);
  }

  private static void line(
      StringBuilder table,
      String name,
      Parameter parameter,
      Minimum<Pendulum> exact,
      Minimum<Pendulum> noisy) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-10s %10.4f %10.4f %12.6f %12.6f\n",
            name,
            parameter.of(GUESS),
            parameter.of(TRUE),
            parameter.of(exact.model()),
            parameter.of(noisy.model())));
  }

  private static void draw(Path png, double[] measured, Pendulum found) throws IOException {
    double[] times = new double[PICTURES];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * SECONDS;
    }
    Plots.chart(
        png,
        chart ->
            chart
                .title("A pendulum in air")
                .axes("seconds", "angle in radians")
                .points("measured", times, measured)
                .dashed("guess", times, GUESS.angles(PICTURES, SECONDS, SUBSTEPS))
                .line("found", times, found.angles(PICTURES, SECONDS, SUBSTEPS)));
  }
}
