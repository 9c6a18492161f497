import dev.adjoint.annotations.Checkpoint;
import dev.adjoint.annotations.Differentiable;

/** Loops that keep what they start from once in a while, and run again from there. */
final class Stepping {
  private Stepping() {}

  /** The state is one number; the loop forms blocks by itself. */
  @Differentiable(wrt = {"x", "r"})
  static double logistic(double x, double r, int n) {
    double s = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      s = r * s * (1 - s);
    }
    return s;
  }

  /** The state is an array, written in place. */
  @Differentiable(wrt = {"u0", "k"})
  static double heat(double[] u0, double k, int steps) {
    double[] u = u0.clone();
    double[] next = new double[u.length];
    for (@Checkpoint int t = 0; t < steps; t++) {
      for (int j = 0; j < u.length; j++) {
        int left = Math.max(0, j - 1);
        int right = Math.min(u.length - 1, j + 1);
        next[j] = u[j] + k * (u[left] - 2 * u[j] + u[right]) * u[j];
      }
      for (int j = 0; j < u.length; j++) {
        u[j] = next[j];
      }
    }
    return u[u.length / 2];
  }

  /** Each trip of the outer loop runs again by itself. */
  @Differentiable(wrt = "x")
  static double nested(double x, int blocks, int size) {
    double s = x;
    for (@Checkpoint(every = 1) int b = 0; b < blocks; b++) {
      for (int i = 0; i < size; i++) {
        s = Math.sin(s);
      }
    }
    return s;
  }

  /** Nobody knows before when it ends. */
  @Differentiable
  static double settles(double x) {
    double s = x;
    for (@Checkpoint int i = 0; i < 1000; i++) {
      double before = s;
      s = Math.cos(s);
      if (Math.abs(s - before) < 1e-9) {
        break;
      }
    }
    return s;
  }

  /** Every array of numbers is made anew. */
  @Differentiable(wrt = "u0")
  static double handsOver(double[] u0, int steps) {
    double[] u = u0;
    for (@Checkpoint int t = 0; t < steps; t++) {
      double[] next = new double[u.length];
      for (int j = 0; j < u.length; j++) {
        next[j] = Math.sin(u[j]) * u[(j + 1) % u.length];
      }
      u = next;
    }
    return u[0];
  }

  @Checkpoint
  private static double wave(double x, double[] w) {
    double s = 0;
    for (int i = 0; i < w.length; i++) {
      s += Math.sin(w[i] * x + s);
    }
    return s;
  }

  @Checkpoint
  private static double[] layer(double[] x, double[] w) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.tanh(w[i] * x[i] + x[0]);
    }
    return y;
  }

  /** Calls that keep what they are given. */
  @Differentiable(wrt = {"x", "w"})
  static double calls(double[] x, double[] w) {
    double[] h = layer(x, w);
    double s = wave(h[0], w);
    return wave(s, h) * s;
  }

  /** A pullback that keeps its arguments. */
  @Checkpoint
  @Differentiable
  static double alone(double x) {
    double s = Math.exp(x);
    s *= Math.sin(s);
    return s * s;
  }
}
