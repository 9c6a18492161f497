package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The active kernels against naive loops in {@code double}, on ranges inside of arrays. */
class KernelsTest {
  private static final int SIZE = 131;
  private static final int FROM = 3;
  private static final int TO = 127;

  private final Kernels kernels = ActiveKernels.get();
  private final RandomSource random = RandomSource.of(5);

  @ParameterizedTest
  @EnumSource(Unary.class)
  void unary(Unary op) {
    boolean positive = op == Unary.LOG || op == Unary.SQRT;
    float[] x = positive ? magnitudes(SIZE) : numbers(SIZE);
    float[] y = new float[SIZE];
    Arrays.fill(y, -77);
    kernels.unary(op, x, y, FROM, TO);
    DoubleUnaryOperator expected = expected(op);
    for (int i = FROM; i < TO; i++) {
      assertClose(y[i], expected.applyAsDouble(x[i]));
    }
    assertUntouched(y);
  }

  @ParameterizedTest
  @EnumSource(Binary.class)
  void binary(Binary op) {
    float[] a = numbers(SIZE);
    float[] b = numbers(SIZE);
    b[10] = a[10];
    b[11] = 0;
    a[12] = 0;
    a[13] = -0f;
    float[] y = new float[SIZE];
    Arrays.fill(y, -77);
    kernels.binary(op, a, b, y, FROM, TO);
    DoubleBinaryOperator expected = expected(op);
    for (int i = FROM; i < TO; i++) {
      assertClose(y[i], expected.applyAsDouble(a[i], b[i]));
    }
    assertUntouched(y);
  }

  @ParameterizedTest
  @EnumSource(Scalar.class)
  void scalar(Scalar op) {
    float[] x = op == Scalar.POW ? magnitudes(SIZE) : numbers(SIZE);
    float[] y = new float[SIZE];
    Arrays.fill(y, -77);
    kernels.scalar(op, x, 1.5f, y, FROM, TO);
    for (int i = FROM; i < TO; i++) {
      double expected =
          switch (op) {
            case SCALE -> x[i] * 1.5;
            case SHIFT -> x[i] + 1.5;
            case POW -> Math.pow(x[i], 1.5);
            case LEAKY_SLOPE -> x[i] > 0 ? 1 : 1.5;
          };
      assertClose(y[i], expected);
    }
    assertUntouched(y);
  }

  @Test
  void specialValuesOfActivations() {
    float[] x = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 100, -100};
    assertThat(apply(Unary.TANH, x))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(Float.NaN, 1, -1, 1, -1);
    assertThat(apply(Unary.SIGMOID, x))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(Float.NaN, 1, 0, 1, 0);
    assertThat(apply(Unary.RELU, x)).containsExactly(Float.NaN, x[1], 0, 100, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 13, 64, 65, 4098})
  void reductions(int size) {
    float[] a = numbers(size + 2);
    float[] b = numbers(size + 2);
    double sum = 0;
    double dot = 0;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 1; i <= size; i++) {
      sum += a[i];
      dot += (double) a[i] * b[i];
      max = Math.max(max, a[i]);
    }
    // A sum of n numbers of size 1 in float has an error of at most n roundings of its partial
    // sums.
    double tolerance = 1e-6 * (size + 1);
    assertThat((double) kernels.sum(a, 1, size + 1)).isCloseTo(sum, within(tolerance));
    assertThat((double) kernels.dot(a, b, 1, size + 1)).isCloseTo(dot, within(tolerance));
    assertThat(kernels.max(a, 1, size + 1)).isEqualTo(max);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 17, 64, 65})
  void rows(int width) {
    int rows = 7;
    float[] x = numbers(rows * width + 4);
    float[] y = new float[width + 2];
    kernels.sumRows(x, 4, rows, width, y, 1);
    for (int j = 0; j < width; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += x[4 + i * width + j];
      }
      assertClose(y[1 + j], sum);
    }
    assertThat(y[0]).isZero();
    assertThat(y[width + 1]).isZero();
  }

  @Test
  void axpyAdds() {
    float[] x = numbers(SIZE);
    float[] y = x.clone();
    kernels.axpy(2, x, y, FROM, TO);
    for (int i = 0; i < SIZE; i++) {
      assertClose(y[i], i >= FROM && i < TO ? 3.0 * x[i] : x[i]);
    }
  }

  private float[] apply(Unary op, float... x) {
    float[] y = new float[x.length];
    kernels.unary(op, x, y, 0, x.length);
    return y;
  }

  private float[] numbers(int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) (2 * random.nextGaussian());
    }
    return numbers;
  }

  private float[] magnitudes(int size) {
    float[] numbers = numbers(size);
    for (int i = 0; i < size; i++) {
      numbers[i] = Math.abs(numbers[i]);
    }
    return numbers;
  }

  /** Each kernel rounds a handful of times; tanh has an absolute error of 4e-7. */
  private static void assertClose(float actual, double expected) {
    double tolerance = 1e-6 * Math.max(1, Math.abs(expected));
    assertThat((double) actual).isCloseTo(expected, within(tolerance));
  }

  private static void assertUntouched(float[] y) {
    assertThat(y[FROM - 1]).isEqualTo(-77);
    assertThat(y[TO]).isEqualTo(-77);
  }

  private static DoubleUnaryOperator expected(Unary op) {
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
      case SOFTPLUS -> x -> Math.log1p(Math.exp(x));
      case RELU -> x -> x > 0 ? x : 0;
    };
  }

  private static DoubleBinaryOperator expected(Binary op) {
    return switch (op) {
      case PLUS -> Double::sum;
      case MINUS -> (a, b) -> a - b;
      case TIMES -> (a, b) -> a * b;
      case DIVIDE -> (a, b) -> a / b;
      case MAXIMUM -> Math::max;
      case MINIMUM -> Math::min;
      case MASK -> (a, b) -> b == 0 ? 0 : a * b;
      case MAXIMUM_SHARE -> (a, b) -> a == b ? 0.5 : a < b ? 0 : 1;
      case RELU_GRADIENT -> (a, b) -> a > 0 ? b : 0;
      case TANH_GRADIENT -> (a, b) -> b * (1 - a * a);
      case SIGMOID_GRADIENT -> (a, b) -> b * a * (1 - a);
    };
  }
}
