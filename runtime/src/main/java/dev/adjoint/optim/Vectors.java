package dev.adjoint.optim;

/** Arithmetic of vectors of {@code double}s. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** {@code y += s * x}. */
  static void addScaled(double[] y, double s, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += s * x[i];
    }
  }

  /** {@code into = x + s * d}. */
  static void along(double[] x, double s, double[] d, double[] into) {
    for (int i = 0; i < x.length; i++) {
      into[i] = x[i] + s * d[i];
    }
  }

  static void scale(double[] x, double s) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= s;
    }
  }

  /** The largest absolute value; NaN if one is. */
  static double largest(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The sum of the absolute values. */
  static double sumOfAbsolutes(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.abs(value);
    }
    return sum;
  }
}
