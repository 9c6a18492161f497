package dev.adjoint.kernel;

/** Loops over one array and a number. */
final class PlainScalar {
  private PlainScalar() {}

  static void apply(Scalar op, float[] x, float s, float[] y, int from, int to) {
    switch (op) {
      case SCALE -> scale(x, s, y, from, to);
      case SHIFT -> shift(x, s, y, from, to);
      case POW -> pow(x, s, y, from, to);
      case LEAKY_SLOPE -> leakySlope(x, s, y, from, to);
    }
  }

  private static void scale(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * s;
    }
  }

  private static void shift(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] + s;
    }
  }

  private static void pow(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.pow(x[i], s);
    }
  }

  private static void leakySlope(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] > 0 ? 1 : s;
    }
  }
}
