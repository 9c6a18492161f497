package dev.adjoint.kernel;

/** Loops over two arrays: powers, remainders, and what chooses by comparing. */
final class PlainChoices {
  private PlainChoices() {}

  static void apply(Binary op, float[] a, float[] b, float[] y, int from, int to) {
    switch (op) {
      case POW -> pow(a, b, y, from, to);
      case POW_BASE_SLOPE -> powBaseSlope(a, b, y, from, to);
      case POW_EXPONENT_SLOPE -> powExponentSlope(a, b, y, from, to);
      case REMAINDER -> remainder(a, b, y, from, to);
      case GREATER -> greater(a, b, y, from, to);
      case GREATER_OR_EQUAL -> greaterOrEqual(a, b, y, from, to);
      case EQUAL -> equal(a, b, y, from, to);
      case NOT_EQUAL -> notEqual(a, b, y, from, to);
      case SELECT -> select(a, b, y, from, to);
      case REJECT -> reject(a, b, y, from, to);
      case QUOTIENT_OR_ZERO -> quotientOrZero(a, b, y, from, to);
      default -> throw new IllegalArgumentException(op.name());
    }
  }

  private static void pow(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.pow(a[i], b[i]);
    }
  }

  private static void powBaseSlope(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = b[i] == 0 ? 0 : (float) (b[i] * Math.pow(a[i], (double) b[i] - 1));
    }
  }

  private static void powExponentSlope(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] == 0 && b[i] >= 0 ? 0 : (float) (Math.pow(a[i], b[i]) * Math.log(a[i]));
    }
  }

  private static void remainder(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = remainder(a[i], b[i]);
    }
  }

  private static void greater(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] > b[i] ? 1 : 0;
    }
  }

  private static void greaterOrEqual(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] >= b[i] ? 1 : 0;
    }
  }

  private static void equal(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] == b[i] ? 1 : 0;
    }
  }

  private static void notEqual(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] == b[i] ? 0 : 1;
    }
  }

  private static void select(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = b[i] == 0 ? 0 : a[i];
    }
  }

  private static void reject(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = b[i] == 0 ? a[i] : 0;
    }
  }

  private static void quotientOrZero(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = b[i] == 0 ? 0 : a[i] / b[i];
    }
  }

  /** The remainder with the sign of the divisor. */
  static float remainder(float a, float b) {
    float r = a % b;
    return r != 0 && r < 0 != b < 0 ? r + b : r;
  }
}
