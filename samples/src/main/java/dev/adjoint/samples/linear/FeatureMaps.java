package dev.adjoint.samples.linear;

import static dev.adjoint.optim.Optimizers.lbfgs;

import com.google.auto.service.AutoService;
import dev.adjoint.plots.Plots;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Linear models on polynomial features, which bend. */
@AutoService(Sample.class)
@Command(
    name = "feature-maps",
    description = "Linear models on polynomial features of several degrees fit a noisy sine.")
public final class FeatureMaps extends Sample {
  private static final int POINTS = 25;
  private static final double NOISE = 0.15;
  private static final List<Integer> DEGREES = List.of(1, 3, 9);

  @Override
  public List<String> rows() {
    return List.of("B2");
  }

  @Override
  protected void run(Report report) throws IOException {
    RandomSource random = RandomSource.of(seed());
    double[] xs = new double[POINTS];
    double[] ts = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      xs[i] = 2.0 * i / (POINTS - 1) - 1;
      ts[i] = Math.sin(Math.PI * xs[i]) + NOISE * random.nextGaussian();
    }
    Map<Integer, Polynomial> fits = new LinkedHashMap<>();
    DEGREES.forEach(degree -> fits.put(degree, fit(degree, xs, ts)));
    fits.forEach(
        (degree, fit) ->
            report.say("degree %d: mean squared error %.4f", degree, fit.loss(xs, ts)));
    double error = distance(fits.get(3));
    report.result(
        "B2",
        "distance of degree 3 to the sine, root mean square, below the noise of " + NOISE,
        error < NOISE,
        "%.3f, where a line has %.3f",
        error,
        distance(fits.get(1)));
    report.picture(
        "B2",
        "fits.png",
        "polynomials of degrees 1, 3 and 9, fitted to 25 noisy points of a sine",
        png ->
            Plots.chart(
                png,
                c -> {
                  c.title("Linear models on the features 1, x, x², …")
                      .axes("x", "y")
                      .range(-1.7, 1.7);
                  fits.forEach((degree, fit) -> c.curve("degree " + degree, -1, 1, fit::at));
                  c.points("data", xs, ts);
                }));
  }

  /** How far a fit is from the sine without noise. */
  static double distance(Polynomial fit) {
    return Math.sqrt(
        IntStream.rangeClosed(-100, 100)
            .mapToDouble(i -> fit.at(i / 100.0) - Math.sin(Math.PI * i / 100))
            .map(difference -> difference * difference)
            .average()
            .orElse(0));
  }

  /** The polynomial with the least squared error. */
  static Polynomial fit(int degree, double[] xs, double[] ts) {
    return lbfgs(l -> l.iterations(2000).gradientTolerance(1e-12).changeTolerance(0))
        .minimize(
            PolynomialTree.TREE, Polynomial.ofDegree(degree), p -> PolynomialGrad.loss(p, xs, ts))
        .model();
  }
}
