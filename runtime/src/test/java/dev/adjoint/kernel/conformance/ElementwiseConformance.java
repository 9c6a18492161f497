package dev.adjoint.kernel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.PlainKernels;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Unary;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elementwise kernels: functions against {@link Math}, arithmetic bit for bit. */
public abstract class ElementwiseConformance {
  /** What functions may be off, relative to the result; half of the smallest normal number. */
  private static final double RELATIVE = 1e-6;

  /** What tanh may be off, as {@link Unary#TANH} says. */
  private static final double TANH_ABSOLUTE = 4e-7;

  /** What these may be off, as {@link Unary} says. */
  private static final double GELU_ABSOLUTE = 3e-7;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1,
    -1,
    0.5f,
    -0.5f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    1e-40f,
    1e-30f,
    1e-8f,
    -1e-8f,
    0.99999994f,
    1.0000001f,
    20,
    -20,
    87.3f,
    -87.3f,
    88.72283f,
    88.7229f,
    -88.7f,
    89,
    100,
    -100,
    -103.9f,
    -104.1f,
    -104,
    1e10f,
    -1e10f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private final Numbers numbers = new Numbers(12);
  private final Kernels kernels = kernels(new Workers(1));
  private final Kernels plain = new PlainKernels(new Workers(1));

  /** The kernels under test, sharing their work among some threads. */
  protected abstract Kernels kernels(Workers workers);

  @ParameterizedTest
  @EnumSource(Unary.class)
  void functionsAreCloseToTheirDefinition(Unary op) {
    DoubleUnaryOperator expected = definition(op);
    checkFunction(op, expected, SPECIAL);
    checkFunction(op, expected, numbers.spread(100_003));
    for (int size : Numbers.SIZES) {
      checkFunction(op, expected, numbers.spread(size));
    }
  }

  @ParameterizedTest
  @EnumSource(Unary.class)
  void aRangeMayBeCutAnywhereAndItsResultMayReplaceItsArgument(Unary op) {
    for (int size : Numbers.SIZES) {
      float[] x = numbers.spread(size + 2);
      float[] whole = marked(size + 2);
      kernels.unary(op, x, whole, 1, size + 1);
      assertThat(whole[0]).isEqualTo(-77);
      assertThat(whole[size + 1]).isEqualTo(-77);
      float[] cut = x.clone();
      kernels.unary(op, cut, cut, 1, 1 + size / 3);
      kernels.unary(op, cut, cut, 1 + size / 3, size + 1);
      assertThat(Arrays.copyOfRange(cut, 1, size + 1))
          .isEqualTo(Arrays.copyOfRange(whole, 1, size + 1));
    }
  }

  @ParameterizedTest
  @EnumSource(Binary.class)
  void arithmeticOfTwoArraysHasThePlainBits(Binary op) {
    for (int size : Numbers.SIZES) {
      float[] a = numbers.spread(size + 2);
      float[] b = numbers.spread(size + 2);
      a[1 + size / 2] = b[1 + size / 2];
      b[1 + size / 3] = 0;
      checkBinary(op, a, b, size);
    }
    if (op != Binary.RELU_GRADIENT) {
      int count = SPECIAL.length;
      float[] a = new float[count * count + 2];
      float[] b = new float[count * count + 2];
      for (int i = 0; i < count * count; i++) {
        a[1 + i] = SPECIAL[i / count];
        b[1 + i] = SPECIAL[i % count];
      }
      checkBinary(op, a, b, count * count);
    }
  }

  @ParameterizedTest
  @EnumSource(Scalar.class)
  void arithmeticOfAnArrayAndANumberHasThePlainBits(Scalar op) {
    for (int size : Numbers.SIZES) {
      float[] x = numbers.spread(size + 2);
      float[] y = marked(size + 2);
      float[] expected = y.clone();
      plain.scalar(op, x, 1.7f, expected, 1, size + 1);
      kernels.scalar(op, x, 1.7f, y, 1, size + 1);
      assertThat(y).isEqualTo(expected);
      plain.axpy(1.7f, x, expected, 1, size + 1);
      kernels.axpy(1.7f, x, y, 1, size + 1);
      assertThat(y).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Unary.class)
  void aFunctionTimesWhatIsThereHasTheBitsOfBoth(Unary op) {
    for (int size : Numbers.SIZES) {
      float[] x = numbers.spread(size + 2);
      float[] y = numbers.spread(size + 2);
      float[] expected = new float[size + 2];
      kernels.unary(op, x, expected, 1, size + 1);
      kernels.binary(Binary.TIMES, y, expected, expected, 1, size + 1);
      kernels.timesUnary(op, x, y, 1, size + 1);
      assertThat(Arrays.copyOfRange(y, 1, size + 1))
          .isEqualTo(Arrays.copyOfRange(expected, 1, size + 1));
    }
  }

  private void checkBinary(Binary op, float[] a, float[] b, int size) {
    float[] y = marked(size + 2);
    float[] expected = y.clone();
    plain.binary(op, a, b, expected, 1, size + 1);
    kernels.binary(op, a, b, y, 1, size + 1);
    assertThat(y).isEqualTo(expected);
  }

  private void checkFunction(Unary op, DoubleUnaryOperator expected, float[] x) {
    float[] y = new float[x.length];
    kernels.unary(op, x, y, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      double exact = expected.applyAsDouble(x[i]);
      if (!close(op, y[i], exact)) {
        throw new AssertionError("%s(%s) is %s, expected %s".formatted(op, x[i], y[i], exact));
      }
    }
  }

  private static boolean close(Unary op, float actual, double exact) {
    float rounded = (float) exact;
    // Between 0 and the smallest number there is no relative error.
    boolean isTiny = exact != 0 && rounded == 0;
    if (Float.isNaN(rounded) || rounded == 0 && !isTiny) {
      // The sign of 0 counts for what keeps signs.
      return Float.isNaN(rounded)
          ? Float.isNaN(actual)
          : op == Unary.NEGATE || op == Unary.SIGN || op == Unary.TANH
              ? Float.floatToRawIntBits(actual) == Float.floatToRawIntBits(rounded)
              : actual == 0;
    }
    if (Float.isInfinite(rounded) || Float.isInfinite(actual)) {
      return actual == rounded;
    }
    double absolute =
        switch (op) {
          case TANH -> TANH_ABSOLUTE;
          case GELU_SLOPE, GELU_TANH, GELU_TANH_SLOPE -> GELU_ABSOLUTE;
          default -> Float.MIN_VALUE;
        };
    return Math.abs(actual - exact) <= Math.max(absolute, RELATIVE * Math.abs(exact));
  }

  private static float[] marked(int size) {
    float[] y = new float[size];
    Arrays.fill(y, -77);
    return y;
  }

  private static DoubleUnaryOperator definition(Unary op) {
    return switch (op) {
      case NEGATE -> x -> -x;
      case ABS -> Math::abs;
      case SIGN -> Math::signum;
      case SQUARE -> x -> x * x;
      case SQRT -> Math::sqrt;
      case EXP -> Math::exp;
      case LOG -> Math::log;
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case TANH -> Math::tanh;
      case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case RELU -> x -> Math.max(x, 0);
      case GELU -> x -> x * complement(-x * Math.sqrt(0.5)) / 2;
      case GELU_SLOPE ->
          x ->
              complement(-x * Math.sqrt(0.5)) / 2
                  + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      case GELU_TANH -> x -> x * geluShare(x);
      case GELU_TANH_SLOPE ->
          x -> {
            double share = geluShare(x);
            double inner = 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
            return share + x * share * (1 - share) * inner;
          };
      case EXPM1 -> Math::expm1;
      case LOG1P -> Math::log1p;
      case LOG2 -> x -> Math.log(x) / Math.log(2);
      case LOG10 -> Math::log10;
      case RSQRT -> x -> 1 / Math.sqrt(x);
      case RECIPROCAL -> x -> 1 / x;
      case TAN -> Math::tan;
      case ASIN -> Math::asin;
      case ACOS -> Math::acos;
      case ATAN -> Math::atan;
      case SINH -> Math::sinh;
      case COSH -> Math::cosh;
      case ERF -> x -> Math.abs(x) > 2.5 ? 1 - complement(x) : errorFunction(x);
      case ERFC -> ElementwiseConformance::complement;
      case FLOOR -> Math::floor;
      case CEIL -> Math::ceil;
      case ROUND -> Math::rint;
    };
  }

  /** (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2 without cancellation. */
  private static double geluShare(double x) {
    return 1 / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** 1 - erf(x), by the series at 0 and by the continued fraction far from it. */
  private static double complement(double x) {
    if (Double.isNaN(x)) {
      return x;
    } else if (Math.abs(x) > 2.5) {
      double fraction = 0;
      for (int k = 200; k > 0; k--) {
        fraction = k / 2.0 / (Math.abs(x) + fraction);
      }
      double tail = Math.exp(-x * x) / Math.sqrt(Math.PI) / (Math.abs(x) + fraction);
      return x > 0 ? tail : 2 - tail;
    }
    return 1 - errorFunction(x);
  }

  private static double errorFunction(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 60; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
