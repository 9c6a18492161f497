package dev.adjoint.kernel;

/** Loops over one array whose functions come from the library of Java, or are rare. */
final class PlainFunctions {
  private static final double LOG_2 = Math.log(2);

  private PlainFunctions() {}

  static void apply(Unary op, float[] x, float[] y, int from, int to) {
    switch (op) {
      case EXPM1 -> expm1(x, y, from, to);
      case LOG1P -> log1p(x, y, from, to);
      case LOG2 -> log2(x, y, from, to);
      case LOG10 -> log10(x, y, from, to);
      case RSQRT -> rsqrt(x, y, from, to);
      case RECIPROCAL -> reciprocal(x, y, from, to);
      case TAN -> tan(x, y, from, to);
      case ASIN -> asin(x, y, from, to);
      case ACOS -> acos(x, y, from, to);
      case ATAN -> atan(x, y, from, to);
      case SINH -> sinh(x, y, from, to);
      case COSH -> cosh(x, y, from, to);
      case ERF -> erf(x, y, from, to);
      case ERFC -> erfc(x, y, from, to);
      case FLOOR -> floor(x, y, from, to);
      case CEIL -> ceil(x, y, from, to);
      case ROUND -> round(x, y, from, to);
      default -> throw new IllegalArgumentException(op.name());
    }
  }

  private static void expm1(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.expm1(x[i]);
    }
  }

  private static void log1p(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.log1p(x[i]);
    }
  }

  private static void log2(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) (Math.log(x[i]) / LOG_2);
    }
  }

  private static void log10(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.log10(x[i]);
    }
  }

  private static void rsqrt(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) (1 / Math.sqrt(x[i]));
    }
  }

  private static void reciprocal(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = 1 / x[i];
    }
  }

  private static void tan(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.tan(x[i]);
    }
  }

  private static void asin(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.asin(x[i]);
    }
  }

  private static void acos(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.acos(x[i]);
    }
  }

  private static void atan(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.atan(x[i]);
    }
  }

  private static void sinh(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.sinh(x[i]);
    }
  }

  private static void cosh(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.cosh(x[i]);
    }
  }

  private static void erf(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) ErrorFunction.erf(x[i]);
    }
  }

  private static void erfc(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) ErrorFunction.erfc(x[i]);
    }
  }

  private static void floor(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.floor(x[i]);
    }
  }

  private static void ceil(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.ceil(x[i]);
    }
  }

  private static void round(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.rint(x[i]);
    }
  }
}
