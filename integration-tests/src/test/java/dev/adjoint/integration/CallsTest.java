package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group E of the conformance cases: calls, self-reference, aliasing, records. */
class CallsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "E1",
                """
            @Differentiable static double f(double x) {
              x = x * (x * x);
              return x;
            }
            """)
            .at(2.0)
            .gives(8)
            .slope(12),
        Case.of(
                "E1 compound",
                """
            @Differentiable static double f(double x, double y) {
              x += x;
              x *= x;
              x -= y;
              return x;
            }
            """)
            .at(3.0, 5.0)
            .gives(31)
            .slope(24, -1),
        Case.of(
                "E3",
                """
            static double g(double[] a) {
              double s = 0;
              for (double each : a) {
                s += each;
              }
              a[0] += 10 * a[0];
              return s;
            }

            @Differentiable static double f(double[] given) {
              double[] a = given.clone();
              double s = g(a);
              return s + a[0];
            }
            """)
            .refused("ADJ-LANG-05"),
        Case.of(
                "E5",
                """
            @Differentiable static double f(double i, double j) {
              i += 7 * j;
              j += 9 * i;
              return i + j + i;
            }
            """)
            .at(3.0, 5.0)
            .gives(423)
            .slope(11, 78),
        Case.of(
                "E7",
                """
            @Differentiable static double f(double x, double y) {
              x = x + y;
              x = x + x;
              return x;
            }
            """)
            .at(4.0, 5.0)
            .gives(18)
            .slope(2, 2),
        Case.of(
                "E9",
                """
            static double dot(double[] x, double[] y) {
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += x[i] * y[i];
              }
              return s;
            }

            @Differentiable static double f(double[] a) {
              return dot(a, a);
            }
            """)
            .at(new double[] {1, 2, 3})
            .slope(2, 4, 6),
        Case.of(
                "E9 scalar",
                """
            static double times(double x, double y) {
              return x * y;
            }

            @Differentiable static double f(double x) {
              return times(x, x);
            }
            """)
            .at(3.0)
            .slope(6),
        Case.of(
                "E11",
                """
            @Differentiable static double f(double x, double y) {
              return x * (y = x) * y;
            }
            """)
            .at(2.0, 3.0)
            .gives(8)
            .slope(12, 0)
            .warns("ADJ-ZERO-02"),
        Case.of(
                "E13",
                """
            @Differentiable static double f(double x, double y) {
              double l = x;
              l /= y;
              return l;
            }
            """)
            .at(6.0, 2.0)
            .gives(3)
            .slope(.5, -1.5),
        Case.of(
                "E13 times",
                """
            @Differentiable static double f(double x, double y) {
              x *= y + 1;
              return x;
            }
            """)
            .at(6.0, 2.0)
            .gives(18)
            .slope(3, 6),
        Case.of(
                "E15",
                """
            record Pair(double a, double b) {
              Pair scaled(double by) {
                return new Pair(a * by, b * by);
              }
            }

            @Differentiable static double f(double x) {
              Pair p = new Pair(x, 2 * x);
              double t = 0;
              for (int i = 0; i < 3; i++) {
                p = p.scaled(1 + i);
                t += p.a() * p.a() + p.b();
              }
              return t;
            }
            """)
            .at(1.0),
        Case.of(
                "E17",
                """
            @Differentiable static double f(double x, double y) {
              java.util.function.DoubleUnaryOperator g = z -> x * z;
              return g.applyAsDouble(y);
            }
            """)
            .refused("ADJ-LANG-01"),
        Case.of(
                "E19 rsqrt",
                """
            @Primitive
            @Vjp(of = "x", is = "-0.5 * yBar * y / x")
            static double rsqrt(double x) {
              return 1 / Math.sqrt(x);
            }

            @Differentiable static double f(double x) {
              return rsqrt(x) * x;
            }
            """)
            .at(2.0),
        Case.of(
                "E19 alias",
                """
            @Primitive
            @Vjp(of = "x", is = "yBar / (1 + x)")
            static double logOnePlus(double x) {
              return Math.log(1 + x);
            }

            @Differentiable static double f(double x) {
              return logOnePlus(x);
            }
            """)
            .at(2.0)
            .slope(0.3333333333333333),
        Case.of(
                "E19 scaled",
                """
            @Primitive
            @Vjp(of = "x", is = "0.9 * yBar")
            static double hooked(double x) {
              return x;
            }

            @Differentiable static double f(double x, double y) {
              return hooked(x * y);
            }
            """)
            .at(2.0, 3.0)
            .slope(2.7, 1.8),
        Case.of(
                "E19 reversed",
                """
            @Primitive
            @Vjp(of = "x", is = "-yBar")
            static double reversed(double x) {
              return x;
            }

            @Differentiable static double f(double x, double y) {
              return reversed(x * y);
            }
            """)
            .at(2.0, 3.0)
            .slope(-3, -2),
        Case.of(
                "E21",
                """
            static double sum(double[] v) {
              double s = 0;
              for (double each : v) {
                s += each;
              }
              return s;
            }

            static double[] doubled(double[] v) {
              double[] r = v.clone();
              for (int i = 0; i < r.length; i++) {
                r[i] *= 2 * v[i];
              }
              return r;
            }

            @Differentiable static double f(double[] v) {
              return sum(doubled(v)) * sum(v) + v[0];
            }
            """)
            .at(new double[] {1, 2, 3}),
        Case.of(
                "E23",
                """
            @Differentiable static double f(double x) {
              if (x < 0) {
                throw new IllegalArgumentException();
              }
              return x * x;
            }
            """)
            .at(1.5)
            .fails(-1.5),
        Case.of(
                "increments in expressions",
                """
            @Differentiable static double f(double[] x, int i) {
              double s = x[i++] * x[i];
              s += x[--i] * i++ * x[i];
              return s * s;
            }
            """)
            .at(new double[] {2, 3, 4}, 0)
            .at(new double[] {2, 3, 4}, 1),
        Case.of(
                "assignments in expressions",
                """
            @Differentiable static double f(double x, double y) {
              double a, b;
              a = b = x * y;
              double c = (a += b) * (b *= 2) - a++ / b--;
              return c * a * b + (x = y) * x;
            }
            """)
            .at(1.3, .7),
        Case.of(
                "assignments in conditions",
                """
            @Differentiable static double f(double x) {
              double y = 0;
              if ((y = x * x) > 1 && (y *= 2) < 10 || (y -= x) > 3) {
                return y * x;
              }
              return y;
            }
            """)
            .at(.5)
            .at(1.5)
            .at(2.9)
            .at(1.2),
        Case.of(
                "assignments in ternaries",
                """
            @Differentiable static double f(double x) {
              double y = x;
              double z = x > 1 ? (y = x * 3) + y : y * (y = 2 * x);
              return z * y;
            }
            """)
            .at(.5)
            .at(1.5),
        Case.of(
                "left before right",
                """
            @Differentiable static double f(double x) {
              double y = x * x;
              return y + (y = 3 * x) * y + y;
            }
            """)
            .at(.5),
        Case.of(
                "index before value",
                """
            @Differentiable static double f(double[] x) {
              double[] a = x.clone();
              int i = 0;
              a[i] = a[i = 1] * 2;
              a[i++] += a[i] * a[i - 1];
              return a[0] * a[1] * a[2];
            }
            """)
            .at(new double[] {2, 3, 4}));
  }
}
