package dev.adjoint.benchmarks.checkpoint;

import dev.adjoint.annotations.Checkpoint;
import dev.adjoint.annotations.Differentiable;

/**
 * Burgers' equation {@code u_t + u u_x = ν u_xx} on a ring, by explicit steps; the energy at the
 * end as a function of the start.
 */
final class Burgers {
  private static final double CONVECTION = 0.05;
  private static final double DIFFUSION = 0.1;

  private Burgers() {}

  private static void step(double[] u, double[] next) {
    int n = u.length;
    for (int j = 0; j < n; j++) {
      double left = u[j == 0 ? n - 1 : j - 1];
      double right = u[j == n - 1 ? 0 : j + 1];
      next[j] = u[j] - CONVECTION * u[j] * (right - left) + DIFFUSION * (left - 2 * u[j] + right);
    }
    for (int j = 0; j < n; j++) {
      u[j] = next[j];
    }
  }

  private static double energy(double[] u) {
    double sum = 0;
    for (double each : u) {
      sum += each * each;
    }
    return sum;
  }

  /** Keeps what the backward sweep of each step needs. */
  @Differentiable(wrt = "start")
  static double kept(double[] start, int steps) {
    double[] u = start.clone();
    double[] next = new double[u.length];
    for (int t = 0; t < steps; t++) {
      step(u, next);
    }
    return energy(u);
  }

  /** Runs blocks of steps again, as many as steps in each. */
  @Differentiable(wrt = "start")
  static double inBlocks(double[] start, int steps) {
    double[] u = start.clone();
    double[] next = new double[u.length];
    for (@Checkpoint int t = 0; t < steps; t++) {
      step(u, next);
    }
    return energy(u);
  }

  /** Runs each step again by itself. */
  @Differentiable(wrt = "start")
  static double eachStep(double[] start, int steps) {
    double[] u = start.clone();
    double[] next = new double[u.length];
    for (@Checkpoint(every = 1) int t = 0; t < steps; t++) {
      step(u, next);
    }
    return energy(u);
  }
}
