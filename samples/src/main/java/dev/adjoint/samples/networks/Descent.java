package dev.adjoint.samples.networks;

import dev.adjoint.ValueAndGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A walk downhill.
 *
 * @param x the first parameter at each step
 * @param y the second one
 * @param loss the loss at the end
 */
record Descent(double[] x, double[] y, double loss) {
  /** Gradient descent at a fixed learning rate. */
  static Descent walk(
      Function<double[], ValueAndGradient<double[]>> function,
      double x,
      double y,
      double learningRate,
      int steps) {
    double[] p = {x, y};
    List<double[]> places = new ArrayList<>(List.of(p.clone()));
    for (int i = 0; i < steps; i++) {
      double[] gradient = function.apply(p.clone()).gradient();
      p[0] -= learningRate * gradient[0];
      p[1] -= learningRate * gradient[1];
      places.add(p.clone());
    }
    return new Descent(
        places.stream().mapToDouble(place -> place[0]).toArray(),
        places.stream().mapToDouble(place -> place[1]).toArray(),
        function.apply(p).value());
  }

  double lastX() {
    return x[x.length - 1];
  }

  double lastY() {
    return y[y.length - 1];
  }
}
