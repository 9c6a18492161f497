package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays that change hands: swapped, rotated, stored as rows, chosen, shared with records. */
class MovingArraysTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "constants where arrays change hands are left alone",
                """
            record P(double x, double[] w) {}
            static final double[] A = {1, 2};
            static final double[][] M = {{3, 4}, {5, 6, 7}};
            static final P Q = new P(2, new double[] {8, 9});
            static final P[] PS = {Q, new P(3, new double[] {.5, 1})};

            @Differentiable static double f(double[] x, boolean b, int n) {
              double[] w = b ? A : x;
              double s = w[0] * x[1];
              double[] row = x;
              P p = new P(x[0], x);
              P[] ps = {p, Q};
              for (int i = 0; i < n; i++) {
                s += row[1] * x[0] + p.x() * p.w()[1] * x[1] + ps[i % 2].w()[0] * ps[0].x() * x[0];
                row = i < 2 ? M[i] : w;
                p = i % 2 == 0 ? Q : p;
                ps = b ? PS : new P[] {p, new P(s, w)};
              }
              return s * A[0] * M[1][2] * Q.x() * Q.w()[1] * PS[1].w()[0];
            }
            """)
            .at(new double[] {1.5, .7}, true, 0)
            .at(new double[] {1.5, .7}, true, 4)
            .at(new double[] {1.5, .7}, false, 4),
        Case.of(
                "rows of constants",
                """
            static final double[][] M = {{3, 4}, {5, 6, 7}};
            @Differentiable static double f(double[] x, int n) {
              double s = 0;
              for (int i = 0; i < n; i++) {
                double[] row = M[i % 2];
                double t = row[0] * x[i];
                s += t * t + Math.sin(row[1]);
              }
              return s;
            }
            """)
            .at(new double[] {1.5, .7, 2}, 3),
        Case.of(
                "a copy that takes the name of a parameter",
                """
            @Differentiable static double f(double[] w, int n) {
              w = w.clone();
              w[0] *= w[1];
              for (int i = 0; i < n; i++) {
                double[] v = w;
                v = v.clone();
                v[1] += v[0] * i;
                w = v;
                w[0] = w[0] * w[1];
              }
              w = new double[] {w[1] * w[0], 2};
              w[1] *= w[0];
              return w[1];
            }
            """)
            .at(new double[] {1.5, .7}, 0)
            .at(new double[] {1.5, .7}, 3),
        Case.of(
                "D17 heat with array swap",
                """
            @Differentiable static double f(double[] x) {
              double[] u = x.clone();
              double[] v = new double[u.length];
              for (int t = 0; t < 3; t++) {
                for (int i = 0; i < u.length; i++) {
                  double left = i > 0 ? u[i - 1] : 0;
                  double right = i < u.length - 1 ? u[i + 1] : 0;
                  v[i] = u[i] + .25 * (left - 2 * u[i] + right);
                }
                double[] old = u;
                u = v;
                v = old;
              }
              double s = 0;
              for (double e : u) {
                s += e * e;
              }
              return s;
            }
            """)
            .at(new double[] {0, 1, 0, 2, 0}),
        Case.of(
                "nonlinear swap",
                """
            @Differentiable static double f(double[] x, double k) {
              double[] u = x.clone();
              double[] v = new double[u.length];
              for (int t = 0; t < 4; t++) {
                for (int i = 0; i < u.length; i++) {
                  v[i] = k * u[i] * (1 - u[(i + 1) % u.length]) + .1 * v[i] * v[i];
                }
                double[] old = u;
                u = v;
                v = old;
              }
              return u[0] * v[1] + u[2];
            }
            """)
            .at(new double[] {.3, .6, .2}, 1.7),
        Case.of(
                "a variable that gets another array in a branch",
                """
            @Differentiable static double f(double[] x, double[] y, boolean c) {
              double[] a = x;
              if (c) {
                a = y;
              }
              return a[0] * a[1] + x[0];
            }
            """)
            .at(new double[] {2, 3}, new double[] {5, 7}, true)
            .at(new double[] {2, 3}, new double[] {5, 7}, false),
        Case.of(
                "one of two arrays is written",
                """
            @Differentiable static double f(double x, double y, boolean c) {
              double[] a = {x, y};
              double[] b = {y, x * y};
              double[] m = c ? a : b;
              m[0] *= m[1];
              m[1] = a[0] * b[0];
              return a[0] * 2 + b[0] * 3 + a[1] * b[1];
            }
            """)
            .at(2d, 3d, true)
            .at(2d, 3d, false),
        Case.of(
                "rows are stored and shared",
                """
            @Differentiable static double f(double[] x) {
              double[] row = x.clone();
              double[][] m = new double[3][];
              m[0] = row;
              m[1] = row;
              m[2] = new double[] {x[0] * x[1], 1};
              m[0][1] *= x[0];
              m[1][0] += m[0][1] * m[2][0];
              m[2] = m[0];
              m[2][1] -= m[1][0];
              return m[0][0] * m[1][1] + row[0];
            }
            """)
            .at(new double[] {1.5, .7}),
        Case.of(
                "rows that are swapped",
                """
            @Differentiable static double f(double[][] x) {
              double[][] a = new double[3][];
              for (int i = 0; i < 3; i++) {
                a[i] = x[i].clone();
              }
              double determinant = 1;
              for (int k = 0; k < 3; k++) {
                int pivot = k;
                for (int i = k + 1; i < 3; i++) {
                  if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
                    pivot = i;
                  }
                }
                if (pivot != k) {
                  double[] row = a[k];
                  a[k] = a[pivot];
                  a[pivot] = row;
                  determinant = -determinant;
                }
                determinant *= a[k][k];
                for (int i = k + 1; i < 3; i++) {
                  double factor = a[i][k] / a[k][k];
                  for (int j = k; j < 3; j++) {
                    a[i][j] -= factor * a[k][j];
                  }
                }
              }
              return determinant;
            }
            """)
            .at((Object) new double[][] {{.5, 2, 1}, {3, 1, .2}, {1, 1, 2}}),
        Case.of(
                "an array in a record that is written",
                """
            record Box(double[] w, double b) {}
            @Differentiable static double f(double[] x) {
              double[] w = x.clone();
              Box box = new Box(w, x[0]);
              w[0] *= 3;
              box.w()[1] += w[0] * box.b();
              Box other = new Box(box.w(), w[1]);
              other.w()[0] = other.w()[1] * other.b();
              return box.w()[0] + w[1];
            }
            """)
            .at(new double[] {1.5, .7}),
        Case.of(
                "a helper makes the next state",
                """
            static double[] next(double[] h, double x) {
              double[] n = new double[h.length];
              for (int i = 0; i < h.length; i++) {
                n[i] = Math.tanh(h[i] * x + h[(i + 1) % h.length]);
              }
              return n;
            }
            @Differentiable static double f(double[] h0, double[] x) {
              double[] h = h0;
              for (double v : x) {
                h = next(h, v);
              }
              return h[0] * h[1];
            }
            """)
            .at(new double[] {.2, -.4}, new double[] {.3, .8, -.5}),
        Case.of(
                "arrays of three dimensions whose planes rotate",
                """
            @Differentiable static double f(double x) {
              double[][][] a = new double[3][2][2];
              for (int t = 0; t < 5; t++) {
                double[][] first = a[0];
                a[0] = a[1];
                a[1] = a[2];
                a[2] = first;
                a[2][t % 2][1] = a[1][0][1] + x * (t + 1);
                a[0][1][t % 2] += a[2][t % 2][1] * x;
              }
              double s = 0;
              for (double[][] plane : a) {
                for (double[] row : plane) {
                  for (double v : row) {
                    s += v * v;
                  }
                }
              }
              return s;
            }
            """)
            .at(.7),
        Case.of(
                "indices that change hands",
                """
            @Differentiable static double f(double[] x) {
              int[] order = {2, 0, 1};
              int[] next = new int[3];
              double s = 0;
              for (int t = 0; t < 3; t++) {
                for (int i = 0; i < 3; i++) {
                  next[i] = order[(i + 1) % 3];
                  s += s * x[order[i]] + x[next[i]];
                }
                int[] old = order;
                order = next;
                next = old;
              }
              return s;
            }
            """)
            .at(new double[] {.3, .5, .2}),
        Case.of(
                "a row of changing index that is written",
                """
            @Differentiable static double f(double x, double y) {
              double[][] m = {{x, y}, {y, x}, {x * y, 1}};
              int i = 0;
              double[] row = m[i];
              while (i < 2) {
                row[0] *= row[1];
                i++;
                row = m[i];
                row[1] += m[i - 1][0];
              }
              return row[0] * row[1] + m[0][0];
            }
            """)
            .at(1.2, .7),
        Case.of(
                "results that are arrays",
                """
            @Differentiable static double[] f(double[] x) {
              double[] a = x.clone();
              double[] b = {x[1], x[0] * x[1]};
              if (x[0] > 1) {
                double[] t = a;
                a = b;
                b = t;
              }
              a[0] *= b[1];
              b[0] = a[0] * a[1];
              return b;
            }
            """)
            .at((Object) new double[] {1.5, .7})
            .at((Object) new double[] {.5, .7}));
  }
}
