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
      case AT_LEAST -> atLeast(x, s, y, from, to);
      case AT_MOST -> atMost(x, s, y, from, to);
      case REMAINDER -> remainder(x, s, y, from, to);
      case GREATER -> greater(x, s, y, from, to);
      case GREATER_OR_EQUAL -> greaterOrEqual(x, s, y, from, to);
      case LESS -> less(x, s, y, from, to);
      case LESS_OR_EQUAL -> lessOrEqual(x, s, y, from, to);
      case EQUAL -> equal(x, s, y, from, to);
      case NOT_EQUAL -> notEqual(x, s, y, from, to);
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

  private static void atLeast(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(x[i], s);
    }
  }

  private static void atMost(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.min(x[i], s);
    }
  }

  private static void remainder(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = PlainChoices.remainder(x[i], s);
    }
  }

  private static void greater(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] > s ? 1 : 0;
    }
  }

  private static void greaterOrEqual(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] >= s ? 1 : 0;
    }
  }

  private static void less(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] < s ? 1 : 0;
    }
  }

  private static void lessOrEqual(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] <= s ? 1 : 0;
    }
  }

  private static void equal(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] == s ? 1 : 0;
    }
  }

  private static void notEqual(float[] x, float s, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] == s ? 0 : 1;
    }
  }
}
