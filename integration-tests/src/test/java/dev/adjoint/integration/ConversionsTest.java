package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversions between types of numbers, and the functions of Math. */
class ConversionsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "arguments that widen",
                """
            static double half(double x) {
              return x / 2;
            }

            @Differentiable static double f(double a, int n) {
              return a * half(1) + half(3) * half(n) + half(n + 2) * a;
            }
            """)
            .at(2.0, 3),
        Case.of(
                "float into double",
                """
            static double square(double x) {
              return x * x;
            }

            @Differentiable static double f(float a) {
              return square(a) / 3;
            }
            """)
            .at(2.1f),
        Case.of(
                "results that widen",
                """
            static double ratio(int a, int b) {
              return a / b;
            }

            static double truncated(double x) {
              float y = (float) x;
              return y;
            }

            @Differentiable static double f(double x, int n) {
              double third = n / 3;
              double y = ratio(n, 2) / 2 + third / 2;
              return x * y * x + truncated(1.1);
            }
            """)
            .at(2.0, 7),
        Case.of(
                "integer division",
                """
            @Differentiable static double f(double x, int n) {
              double s = x * (n / 2) + n / 2 * x + x * n / 2;
              int k = n / 3 * 2;
              s *= k % 5;
              return s + (1 / 2) * x + 1 / 2.0 * x;
            }
            """)
            .at(2.0, 7),
        Case.of(
                "int overflow",
                """
            @Differentiable static double f(double x) {
              int big = 2147483647;
              int wrapped = big + 1;
              long fine = big + 1L;
              return x * wrapped * 1e-9 + x * fine * x * 1e-9;
            }
            """)
            .at(2.0),
        Case.of(
                "int squares in partials",
                """
            @Differentiable static double f(double x, int n) {
              return Math.atan2(x, n) + Math.hypot(x, n) + Math.atan2(n, x) + n / x;
            }
            """)
            .at(70000.0, 100000)
            .at(1.0, 2),
        Case.of(
                "floats and doubles mixed",
                """
            @Differentiable static float f(float a, double b, float c) {
              double d = a * b;
              float e = (float) d * c;
              e += b;
              e *= d;
              d -= e;
              return e + (float) d * a;
            }
            """)
            .at(1.1f, .7, .3f),
        Case.of(
                "compound with narrowing",
                """
            @Differentiable static double f(double x) {
              int n = 7;
              n *= 1.5;
              n += 0.7;
              n /= 2.5f;
              n -= 1L;
              float y = 2;
              y *= x;
              y /= 4;
              long l = 5;
              l <<= 2;
              return x * n * l + y;
            }
            """)
            .at(1.5)
            .slope(60.5),
        Case.of(
                "literals",
                """
            @Differentiable static double f(double x) {
              return 0x10 * x + 010 * x + 1_000 * x + 0b11 * x + 1e1f * x + .5d * x + 0x1p3 * x + 'a' * x + 5L * x;
            }
            """)
            .at(1.3),
        Case.of(
                "exponents as literals",
                """
            @Differentiable static double f(double x) {
              return Math.pow(x, 010) + Math.pow(x, 0x3) + Math.pow(x, 2f) + Math.pow(x, -1) + Math.pow(x, 1_0) + Math.pow(x, 0.5d) + Math.pow(x, 1) + Math.pow(x, 0) + Math.pow(x, 0b11);
            }
            """)
            .at(1.1),
        Case.of(
                "remainders",
                """
            @Differentiable static double f(double x, double y) {
              double r = x % y;
              r %= 3;
              return r * x + (x * y) % 1.5 + -x % y;
            }
            """)
            .at(7.3, 2.1)
            .at(-7.3, 2.1),
        Case.of(
                "casts of actives",
                """
            @Differentiable static float f(double x) {
              float y = (float) (x * x);
              double z = (double) y * x;
              return (float) (z / 3);
            }
            """)
            .warns()
            .at(1.3),
        Case.of(
                "long arithmetic",
                """
            @Differentiable static double f(double x, int n) {
              long a = n * 1000000L;
              long b = a << 3;
              int c = (int) (b % 7);
              double s = x;
              for (int i = 0; i < c; i++) {
                s = s * x + (a >> i & 3);
              }
              return s;
            }
            """)
            .at(.9, 3),
        Case.of(
                "nested ternaries",
                """
            @Differentiable static double f(double x, double y) {
              return 2 * (x > y ? x * y : y > 0 ? Math.exp(y) : -y) + (x > 0 ? 1 : 2) * (y < 0 ? x : y) - (x > 3 ? 1 : x) * y;
            }
            """)
            .at(2.0, 1.0)
            .at(-2.0, 1.0)
            .at(-2.0, -3.0)
            .at(4.0, 1.0),
        Case.of(
                "ternaries of mixed types",
                """
            @Differentiable static double f(double x, int n, float y) {
              double a = x > 0 ? n : y;
              double b = x > 0 ? y : x;
              double c = (n > 2 ? 1 : 2) / 2;
              return a * x + b * b + c * x + (n > 0 ? n : n + 1) / 2 * x;
            }
            """)
            .at(2.0, 3, 1.5f)
            .at(-2.0, 1, 1.5f),
        Case.of(
                "short circuits with calls",
                """
            static double guarded(double[] v, int i) {
              return v[i] * v[i];
            }

            @Differentiable static double f(double[] x, int i) {
              double s = x[0];
              if (i < x.length && guarded(x, i) > 1 && (i == 0 || guarded(x, i - 1) > 0.1)) {
                s *= guarded(x, i);
              }
              if (i >= x.length || guarded(x, i) < 0) {
                s += 2 * x[1];
              }
              return s;
            }
            """)
            .at(new double[] {1.5, -.7}, 0)
            .at(new double[] {1.5, -2.7}, 1)
            .at(new double[] {1.5, -2.7}, 5),
        Case.of(
                "powers at singular points",
                """
            @Differentiable static double f(double x, double y) {
              return Math.pow(x, 2) + Math.pow(x, 3.0) * y + Math.pow(x, 1);
            }
            """)
            .at(0.0, 2.0)
            .slope(1, 0)
            .at(-2.0, 2.0),
        Case.of(
                "all functions",
                """
            @Differentiable static double f(double x, double y) {
              return Math.sin(x) * Math.cos(y) + Math.tan(x) + Math.asin(x / 3) + Math.acos(y / 3) + Math.atan(x) + Math.sinh(x) + Math.cosh(y) * Math.tanh(x) + Math.exp(x) + Math.expm1(y) + Math.log(x) + Math.log1p(y) + Math.log10(x) + Math.sqrt(x) + Math.cbrt(y) + Math.abs(x - 5) + Math.toRadians(x) + Math.toDegrees(y) + Math.hypot(x, y) + Math.atan2(x, y) + Math.fma(x, y, x) + Math.max(x, y) + Math.min(x * 2, y) + Math.pow(x, y) + StrictMath.sin(x);
            }
            """)
            .at(1.1, .7),
        Case.of(
                "all functions of floats",
                """
            @Differentiable static float f(float x, float y) {
              return (float) (Math.sin(x) * Math.cos(y) + Math.asin(x / 3) + Math.cosh(y) + Math.exp(x) + Math.log(x) + Math.sqrt(x) + Math.hypot(x, y) + Math.pow(x, y)) + Math.abs(x - 5) + Math.max(x, y) + Math.min(x * 2, y) + Math.fma(x, y, x);
            }
            """)
            .at(1.1f, .7f));
  }
}
