package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group D of the conformance cases: arrays, indices and stores. */
class ArraysTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "D1 sum",
                """
            @Differentiable static double f(double[] p) {
              double s = 0;
              for (double each : p) {
                s += each;
              }
              return s;
            }
            """)
            .at(new double[] {1, 2, 3})
            .slope(1, 1, 1),
        Case.of(
                "D1 squares",
                """
            @Differentiable static double f(double[] p) {
              double s = 0;
              for (int i = 0; i < p.length; i++) {
                s += p[i] * p[i];
              }
              return s;
            }
            """)
            .at(new double[] {1, 2, 3})
            .slope(2, 4, 6),
        Case.of(
                "D1 literal",
                """
            @Differentiable static double f(double x) {
              double[] values = {1, x, 2};
              double s = 0;
              for (double each : values) {
                s += each;
              }
              return s;
            }
            """)
            .at(3.0)
            .slope(1),
        Case.of(
                "D1 literal without a name",
                """
            @Differentiable static double f(double x) {
              double s = 0;
              for (double each : new double[] {1, x, 2}) {
                s += each;
              }
              return s;
            }
            """)
            .at(3.0)
            .gives(6)
            .slope(1),
        Case.of(
                "D1 list of numbers",
                """
            @Differentiable static double f(double x) {
              double s = 0;
              for (double each : java.util.List.of(1.0, x, 2.0)) {
                s += each;
              }
              return s;
            }
            """)
            .refused("ADJ-LANG-01"),
        Case.of(
                "D3",
                """
            @Differentiable static double f(double[] x) {
              double product = 1;
              for (int i = 0; i < x.length; i++) {
                product *= x[i];
              }
              return product;
            }
            """)
            .at(new double[] {3, 4, 5})
            .slope(20, 15, 12)
            .at(new double[] {0, 2, 3})
            .slope(6, 0, 0)
            .at(new double[] {0, 0, 3})
            .slope(0, 0, 0),
        Case.of(
                "D5",
                """
            @Differentiable static double f(double x, double y) {
              double[] arr = new double[1];
              arr[0] = x;
              double res = y * arr[0];
              arr[0] = 0;
              return res;
            }
            """)
            .at(3.0, 5.0)
            .slope(5, 3),
        Case.of(
                "D5 index",
                """
            @Differentiable static double f(double x, double y, int i) {
              double[] arr = new double[1];
              arr[0] = y;
              x *= arr[0];
              arr[i] = 0;
              return x;
            }
            """)
            .at(3.0, 5.0, 0)
            .slope(5, 3),
        Case.of(
                "D7",
                """
            @Differentiable static double f(double[] a) {
              int off = 0;
              double s = 0;
              for (int i = 0; i < 3; i++) {
                off += 5;
                for (int j = 0; j < 4; j++) {
                  s += a[off + j] * a[off + j];
                }
              }
              return s;
            }
            """)
            .at(java.util.stream.IntStream.range(0, 20).mapToDouble(k -> k + 1).toArray())
            .gives(2090)
            .slope(0, 0, 0, 0, 0, 12, 14, 16, 18, 0, 22, 24, 26, 28, 0, 32, 34, 36, 38, 0),
        Case.of(
                "D9",
                """
            @Differentiable static double f(double[] x, double start) {
              double max = start;
              for (int i = 0; i < x.length; i++) {
                if (x[i] > max) {
                  max = x[i];
                }
              }
              return max;
            }
            """)
            .at(new double[] {1, 2, 3, 102, 5}, 3.14)
            .slope(0, 0, 0, 1, 0, 0)
            .at(new double[] {1, 2, 3, 102, 5}, 102.0)
            .slope(0, 0, 0, 0, 0, 1),
        Case.of(
                "D11",
                """
            @Differentiable static double f(double[] x, double[] given) {
              double[] y = given.clone();
              y[0] = x[0];
              y[0] *= x[1];
              y[1] *= x[2];
              y[2] = y[0] + y[1] + y[2];
              return y[2];
            }
            """)
            .at(new double[] {2, 3, 4}, new double[] {1, 1, 1})
            .gives(11)
            .slope(3, 2, 1, 0, 4, 1),
        Case.of(
                "D11 written",
                """
            @Differentiable static double f(double[] x, double[] y) {
              y[0] = x[0];
              return y[0];
            }
            """)
            .refused("ADJ-LANG-05"),
        Case.of(
                "D13",
                """
            @Differentiable static double f(double[] x, int[] at) {
              return x[at[0]] * x[at[1]] + x[at[2]];
            }
            """)
            .at(new double[] {2, 3, 4}, new int[] {0, 0, 2})
            .slope(4, 0, 1),
        Case.of(
                "D13 tail",
                """
            @Differentiable static double f(double[] x) {
              double s = 0;
              for (int i = 1; i < x.length; i++) {
                s += x[i];
              }
              for (int i = 0; i < x.length; i += 2) {
                s += x[i];
              }
              return s;
            }
            """)
            .at(new double[] {2, 3, 4, 5, 6})
            .slope(1, 1, 2, 1, 2),
        Case.of(
                "D15",
                """
            @Differentiable static double f(double[] x) {
              double[] c = x.clone();
              for (int i = 1; i < c.length; i++) {
                c[i] = c[i - 1] * c[i];
              }
              double s = 0;
              for (double each : c) {
                s += each;
              }
              return s;
            }
            """)
            .at(new double[] {2, 3, 4})
            .gives(32)
            .slope(16, 10, 6),
        Case.of(
                "D17",
                """
            @Differentiable static double f(double[] u0) {
              double[] u = u0;
              for (int t = 0; t < 3; t++) {
                double[] v = new double[u.length];
                v[0] = u[0];
                v[u.length - 1] = u[u.length - 1];
                for (int i = 1; i < u.length - 1; i++) {
                  v[i] = u[i] + 0.25 * (u[i - 1] - 2 * u[i] + u[i + 1]);
                }
                u = v;
              }
              double s = 0;
              for (double each : u) {
                s += each * each;
              }
              return s;
            }
            """)
            .at((Object) new double[] {0, 1, 0, 2, 0})
            .gives(.8779296875)
            .slope(.548828125, .564453125, .8203125, .595703125, .658203125),
        Case.of(
                "D17 by copy",
                """
            @Differentiable static double f(double[] u0) {
              double[] u = u0.clone();
              for (int t = 0; t < 3; t++) {
                double[] v = new double[u.length];
                for (int i = 1; i < u.length - 1; i++) {
                  v[i] = u[i] + 0.25 * (u[i - 1] - 2 * u[i] + u[i + 1]);
                }
                for (int i = 0; i < u.length; i++) {
                  u[i] = v[i];
                }
              }
              double s = 0;
              for (double each : u) {
                s += each * each;
              }
              return s;
            }
            """)
            .at(new double[] {0, 1, 0, 2, 0}),
        Case.of(
                "D19 Rosenbrock",
                """
            @Differentiable static double f(double[] x) {
              double s = 0;
              for (int i = 0; i < x.length - 1; i++) {
                double a = x[i + 1] - x[i] * x[i];
                double b = 1 - x[i];
                s += 100 * a * a + b * b;
              }
              return s;
            }
            """)
            .at(new double[] {1, 2, 3})
            .gives(201)
            .slope(-400, 1002, -200),
        Case.of(
                "D19 Brown",
                """
            @Differentiable static double f(double[] x) {
              int n = x.length;
              double sum = 0;
              double product = 1;
              for (double each : x) {
                sum += each;
                product *= each;
              }
              double s = 0;
              for (int i = 0; i < n - 1; i++) {
                s += x[i] + sum - (n + 1);
              }
              return s + product - 1;
            }
            """)
            .at(new double[] {1, 2, 3})
            .gives(12)
            .slope(9, 6, 4),
        Case.of(
                "D19 Brown doubled",
                """
            @Differentiable static double f(double[] x) {
              int n = x.length;
              double[] y = new double[n];
              y[n - 1] = -1;
              double product = 1;
              for (int i = 0; i < n; i++) {
                product *= x[i];
                if (i < n - 1) {
                  y[i] = x[i] - (n + 1);
                  for (int j = 0; j < n; j++) {
                    y[i] += x[j];
                  }
                  y[i] += y[i];
                }
              }
              y[n - 1] += product;
              double s = 0;
              for (double each : y) {
                s += each;
              }
              return s;
            }
            """)
            .at(new double[] {1, 2, 3})
            .gives(19)
            .slope(12, 9, 6),
        Case.of(
                "D19 trigonometric",
                """
            @Differentiable static double f(double[] x) {
              int n = x.length;
              double cosines = 0;
              for (double each : x) {
                cosines += Math.cos(each);
              }
              double s = 0;
              for (int i = 0; i < n; i++) {
                double y = n - cosines + (i + 1) * (1 - Math.cos(x[i])) - Math.sin(x[i]);
                s += y * y;
              }
              return s;
            }
            """)
            .at(new double[] {.1, .2, .3}),
        Case.of(
                "D21",
                """
            @Differentiable static double f(double x, double y) {
              double[] a = {y, x * y, x * x + y};
              double s = 0;
              for (double each : a) {
                s += each * each;
              }
              return s;
            }
            """)
            .at(2.0, 2.0)
            .gives(56)
            .slope(64, 32),
        Case.of(
                "D21 zero",
                """
            @Differentiable static double f(double x, double y) {
              double[] a = {x, x * y, 0};
              double s = 0;
              for (double each : a) {
                s += each * each;
              }
              return s;
            }
            """)
            .at(2.0, 2.0)
            .gives(20),
        Case.of(
                "D21 break",
                """
            @Differentiable static double f(double x, double y) {
              double[] a = {x, x * y, 0};
              double r = 0;
              for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                  if (r > x * x) {
                    break;
                  }
                  r += a[i] * a[j];
                }
              }
              return r;
            }
            """)
            .at(2.0, 2.0)
            .gives(12)
            .slope(12, 4)
            .at(2.1, .3),
        Case.of(
                "D23 empty",
                """
            @Differentiable static double f(double[] x) {
              double sum = 0;
              double product = 1;
              for (int i = 0; i < x.length; i++) {
                sum += x[i];
                product *= x[i];
              }
              return sum * product;
            }
            """)
            .at(new double[0])
            .gives(0)
            .at(new double[] {3}),
        Case.of(
                "D23 triangle",
                """
            @Differentiable static double f(double[][] m) {
              double s = 0;
              for (int i = 0; i < m.length; i++) {
                for (int j = i; j < m[i].length; j++) {
                  s += m[i][j] * m[i][j] * (i + 1);
                }
              }
              return s;
            }
            """)
            .at((Object) new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}})
            .at((Object) new double[][] {{1}, {2, 3, 4}, {}})
            .at((Object) new double[0][]),
        Case.of(
                "D23 row-major",
                """
            @Differentiable static double f(double[] m) {
              int n = (int) Math.sqrt(m.length);
              double s = 0;
              for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                  s += m[i * n + j] * m[i * n + j];
                }
              }
              return s;
            }
            """)
            .at((Object) new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9})
            .gives(156)
            .slope(2, 4, 6, 0, 10, 12, 0, 0, 18)
            .at((Object) new double[0]),
        Case.of(
                "D25",
                """
            @Differentiable static double f(double[] x) {
              double total = 0;
              for (int i = 0; i < x.length; i++) {
                double[] t = new double[3];
                t[0] = x[i];
                t[1] = t[0] * t[0];
                t[2] += t[0] * t[1];
                total += t[2] + t[1] * i;
              }
              return total;
            }
            """)
            .at(new double[] {1, -2, 3}));
  }
}
