package dev.adjoint.kernel;

/** Loops for the Gaussian error linear unit (Hendrycks and Gimpel 2016) and its derivatives. */
final class PlainGelu {
  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** 1 / sqrt(2 pi), the density at 0. */
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  /** 2 sqrt(2 / pi), with which tanh becomes the logistic function. */
  private static final double STEEPNESS = 2 * Math.sqrt(2 / Math.PI);

  private static final double CUBIC = 0.044715;

  private PlainGelu() {}

  static void apply(Unary op, float[] x, float[] y, int from, int to) {
    switch (op) {
      case GELU -> gelu(x, y, from, to);
      case GELU_SLOPE -> geluSlope(x, y, from, to);
      case GELU_TANH -> geluTanh(x, y, from, to);
      case GELU_TANH_SLOPE -> geluTanhSlope(x, y, from, to);
      default -> throw new IllegalArgumentException(op.name());
    }
  }

  private static void gelu(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) (x[i] * distribution(x[i]));
    }
  }

  private static void geluSlope(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      double v = x[i];
      y[i] = (float) (distribution(v) + v * DENSITY * Math.exp(-0.5 * v * v));
    }
  }

  private static void geluTanh(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      double v = x[i];
      y[i] = (float) (v / (1 + Math.exp(-STEEPNESS * v * (1 + CUBIC * v * v))));
    }
  }

  private static void geluTanhSlope(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      double v = x[i];
      double s = 1 / (1 + Math.exp(-STEEPNESS * v * (1 + CUBIC * v * v)));
      y[i] = (float) (s + v * s * (1 - s) * STEEPNESS * (1 + 3 * CUBIC * v * v));
    }
  }

  private static double distribution(double x) {
    return 0.5 * ErrorFunction.erfc(-SQRT_HALF * x);
  }
}
