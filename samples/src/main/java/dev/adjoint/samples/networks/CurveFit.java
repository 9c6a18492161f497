package dev.adjoint.samples.networks;

import static dev.adjoint.optim.Optimizers.lbfgs;

import dev.adjoint.optim.Minimum;
import dev.adjoint.random.RandomSource;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Fits a network to values of a function on the interval from -1 to 1. */
final class CurveFit {
  private CurveFit() {}

  /** So many places, equally far apart. */
  static double[] grid(int count) {
    return IntStream.range(0, count).mapToDouble(i -> 2.0 * i / (count - 1) - 1).toArray();
  }

  /** The best of several minimizations from random starts. */
  static Minimum<Curve> best(
      DoubleUnaryOperator function, int points, int hidden, int starts, int iterations, long seed) {
    double[] xs = grid(points);
    double[] ts =
        IntStream.range(0, points).mapToDouble(i -> function.applyAsDouble(xs[i])).toArray();
    RandomSource random = RandomSource.of(seed);
    Minimum<Curve> best = fit(xs, ts, hidden, iterations, random);
    for (int i = 1; i < starts; i++) {
      Minimum<Curve> next = fit(xs, ts, hidden, iterations, random);
      best = next.value() < best.value() ? next : best;
    }
    return best;
  }

  private static Minimum<Curve> fit(
      double[] xs, double[] ts, int hidden, int iterations, RandomSource random) {
    return lbfgs(l -> l.iterations(iterations).gradientTolerance(1e-12).changeTolerance(0))
        .minimize(
            CurveTree.TREE, Curve.init(hidden, random), curve -> CurveGrad.loss(curve, xs, ts));
  }
}
