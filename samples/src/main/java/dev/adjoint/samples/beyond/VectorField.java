package dev.adjoint.samples.beyond;

import dev.adjoint.annotations.Checkpoint;
import dev.adjoint.annotations.Differentiable;
import dev.adjoint.random.RandomSource;

/**
 * A velocity for each point of the plane, by a layer of hidden units: {@code out tanh(in x +
 * bias)}.
 *
 * @param in of shape {@code [units][2]}
 * @param bias of shape {@code [units]}
 * @param out of shape {@code [2][units]}
 */
record VectorField(double[][] in, double[] bias, double[][] out) {
  static VectorField init(RandomSource random, int units) {
    double[][] in = new double[units][2];
    double[][] out = new double[2][units];
    double[] bias = new double[units];
    for (int u = 0; u < units; u++) {
      for (int k = 0; k < 2; k++) {
        in[u][k] = random.nextGaussian();
        out[k][u] = 0.1 * random.nextGaussian();
      }
      bias[u] = random.nextGaussian();
    }
    return new VectorField(in, bias, out);
  }

  /** A place in the plane. */
  record Place(double x, double y) {
    Place after(double seconds, Place velocity) {
      return new Place(x + seconds * velocity.x, y + seconds * velocity.y);
    }
  }

  private Place velocity(Place p) {
    double x = 0;
    double y = 0;
    for (int u = 0; u < bias.length; u++) {
      double hidden = Math.tanh(in[u][0] * p.x() + in[u][1] * p.y() + bias[u]);
      x += out[0][u] * hidden;
      y += out[1][u] * hidden;
    }
    return new Place(x, y);
  }

  /** A step of the midpoint rule. */
  private Place step(Place p, double seconds) {
    return p.after(seconds, velocity(p.after(seconds / 2, velocity(p))));
  }

  /** Where something comes to from a start, at equal distances in time. */
  double[][] path(double[] start, int count, double seconds, int substeps) {
    double[][] path = new double[count][2];
    Place p = new Place(start[0], start[1]);
    for (int i = 0; i < count; i++) {
      path[i][0] = p.x();
      path[i][1] = p.y();
      for (int j = 0; j < substeps; j++) {
        p = step(p, seconds / substeps);
      }
    }
    return path;
  }

  /** The mean squared distance from a path that was seen; everything is kept for the way back. */
  @Differentiable(wrt = "this")
  double misfit(double[][] seen, double seconds, int substeps) {
    double sum = 0;
    Place p = new Place(seen[0][0], seen[0][1]);
    for (int i = 1; i < seen.length; i++) {
      for (int j = 0; j < substeps; j++) {
        p = step(p, seconds / substeps);
      }
      double dx = p.x() - seen[i][0];
      double dy = p.y() - seen[i][1];
      sum += dx * dx + dy * dy;
    }
    return sum / seen.length;
  }

  /** The same, where the way back runs parts of the way again instead of keeping them. */
  @Differentiable(wrt = "this")
  double misfitRunAgain(double[][] seen, double seconds, int substeps) {
    double sum = 0;
    Place p = new Place(seen[0][0], seen[0][1]);
    for (@Checkpoint int i = 1; i < seen.length; i++) {
      for (int j = 0; j < substeps; j++) {
        p = step(p, seconds / substeps);
      }
      double dx = p.x() - seen[i][0];
      double dy = p.y() - seen[i][1];
      sum += dx * dx + dy * dy;
    }
    return sum / seen.length;
  }
}
