package dev.adjoint.integration;

import static dev.adjoint.tensor.Tensor.vector;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group H of the conformance cases: kinks, NaN and conventions. */
class KinksTest {
  private static final String IMPORTS =
      """
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Elementwise.*;
      import dev.adjoint.tensor.Activations;
      import dev.adjoint.tensor.Elementwise;
      import dev.adjoint.tensor.Indexing;
      import dev.adjoint.tensor.Losses;
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "logistic functions",
                """
            @Differentiable static double f(double x, double[] w) {
              double p = 1 / (1 + Math.exp(-x));
              double q = 2.0 * (1.0 / (Math.exp(-(x * w[0])) + 1.0)) + p;
              x = 1 / (1 + Math.exp(-x));
              w = w.clone();
              w[1] = 1 / (1 + Math.exp(-w[1] * x));
              double e = Math.exp(-p);
              return p * q + x * w[1] + 1 / (1 + e) * e + 3 / (1 + Math.exp(-q));
            }
            """)
            .at(.7, new double[] {-1.5, .4})
            .at(-30.0, new double[] {1.5, .4}),
        Case.of(
                "a logistic function that is saturated",
                """
            @Differentiable static double f(double x) {
              return 1 / (1 + Math.exp(-x));
            }
            """)
            .at(0.0)
            .gives(.5)
            .slope(.25)
            .at(800.0)
            .slope(0)
            .at(-800.0)
            .slope(0)
            .at(Double.NaN)
            .slope(Double.NaN),
        Case.of(
                "H1",
                """
            @Differentiable static double f(double x) {
              return Math.abs(x);
            }
            """)
            .at(0.0)
            .slope(0)
            .at(-0.0)
            .slope(0)
            .at(-2.0)
            .slope(-1),
        Case.of(
                "H2",
                """
            @Differentiable static double f(double a, double b) {
              return Math.max(a, b);
            }
            """)
            .at(2.0, 2.0)
            .slope(.5, .5)
            .at(3.0, 2.0)
            .slope(1, 0)
            .at(2.0, 3.0)
            .slope(0, 1),
        Case.of(
                "H2 min",
                """
            @Differentiable static double f(double a, double b) {
              return Math.min(a, b);
            }
            """)
            .at(2.0, 2.0)
            .slope(.5, .5)
            .at(3.0, 2.0)
            .slope(0, 1),
        Case.of(
                "H2 same",
                """
            @Differentiable static double f(double a) {
              return Math.max(a, a);
            }
            """)
            .at(2.0)
            .slope(1),
        Case.of(
                "H3 relu",
                """
            @Differentiable static double f(double x) {
              return dev.adjoint.Scalars.relu(x);
            }
            """)
            .at(0.0)
            .slope(0)
            .at(2.0)
            .slope(1),
        Case.of(
                "H3 relu tensor",
                """
            @Differentiable static float f(Tensor x) {
              return relu(x).sum();
            }
            """)
            .with(IMPORTS)
            .at(vector(0, 1, -1))
            .slope(0, 1, 0),
        Case.of(
                "H3 norm",
                """
            @Differentiable static float f(Tensor x) {
              return x.norm();
            }
            """)
            .at(vector(0, 0))
            .slope(0, 0)
            .at(vector(3, 4))
            .slope(.6, .8),
        Case.of(
                "H3 sqrt",
                """
            @Differentiable static double f(double x) {
              return Math.sqrt(x);
            }
            """)
            .at(0.0)
            .slope(Double.POSITIVE_INFINITY),
        Case.of(
                "H3 hypot",
                """
            @Differentiable static double f(double x, double y) {
              return Math.hypot(x, y);
            }
            """)
            .at(3.0, 4.0)
            .slope(.6, .8)
            .at(0.0, 0.0)
            .slope(Double.NaN, Double.NaN),
        Case.of(
                "H3 clamp",
                """
            @Differentiable static double f(double x) {
              return Math.max(-1, Math.min(1, x));
            }
            """)
            .at(1.0)
            .slope(.5)
            .at(-1.0)
            .slope(.5)
            .at(.3)
            .slope(1)
            .at(2.0)
            .slope(0),
        Case.of(
                "H3 atan2",
                """
            @Differentiable static double f(double y, double x) {
              return Math.atan2(y, x);
            }
            """)
            .at(0.0, 0.0)
            .slope(Double.NaN, Double.NaN)
            .at(0.0, -1.0)
            .slope(-1, 0),
        Case.of(
                "H4 constant",
                """
            @Differentiable static double f(double x) {
              return Math.pow(x, 2);
            }
            """)
            .at(-2.0)
            .slope(-4)
            .at(0.0)
            .slope(0),
        Case.of(
                "H4 cube",
                """
            @Differentiable static double f(double x) {
              return Math.pow(x, 3);
            }
            """)
            .at(-2.0)
            .slope(12),
        Case.of(
                "H4 parameter",
                """
            @Differentiable(wrt = "x") static double f(double x, double n) {
              return Math.pow(x, n);
            }
            """)
            .at(-2.0, 3.0)
            .slope(12)
            .at(-2.0, 2.0)
            .slope(-4),
        Case.of(
                "H5",
                """
            @Differentiable static double f(double x, double y) {
              return Math.pow(x, y);
            }
            """)
            .at(0.0, 1.0)
            .slope(1, 0)
            .at(0.0, 0.0)
            .slope(0, 0)
            .at(0.0, 2.0)
            .slope(0, 0)
            .at(0.0, .5)
            .slope(Double.POSITIVE_INFINITY, 0)
            .at(2.0, 3.0),
        Case.of(
                "H6",
                """
            @Differentiable static double f(double x) {
              return x > 0 ? Math.log(x) : 0;
            }
            """)
            .at(-1.0)
            .gives(0)
            .slope(0)
            .at(0.0)
            .slope(0)
            .at(2.0)
            .slope(.5),
        Case.of(
                "H6 branch",
                """
            @Differentiable static double f(double x) {
              double y = 0;
              if (x > 0) {
                y = Math.sqrt(x) * Math.log(x) / x;
              }
              return y;
            }
            """)
            .at(-1.0)
            .slope(0)
            .at(0.0)
            .slope(0)
            .at(2.0),
        Case.of(
                "H7",
                """
            @Differentiable static double f(double x) {
              return 0 * (1 / x);
            }
            """)
            .at(0.0)
            .gives(Double.NaN)
            .slope(Double.NaN)
            .at(2.0)
            .slope(0),
        Case.of(
                "H7 min",
                """
            @Differentiable static double f(double x) {
              return Math.min(1, 1 / x);
            }
            """)
            .at(4.0)
            .slope(-.0625)
            .at(0.0)
            .gives(1)
            .slope(Double.NaN),
        Case.of(
                "H7 min behind a branch",
                """
            @Differentiable static double f(double x) {
              return x < 1 ? 1 : 1 / x;
            }
            """)
            .at(0.0)
            .gives(1)
            .slope(0)
            .at(4.0)
            .slope(-.0625),
        Case.of(
                "H8",
                """
            @Differentiable static double f(double x, double y) {
              double dead = Math.log(x) / x;
              double dead2 = Math.sqrt(dead);
              return y * y;
            }
            """)
            .at(0.0, 3.0)
            .slope(0, 6)
            .at(-1.0, 3.0)
            .slope(0, 6)
            .warns("ADJ-ZERO-02"),
        Case.of(
                "H9",
                """
            @SuppressWarnings("ADJ-ZERO-03")
            @Differentiable static double f(double x, double y) {
              return x == 0 ? x * 0 : x * Math.log(y);
            }
            """)
            .at(2.0, 3.0),
        Case.of(
                "H9 xlogy",
                """
            @Differentiable static double f(double x, double y) {
              return x * Math.log(y);
            }
            """)
            .at(0.0, 23.0)
            .gives(0)
            .slope(3.1354942159291497, 0),
        Case.of(
                "H9 logaddexp",
                """
            @Differentiable static double f(double a, double b) {
              double m = Math.max(a, b);
              return m + Math.log(Math.exp(a - m) + Math.exp(b - m));
            }
            """)
            .at(2.0, 2.0)
            .slope(.5, .5)
            .at(1.0, -2.0),
        Case.of(
                "H9 logsumexp",
                """
            @Differentiable static double f(double[] x) {
              double m = x[0];
              for (double v : x) {
                if (v > m) {
                  m = v;
                }
              }
              double s = 0;
              for (double v : x) {
                s += Math.exp(v - m);
              }
              return m + Math.log(s);
            }
            """)
            .at((Object) new double[] {0, Double.NEGATIVE_INFINITY, 0})
            .gives(Math.log(2))
            .slope(.5, 0, .5),
        Case.of(
                "H10",
                """
            @Differentiable static double f(double x) {
              return Math.floor(x) * x + Math.ceil(x) + Math.rint(x);
            }
            """)
            .at(2.3)
            .slope(2)
            .warns("ADJ-ZERO-01"),
        Case.of(
                "H10 cast",
                """
            @Differentiable static double f(double x) {
              return (int) x * x;
            }
            """)
            .at(2.3)
            .slope(2)
            .warns("ADJ-ZERO-01"),
        Case.of(
                "H10 round",
                """
            @Differentiable static double f(double x) {
              return Math.round(x) * x;
            }
            """)
            .at(2.3)
            .slope(2)
            .warns("ADJ-ZERO-01"),
        Case.of(
                "H10 remainder",
                """
            @Differentiable static double f(double x, double c) {
              return x % c;
            }
            """)
            .at(7.3, 2.0)
            .slope(1, -3)
            .at(-7.3, 2.0)
            .slope(1, 3),
        Case.of(
                "H11",
                """
            @Differentiable static double f(double x, double y) {
              if (x < y) {
                return x * x;
              } else {
                return 3 * y;
              }
            }
            """)
            .at(Double.NaN, 2.0)
            .slope(0, 3)
            .at(1.0, Double.POSITIVE_INFINITY)
            .slope(2, 0)
            .at(Double.MIN_VALUE, 1.0)
            .slope(2 * Double.MIN_VALUE, 0),
        Case.of(
                "H11 replayed",
                """
            @Differentiable static double f(double x) {
              boolean inside = x < 1;
              x = x * 100;
              return inside ? x * x : x;
            }
            """)
            .at(.5)
            .at(2.0),
        Case.of(
                "H12",
                """
            @Differentiable static double f(double x) {
              return Math.max(x * x, 1);
            }
            """)
            .at(.5)
            .slope(0)
            .at(2.0)
            .slope(4),
        Case.of(
                "H12 arm",
                """
            @Differentiable static double f(double x) {
              if (x < 0) {
                return 0;
              }
              return x * x;
            }
            """)
            .at(-1.0)
            .slope(0)
            .at(3.0)
            .slope(6),
        Case.of(
                "H13",
                """
            @Differentiable static double f(double x, double y) {
              double n = Math.sqrt(x * x + y * y);
              return n == 0 ? 0 : x / n + 2 * y / n;
            }
            """)
            .at(3.0, 4.0)
            .at(0.0, 0.0)
            .gives(0)
            .slope(Double.NaN, Double.NaN),
        Case.of(
                "H13 before",
                """
            @Differentiable static double f(double x, double y) {
              double square = x * x + y * y;
              if (square == 0) {
                return 0;
              }
              double n = Math.sqrt(square);
              return x / n + 2 * y / n;
            }
            """)
            .at(0.0, 0.0)
            .slope(0, 0)
            .at(3.0, 4.0),
        Case.of(
                "H13 floor",
                """
            @Differentiable static double[] f(double[] v) {
              double square = v[0] * v[0] + v[1] * v[1];
              double n = square > 1e-6 ? Math.sqrt(square) : 1e-3;
              return new double[] {v[0] / n, v[1] / n};
            }
            """)
            .at((Object) new double[] {0, 0})
            .slope(1000, 1250)
            .at((Object) new double[] {3, 4}),
        Case.of(
                "H14",
                """
            @Differentiable static double f(float x, int n) {
              double s = 0;
              for (int i = 0; i < n; i++) {
                s += x * i;
              }
              long l = n;
              return s * l / 3;
            }
            """)
            .at(2f, 4)
            .slope(8),
        Case.of(
                "H14 in double precision between",
                """
            @Differentiable static double f(float x, long n) {
              double s = 0;
              for (int i = 0; i < 3; i++) {
                s += x * i + (double) x / 3;
              }
              float back = (float) (s * s);
              return back * n / 7.0;
            }
            """)
            .at(2f, 9007199254740993L),
        Case.of(
                "G15 the value to the bit",
                """
            @Differentiable static double f(double[] x) {
              double s = .1;
              for (double v : x) {
                s = s * v + .2 - (s + v) * .3 / v;
              }
              return s - (.1 + .2) * x[0];
            }
            """)
            .at((Object) new double[] {.7, 3.3, 1e3, -7}),
        Case.of(
                "max and min of floats that are NaN",
                """
            @Differentiable static float f(float x, float y) {
              return Math.max(x, y) * Math.min(2f, y);
            }
            """)
            .at(Float.NaN, 1f)
            .slope(Double.NaN, Double.NaN)
            .at(1f, Float.NaN)
            .slope(Double.NaN, Double.NaN)
            .at(3f, 1f)
            .slope(1, 3)
            .at(Float.POSITIVE_INFINITY, 1f)
            .slope(1, Double.POSITIVE_INFINITY),
        Case.of(
                "a singular point before a branch that goes around it",
                """
            @Differentiable static double f(double x, boolean skips) {
              double root = Math.pow(x, 0.5);
              if (skips) {
                return x;
              }
              return root;
            }
            """)
            .at(4.0, true)
            .at(4.0, false)
            .at(-4.0, true)
            .gives(-4)
            .slope(Double.NaN),
        Case.of(
                "a singular point behind a branch that goes around it",
                """
            @Differentiable static double f(double x, boolean skips) {
              if (skips) {
                return x;
              }
              double root = Math.pow(x, 0.5);
              return root;
            }
            """)
            .at(4.0, false)
            .at(-4.0, true)
            .slope(1));
  }
}
