package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops of all kinds, and long methods. */
class LoopsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a local that is declared before the loop that assigns it",
                """
            @Differentiable static double f(double[] x, int n) {
              double s = 1;
              double t;
              double[] a;
              int k;
              for (int i = 0; i < n; i++) {
                k = i % 2;
                a = new double[] {x[k], s};
                t = a[0] * a[1];
                s += t * t + k * a[1];
              }
              return s;
            }
            """)
            .at(new double[] {.5, .7}, 0)
            .at(new double[] {.5, .7}, 3),
        Case.of(
                "assigned in both branches",
                """
            @Differentiable static double f(double x, double y) {
              double v;
              double w;
              if (x > y) {
                v = x * x;
                w = v * y;
              } else {
                w = x * y;
                v = w * w;
              }
              return v * w;
            }
            """)
            .at(2.0, 1.0)
            .at(1.0, 2.0),
        Case.of(
                "loop-carried swap of three",
                """
            @Differentiable static double f(double a, double b, double c) {
              for (int i = 0; i < 4; i++) {
                double t = a;
                a = b * 2;
                b = c * a;
                c = t + i;
              }
              return a * b + c;
            }
            """)
            .at(.5, .6, .7),
        Case.of(
                "triangular loops",
                """
            @Differentiable static double f(double x, int n) {
              double s = x;
              for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                  for (int k = j; k > i; k--) {
                    s = Math.sin(s * x + i - j * k);
                  }
                }
              }
              return s;
            }
            """)
            .at(1.1, 4)
            .at(1.1, 0)
            .at(1.1, 1),
        Case.of(
                "negative trip counts",
                """
            @Differentiable static double f(double x, int n) {
              double s = x;
              for (int i = 5; i < n; i++) {
                s = s * s;
                for (int j = 3; j <= i - 10; j++) {
                  s = s * x;
                }
              }
              return s * x;
            }
            """)
            .at(1.1, -7)
            .at(1.1, 7),
        Case.of(
                "steps of two and three",
                """
            @Differentiable static double f(double x, int n) {
              double s = x;
              for (int i = 0; i < n; i += 2) {
                s = Math.sin(s) + 0.1 * i;
              }
              for (int i = n; i >= 1; i -= 3) {
                s = Math.sin(s) * 0.5 + i;
              }
              for (int i = -1; i <= n; i += 3) {
                s = Math.sin(s) + i;
              }
              for (int i = n; i > -2; i -= 2) {
                s = Math.sin(s) - i;
              }
              return s;
            }
            """)
            .at(1.1, -3)
            .at(1.1, -2)
            .at(1.1, -1)
            .at(1.1, 0)
            .at(1.1, 1)
            .at(1.1, 2)
            .at(1.1, 3)
            .at(1.1, 4)
            .at(1.1, 5)
            .at(1.1, 6)
            .at(1.1, 7),
        Case.of(
                "mirrored conditions",
                """
            @Differentiable static double f(double x, int n) {
              double s = x;
              for (int i = 0; n > i; ++i) {
                s = Math.sin(s) + i;
              }
              for (int i = n; 0 <= i; --i) {
                s = Math.cos(s) * i;
              }
              return s;
            }
            """)
            .at(1.1, 3)
            .at(1.1, 0)
            .at(1.1, -1),
        Case.of(
                "conditions in nested loops",
                """
            @Differentiable static double f(double[] x, int n) {
              double s = 1;
              for (int i = 0; i < n; i++) {
                for (int j = 0; j < x.length; j++) {
                  if (s > x[j]) {
                    s = s * x[j];
                  } else if (i % 2 == 0 && j > 0 || s < -1) {
                    s = s + x[j] * x[j - (j > 0 ? 1 : 0)];
                  } else {
                    s = Math.cos(s);
                  }
                }
              }
              return s;
            }
            """)
            .at(new double[] {.5, 1.5, -.7}, 4),
        Case.of(
                "loop inside a branch with its own bound",
                """
            @Differentiable static double f(double x, int k) {
              double s = x;
              if (x > 0) {
                int n = k * 2;
                for (int i = 0; i < n; i++) {
                  s = s * x + i;
                }
              }
              return s;
            }
            """)
            .at(1.1, 3)
            .at(-1.1, 3),
        Case.of(
                "loop that is guarded",
                """
            @Differentiable static double f(double x, int[][] k) {
              double s = x;
              if (k.length > 1) {
                for (int i = 0; i < k[1].length; i++) {
                  s = s * x + k[1][i];
                }
              }
              return s;
            }
            """)
            .at(1.1, new int[][] {{1}})
            .at(1.1, new int[][] {{1}, {2, 3}}),
        Case.of(
                "bound of another array in a loop",
                """
            @Differentiable static double f(double[][] m, double x) {
              double s = x;
              for (int i = 0; i < m.length; i++) {
                int width = m[i].length;
                for (int j = 0; j < width; j++) {
                  s = Math.sin(s * m[i][j]) + x;
                }
              }
              return s;
            }
            """)
            .at(new double[][] {{1, 2}, {}, {3}}, .5),
        Case.of(
                "changed start",
                """
            @Differentiable static double f(double x, int n) {
              double s = 1;
              int k = 0;
              for (int i = k; i < n; i++) {
                k += 2;
                s = s * x + i + k;
              }
              return s * s * k;
            }
            """)
            .at(.7, 5)
            .at(.7, 0),
        Case.of(
                "counters in loops",
                """
            @Differentiable static double f(double[] x) {
              int count = 0;
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                if (x[i] > 0) {
                  count++;
                  s += x[i] * x[i] * count;
                } else {
                  count += 2;
                }
                s *= 1 + x[count % x.length];
              }
              return s / (count + 1);
            }
            """)
            .at(new double[] {1, -2, 3, .5}),
        Case.of(
                "each over a changing array",
                """
            @Differentiable static double f(double[] x) {
              double[] a = x.clone();
              double s = 0;
              for (double v : a) {
                a[0] = a[0] * v;
                v *= 2;
                s += v * a[0];
              }
              return s;
            }
            """)
            .at(new double[] {1.5, -2, 3}),
        Case.of(
                "booleans carried",
                """
            @Differentiable static double f(double x, boolean c) {
              boolean odd = false;
              double s = x;
              for (int i = 0; i < 5; i++) {
                odd = !odd ^ c;
                if (odd) {
                  s = s * x;
                } else {
                  s = s + x;
                }
                c = odd && s > 3;
              }
              return odd ? s * s : s;
            }
            """)
            .at(1.3, true)
            .at(1.3, false),
        Case.of(
                "three hundred statements",
                """
            @Differentiable static double f(double x, double y) {
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              y = Math.cos(x) - 0.3 * y;
              x = x * 0.9 + Math.sin(y);
              y = y + 0.01 * x * x;
              return x * y;
            }
            """)
            .at(.3, .4),
        Case.of(
                "three hundred variables",
                """
            @Differentiable static double f(double x) {
              double v0 = x;
              double v1 = Math.exp(-v0) * x;
              double v2 = Math.exp(-v1) * x;
              double v3 = Math.exp(-v2) * x;
              double v4 = Math.exp(-v3) * x;
              double v5 = Math.exp(-v4) * x;
              double v6 = Math.exp(-v5) * x;
              double v7 = Math.exp(-v6) * x;
              double v8 = Math.exp(-v7) * x;
              double v9 = Math.exp(-v8) * x;
              double v10 = Math.exp(-v9) * x;
              double v11 = Math.exp(-v10) * x;
              double v12 = Math.exp(-v11) * x;
              double v13 = Math.exp(-v12) * x;
              double v14 = Math.exp(-v13) * x;
              double v15 = Math.exp(-v14) * x;
              double v16 = Math.exp(-v15) * x;
              double v17 = Math.exp(-v16) * x;
              double v18 = Math.exp(-v17) * x;
              double v19 = Math.exp(-v18) * x;
              double v20 = Math.exp(-v19) * x;
              double v21 = Math.exp(-v20) * x;
              double v22 = Math.exp(-v21) * x;
              double v23 = Math.exp(-v22) * x;
              double v24 = Math.exp(-v23) * x;
              double v25 = Math.exp(-v24) * x;
              double v26 = Math.exp(-v25) * x;
              double v27 = Math.exp(-v26) * x;
              double v28 = Math.exp(-v27) * x;
              double v29 = Math.exp(-v28) * x;
              double v30 = Math.exp(-v29) * x;
              double v31 = Math.exp(-v30) * x;
              double v32 = Math.exp(-v31) * x;
              double v33 = Math.exp(-v32) * x;
              double v34 = Math.exp(-v33) * x;
              double v35 = Math.exp(-v34) * x;
              double v36 = Math.exp(-v35) * x;
              double v37 = Math.exp(-v36) * x;
              double v38 = Math.exp(-v37) * x;
              double v39 = Math.exp(-v38) * x;
              double v40 = Math.exp(-v39) * x;
              double v41 = Math.exp(-v40) * x;
              double v42 = Math.exp(-v41) * x;
              double v43 = Math.exp(-v42) * x;
              double v44 = Math.exp(-v43) * x;
              double v45 = Math.exp(-v44) * x;
              double v46 = Math.exp(-v45) * x;
              double v47 = Math.exp(-v46) * x;
              double v48 = Math.exp(-v47) * x;
              double v49 = Math.exp(-v48) * x;
              double v50 = Math.exp(-v49) * x;
              double v51 = Math.exp(-v50) * x;
              double v52 = Math.exp(-v51) * x;
              double v53 = Math.exp(-v52) * x;
              double v54 = Math.exp(-v53) * x;
              double v55 = Math.exp(-v54) * x;
              double v56 = Math.exp(-v55) * x;
              double v57 = Math.exp(-v56) * x;
              double v58 = Math.exp(-v57) * x;
              double v59 = Math.exp(-v58) * x;
              double v60 = Math.exp(-v59) * x;
              double v61 = Math.exp(-v60) * x;
              double v62 = Math.exp(-v61) * x;
              double v63 = Math.exp(-v62) * x;
              double v64 = Math.exp(-v63) * x;
              double v65 = Math.exp(-v64) * x;
              double v66 = Math.exp(-v65) * x;
              double v67 = Math.exp(-v66) * x;
              double v68 = Math.exp(-v67) * x;
              double v69 = Math.exp(-v68) * x;
              double v70 = Math.exp(-v69) * x;
              double v71 = Math.exp(-v70) * x;
              double v72 = Math.exp(-v71) * x;
              double v73 = Math.exp(-v72) * x;
              double v74 = Math.exp(-v73) * x;
              double v75 = Math.exp(-v74) * x;
              double v76 = Math.exp(-v75) * x;
              double v77 = Math.exp(-v76) * x;
              double v78 = Math.exp(-v77) * x;
              double v79 = Math.exp(-v78) * x;
              double v80 = Math.exp(-v79) * x;
              double v81 = Math.exp(-v80) * x;
              double v82 = Math.exp(-v81) * x;
              double v83 = Math.exp(-v82) * x;
              double v84 = Math.exp(-v83) * x;
              double v85 = Math.exp(-v84) * x;
              double v86 = Math.exp(-v85) * x;
              double v87 = Math.exp(-v86) * x;
              double v88 = Math.exp(-v87) * x;
              double v89 = Math.exp(-v88) * x;
              double v90 = Math.exp(-v89) * x;
              double v91 = Math.exp(-v90) * x;
              double v92 = Math.exp(-v91) * x;
              double v93 = Math.exp(-v92) * x;
              double v94 = Math.exp(-v93) * x;
              double v95 = Math.exp(-v94) * x;
              double v96 = Math.exp(-v95) * x;
              double v97 = Math.exp(-v96) * x;
              double v98 = Math.exp(-v97) * x;
              double v99 = Math.exp(-v98) * x;
              double v100 = Math.exp(-v99) * x;
              double v101 = Math.exp(-v100) * x;
              double v102 = Math.exp(-v101) * x;
              double v103 = Math.exp(-v102) * x;
              double v104 = Math.exp(-v103) * x;
              double v105 = Math.exp(-v104) * x;
              double v106 = Math.exp(-v105) * x;
              double v107 = Math.exp(-v106) * x;
              double v108 = Math.exp(-v107) * x;
              double v109 = Math.exp(-v108) * x;
              double v110 = Math.exp(-v109) * x;
              double v111 = Math.exp(-v110) * x;
              double v112 = Math.exp(-v111) * x;
              double v113 = Math.exp(-v112) * x;
              double v114 = Math.exp(-v113) * x;
              double v115 = Math.exp(-v114) * x;
              double v116 = Math.exp(-v115) * x;
              double v117 = Math.exp(-v116) * x;
              double v118 = Math.exp(-v117) * x;
              double v119 = Math.exp(-v118) * x;
              double v120 = Math.exp(-v119) * x;
              double v121 = Math.exp(-v120) * x;
              double v122 = Math.exp(-v121) * x;
              double v123 = Math.exp(-v122) * x;
              double v124 = Math.exp(-v123) * x;
              double v125 = Math.exp(-v124) * x;
              double v126 = Math.exp(-v125) * x;
              double v127 = Math.exp(-v126) * x;
              double v128 = Math.exp(-v127) * x;
              double v129 = Math.exp(-v128) * x;
              double v130 = Math.exp(-v129) * x;
              double v131 = Math.exp(-v130) * x;
              double v132 = Math.exp(-v131) * x;
              double v133 = Math.exp(-v132) * x;
              double v134 = Math.exp(-v133) * x;
              double v135 = Math.exp(-v134) * x;
              double v136 = Math.exp(-v135) * x;
              double v137 = Math.exp(-v136) * x;
              double v138 = Math.exp(-v137) * x;
              double v139 = Math.exp(-v138) * x;
              double v140 = Math.exp(-v139) * x;
              double v141 = Math.exp(-v140) * x;
              double v142 = Math.exp(-v141) * x;
              double v143 = Math.exp(-v142) * x;
              double v144 = Math.exp(-v143) * x;
              double v145 = Math.exp(-v144) * x;
              double v146 = Math.exp(-v145) * x;
              double v147 = Math.exp(-v146) * x;
              double v148 = Math.exp(-v147) * x;
              double v149 = Math.exp(-v148) * x;
              double v150 = Math.exp(-v149) * x;
              double v151 = Math.exp(-v150) * x;
              double v152 = Math.exp(-v151) * x;
              double v153 = Math.exp(-v152) * x;
              double v154 = Math.exp(-v153) * x;
              double v155 = Math.exp(-v154) * x;
              double v156 = Math.exp(-v155) * x;
              double v157 = Math.exp(-v156) * x;
              double v158 = Math.exp(-v157) * x;
              double v159 = Math.exp(-v158) * x;
              double v160 = Math.exp(-v159) * x;
              double v161 = Math.exp(-v160) * x;
              double v162 = Math.exp(-v161) * x;
              double v163 = Math.exp(-v162) * x;
              double v164 = Math.exp(-v163) * x;
              double v165 = Math.exp(-v164) * x;
              double v166 = Math.exp(-v165) * x;
              double v167 = Math.exp(-v166) * x;
              double v168 = Math.exp(-v167) * x;
              double v169 = Math.exp(-v168) * x;
              double v170 = Math.exp(-v169) * x;
              double v171 = Math.exp(-v170) * x;
              double v172 = Math.exp(-v171) * x;
              double v173 = Math.exp(-v172) * x;
              double v174 = Math.exp(-v173) * x;
              double v175 = Math.exp(-v174) * x;
              double v176 = Math.exp(-v175) * x;
              double v177 = Math.exp(-v176) * x;
              double v178 = Math.exp(-v177) * x;
              double v179 = Math.exp(-v178) * x;
              double v180 = Math.exp(-v179) * x;
              double v181 = Math.exp(-v180) * x;
              double v182 = Math.exp(-v181) * x;
              double v183 = Math.exp(-v182) * x;
              double v184 = Math.exp(-v183) * x;
              double v185 = Math.exp(-v184) * x;
              double v186 = Math.exp(-v185) * x;
              double v187 = Math.exp(-v186) * x;
              double v188 = Math.exp(-v187) * x;
              double v189 = Math.exp(-v188) * x;
              double v190 = Math.exp(-v189) * x;
              double v191 = Math.exp(-v190) * x;
              double v192 = Math.exp(-v191) * x;
              double v193 = Math.exp(-v192) * x;
              double v194 = Math.exp(-v193) * x;
              double v195 = Math.exp(-v194) * x;
              double v196 = Math.exp(-v195) * x;
              double v197 = Math.exp(-v196) * x;
              double v198 = Math.exp(-v197) * x;
              double v199 = Math.exp(-v198) * x;
              double v200 = Math.exp(-v199) * x;
              double v201 = Math.exp(-v200) * x;
              double v202 = Math.exp(-v201) * x;
              double v203 = Math.exp(-v202) * x;
              double v204 = Math.exp(-v203) * x;
              double v205 = Math.exp(-v204) * x;
              double v206 = Math.exp(-v205) * x;
              double v207 = Math.exp(-v206) * x;
              double v208 = Math.exp(-v207) * x;
              double v209 = Math.exp(-v208) * x;
              double v210 = Math.exp(-v209) * x;
              double v211 = Math.exp(-v210) * x;
              double v212 = Math.exp(-v211) * x;
              double v213 = Math.exp(-v212) * x;
              double v214 = Math.exp(-v213) * x;
              double v215 = Math.exp(-v214) * x;
              double v216 = Math.exp(-v215) * x;
              double v217 = Math.exp(-v216) * x;
              double v218 = Math.exp(-v217) * x;
              double v219 = Math.exp(-v218) * x;
              double v220 = Math.exp(-v219) * x;
              double v221 = Math.exp(-v220) * x;
              double v222 = Math.exp(-v221) * x;
              double v223 = Math.exp(-v222) * x;
              double v224 = Math.exp(-v223) * x;
              double v225 = Math.exp(-v224) * x;
              double v226 = Math.exp(-v225) * x;
              double v227 = Math.exp(-v226) * x;
              double v228 = Math.exp(-v227) * x;
              double v229 = Math.exp(-v228) * x;
              double v230 = Math.exp(-v229) * x;
              double v231 = Math.exp(-v230) * x;
              double v232 = Math.exp(-v231) * x;
              double v233 = Math.exp(-v232) * x;
              double v234 = Math.exp(-v233) * x;
              double v235 = Math.exp(-v234) * x;
              double v236 = Math.exp(-v235) * x;
              double v237 = Math.exp(-v236) * x;
              double v238 = Math.exp(-v237) * x;
              double v239 = Math.exp(-v238) * x;
              double v240 = Math.exp(-v239) * x;
              double v241 = Math.exp(-v240) * x;
              double v242 = Math.exp(-v241) * x;
              double v243 = Math.exp(-v242) * x;
              double v244 = Math.exp(-v243) * x;
              double v245 = Math.exp(-v244) * x;
              double v246 = Math.exp(-v245) * x;
              double v247 = Math.exp(-v246) * x;
              double v248 = Math.exp(-v247) * x;
              double v249 = Math.exp(-v248) * x;
              double v250 = Math.exp(-v249) * x;
              double v251 = Math.exp(-v250) * x;
              double v252 = Math.exp(-v251) * x;
              double v253 = Math.exp(-v252) * x;
              double v254 = Math.exp(-v253) * x;
              double v255 = Math.exp(-v254) * x;
              double v256 = Math.exp(-v255) * x;
              double v257 = Math.exp(-v256) * x;
              double v258 = Math.exp(-v257) * x;
              double v259 = Math.exp(-v258) * x;
              double v260 = Math.exp(-v259) * x;
              double v261 = Math.exp(-v260) * x;
              double v262 = Math.exp(-v261) * x;
              double v263 = Math.exp(-v262) * x;
              double v264 = Math.exp(-v263) * x;
              double v265 = Math.exp(-v264) * x;
              double v266 = Math.exp(-v265) * x;
              double v267 = Math.exp(-v266) * x;
              double v268 = Math.exp(-v267) * x;
              double v269 = Math.exp(-v268) * x;
              double v270 = Math.exp(-v269) * x;
              double v271 = Math.exp(-v270) * x;
              double v272 = Math.exp(-v271) * x;
              double v273 = Math.exp(-v272) * x;
              double v274 = Math.exp(-v273) * x;
              double v275 = Math.exp(-v274) * x;
              double v276 = Math.exp(-v275) * x;
              double v277 = Math.exp(-v276) * x;
              double v278 = Math.exp(-v277) * x;
              double v279 = Math.exp(-v278) * x;
              double v280 = Math.exp(-v279) * x;
              double v281 = Math.exp(-v280) * x;
              double v282 = Math.exp(-v281) * x;
              double v283 = Math.exp(-v282) * x;
              double v284 = Math.exp(-v283) * x;
              double v285 = Math.exp(-v284) * x;
              double v286 = Math.exp(-v285) * x;
              double v287 = Math.exp(-v286) * x;
              double v288 = Math.exp(-v287) * x;
              double v289 = Math.exp(-v288) * x;
              double v290 = Math.exp(-v289) * x;
              double v291 = Math.exp(-v290) * x;
              double v292 = Math.exp(-v291) * x;
              double v293 = Math.exp(-v292) * x;
              double v294 = Math.exp(-v293) * x;
              double v295 = Math.exp(-v294) * x;
              double v296 = Math.exp(-v295) * x;
              double v297 = Math.exp(-v296) * x;
              double v298 = Math.exp(-v297) * x;
              double v299 = Math.exp(-v298) * x;
              double v300 = Math.exp(-v299) * x;
              return v300;
            }
            """)
            .at(.3),
        Case.of(
                "a long sum",
                """
            @Differentiable static double f(double x) {
              return x * 0 + x * 1 + x * 2 + x * 3 + x * 4 + x * 5 + x * 6 + x * 7 + x * 8 + x * 9 + x * 10 + x * 11 + x * 12 + x * 13 + x * 14 + x * 15 + x * 16 + x * 17 + x * 18 + x * 19 + x * 20 + x * 21 + x * 22 + x * 23 + x * 24 + x * 25 + x * 26 + x * 27 + x * 28 + x * 29 + x * 30 + x * 31 + x * 32 + x * 33 + x * 34 + x * 35 + x * 36 + x * 37 + x * 38 + x * 39 + x * 40 + x * 41 + x * 42 + x * 43 + x * 44 + x * 45 + x * 46 + x * 47 + x * 48 + x * 49 + x * 50 + x * 51 + x * 52 + x * 53 + x * 54 + x * 55 + x * 56 + x * 57 + x * 58 + x * 59 + x * 60 + x * 61 + x * 62 + x * 63 + x * 64 + x * 65 + x * 66 + x * 67 + x * 68 + x * 69 + x * 70 + x * 71 + x * 72 + x * 73 + x * 74 + x * 75 + x * 76 + x * 77 + x * 78 + x * 79 + x * 80 + x * 81 + x * 82 + x * 83 + x * 84 + x * 85 + x * 86 + x * 87 + x * 88 + x * 89 + x * 90 + x * 91 + x * 92 + x * 93 + x * 94 + x * 95 + x * 96 + x * 97 + x * 98 + x * 99 + x * 100 + x * 101 + x * 102 + x * 103 + x * 104 + x * 105 + x * 106 + x * 107 + x * 108 + x * 109 + x * 110 + x * 111 + x * 112 + x * 113 + x * 114 + x * 115 + x * 116 + x * 117 + x * 118 + x * 119 + x * 120 + x * 121 + x * 122 + x * 123 + x * 124 + x * 125 + x * 126 + x * 127 + x * 128 + x * 129 + x * 130 + x * 131 + x * 132 + x * 133 + x * 134 + x * 135 + x * 136 + x * 137 + x * 138 + x * 139 + x * 140 + x * 141 + x * 142 + x * 143 + x * 144 + x * 145 + x * 146 + x * 147 + x * 148 + x * 149 + x * 150 + x * 151 + x * 152 + x * 153 + x * 154 + x * 155 + x * 156 + x * 157 + x * 158 + x * 159 + x * 160 + x * 161 + x * 162 + x * 163 + x * 164 + x * 165 + x * 166 + x * 167 + x * 168 + x * 169 + x * 170 + x * 171 + x * 172 + x * 173 + x * 174 + x * 175 + x * 176 + x * 177 + x * 178 + x * 179 + x * 180 + x * 181 + x * 182 + x * 183 + x * 184 + x * 185 + x * 186 + x * 187 + x * 188 + x * 189 + x * 190 + x * 191 + x * 192 + x * 193 + x * 194 + x * 195 + x * 196 + x * 197 + x * 198 + x * 199 + x * 200 + x * 201 + x * 202 + x * 203 + x * 204 + x * 205 + x * 206 + x * 207 + x * 208 + x * 209 + x * 210 + x * 211 + x * 212 + x * 213 + x * 214 + x * 215 + x * 216 + x * 217 + x * 218 + x * 219 + x * 220 + x * 221 + x * 222 + x * 223 + x * 224 + x * 225 + x * 226 + x * 227 + x * 228 + x * 229 + x * 230 + x * 231 + x * 232 + x * 233 + x * 234 + x * 235 + x * 236 + x * 237 + x * 238 + x * 239 + x * 240 + x * 241 + x * 242 + x * 243 + x * 244 + x * 245 + x * 246 + x * 247 + x * 248 + x * 249 + x * 250 + x * 251 + x * 252 + x * 253 + x * 254 + x * 255 + x * 256 + x * 257 + x * 258 + x * 259 + x * 260 + x * 261 + x * 262 + x * 263 + x * 264 + x * 265 + x * 266 + x * 267 + x * 268 + x * 269 + x * 270 + x * 271 + x * 272 + x * 273 + x * 274 + x * 275 + x * 276 + x * 277 + x * 278 + x * 279 + x * 280 + x * 281 + x * 282 + x * 283 + x * 284 + x * 285 + x * 286 + x * 287 + x * 288 + x * 289 + x * 290 + x * 291 + x * 292 + x * 293 + x * 294 + x * 295 + x * 296 + x * 297 + x * 298 + x * 299 + x * 300 + x * 301 + x * 302 + x * 303 + x * 304 + x * 305 + x * 306 + x * 307 + x * 308 + x * 309 + x * 310 + x * 311 + x * 312 + x * 313 + x * 314 + x * 315 + x * 316 + x * 317 + x * 318 + x * 319 + x * 320 + x * 321 + x * 322 + x * 323 + x * 324 + x * 325 + x * 326 + x * 327 + x * 328 + x * 329 + x * 330 + x * 331 + x * 332 + x * 333 + x * 334 + x * 335 + x * 336 + x * 337 + x * 338 + x * 339 + x * 340 + x * 341 + x * 342 + x * 343 + x * 344 + x * 345 + x * 346 + x * 347 + x * 348 + x * 349 + x * 350 + x * 351 + x * 352 + x * 353 + x * 354 + x * 355 + x * 356 + x * 357 + x * 358 + x * 359 + x * 360 + x * 361 + x * 362 + x * 363 + x * 364 + x * 365 + x * 366 + x * 367 + x * 368 + x * 369 + x * 370 + x * 371 + x * 372 + x * 373 + x * 374 + x * 375 + x * 376 + x * 377 + x * 378 + x * 379 + x * 380 + x * 381 + x * 382 + x * 383 + x * 384 + x * 385 + x * 386 + x * 387 + x * 388 + x * 389 + x * 390 + x * 391 + x * 392 + x * 393 + x * 394 + x * 395 + x * 396 + x * 397 + x * 398 + x * 399;
            }
            """)
            .at(.3));
  }
}
