package dev.adjoint.testing;

import dev.adjoint.annotations.Differentiable;

/** Methods of all numbers of parameters, and of all types. */
final class Functions {
  private Functions() {}

  @Differentiable
  record Point(double x, double y) {}

  @Differentiable
  static double wave(double x) {
    return Math.sin(3 * x) * x;
  }

  @Differentiable
  static float bump(float x, float width) {
    return (float) Math.exp(-x * x / width);
  }

  @Differentiable(wrt = "b")
  static double second(double a, double b) {
    return a * a * b * b;
  }

  @Differentiable
  static double[] powers(double x, int n) {
    double[] result = new double[n];
    double power = 1;
    for (int i = 0; i < n; i++) {
      power *= x;
      result[i] = power;
    }
    return result;
  }

  @Differentiable
  static Point turned(Point p, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new Point(c * p.x() - s * p.y(), s * p.x() + c * p.y());
  }

  @Differentiable
  static double fourth(double[][] m, float[] v, Point p, double k) {
    double s = k * k;
    for (double[] row : m) {
      for (int i = 0; i < row.length; i++) {
        s += row[i] * row[i] * v[i] * p.x();
      }
    }
    return s * p.y();
  }

  /** Half of this is flat: a kink at 0. */
  @Differentiable
  static double ramp(double x) {
    return x > 0 ? x : 0;
  }
}
