package dev.adjoint.kernel;

/** Loops over two arrays. */
final class PlainBinary {
  private PlainBinary() {}

  static void apply(Binary op, float[] a, float[] b, float[] y, int from, int to) {
    switch (op) {
      case PLUS -> plus(a, b, y, from, to);
      case MINUS -> minus(a, b, y, from, to);
      case TIMES -> times(a, b, y, from, to);
      case DIVIDE -> divide(a, b, y, from, to);
      case MAXIMUM -> maximum(a, b, y, from, to);
      case MINIMUM -> minimum(a, b, y, from, to);
      case MASK -> mask(a, b, y, from, to);
      case MAXIMUM_SHARE -> maximumShare(a, b, y, from, to);
      case RELU_GRADIENT -> reluGradient(a, b, y, from, to);
      case TANH_GRADIENT -> tanhGradient(a, b, y, from, to);
      case SIGMOID_GRADIENT -> sigmoidGradient(a, b, y, from, to);
      default -> PlainChoices.apply(op, a, b, y, from, to);
    }
  }

  private static void plus(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] + b[i];
    }
  }

  private static void minus(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] - b[i];
    }
  }

  private static void times(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] * b[i];
    }
  }

  private static void divide(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] / b[i];
    }
  }

  private static void maximum(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(a[i], b[i]);
    }
  }

  private static void minimum(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.min(a[i], b[i]);
    }
  }

  private static void mask(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = b[i] == 0 ? 0 : a[i] * b[i];
    }
  }

  private static void maximumShare(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] < b[i] ? 0 : a[i] == b[i] ? 0.5f : 1;
    }
  }

  /**
   * Selects by bits, because the signs of activations are hard to predict and a branch costs
   * several times as much: the mask is all ones exactly where the bits of a, as an integer, are
   * positive.
   */
  private static void reluGradient(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      int bits = Float.floatToRawIntBits(a[i]);
      int mask = (~bits & -bits) >> 31;
      y[i] = Float.intBitsToFloat(mask & Float.floatToRawIntBits(b[i]));
    }
  }

  private static void tanhGradient(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = b[i] * (1 - a[i] * a[i]);
    }
  }

  private static void sigmoidGradient(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = b[i] * a[i] * (1 - a[i]);
    }
  }
}
