package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java evaluates once and first, where later parts of the same statement change it. */
class EvaluationOrderTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a loop over an array whose variable gets another array",
                """
            @Differentiable static double f(double a) {
              double[] v = {a, 2 * a, 0.5};
              double s = 0;
              for (double x : v) {
                s = s * 0.5 + x * x;
                v = new double[] {s, 1, a, x};
              }
              return s + v[2] * v[0];
            }
            """)
            .at(0.7),
        Case.of(
                "a loop that is left early over an array whose variable gets another array",
                """
            @Differentiable static double f(double a, double limit) {
              double[] v = {a, 2 * a, 0.5, a * a};
              double s = 0;
              for (double x : v) {
                s = s * 0.5 + x * x;
                if (s > limit) {
                  break;
                }
                v = s > 1 ? new double[] {s, x} : new double[] {x};
              }
              return s + v[v.length - 1] * v[0];
            }
            """)
            .warns("ADJ-ZERO-02")
            .at(0.7, 100.0)
            .at(0.7, 1.2),
        Case.of(
                "a loop over a parameter that gets another array",
                """
            @Differentiable static double f(double[] v, double a) {
              double s = 0;
              for (double x : v) {
                v = new double[] {s, 1, a * x};
                s += x * v[2] + v[0];
              }
              for (double x : (v)) {
                for (double y : v) {
                  v = new double[] {y * x};
                }
                s += x * v[0];
              }
              return s;
            }
            """)
            .at(new double[] {0.3, 0.6, -0.2, 0.5}, 0.7),
        Case.of(
                "a loop over rows, and over a row that is replaced",
                """
            @Differentiable static double f(double[][] g, double a) {
              double[][] m = {g[0].clone(), g[1].clone()};
              double s = 0;
              for (double[] row : m) {
                for (double x : row) {
                  s += x * a;
                  row = new double[] {x * x, s};
                }
                s += row[0];
                m = new double[][] {row, {s, a}, {1}};
              }
              for (double x : m[0]) {
                m[0] = new double[] {a, x, s};
                s *= x;
              }
              int i = 0;
              for (double x : m[i]) {
                i = 1;
                s += x * m[i][0];
              }
              return s + m[0][1];
            }
            """)
            .at(new double[][] {{0.3, 0.6, -0.2}, {0.5, 0.9}}, 0.7),
        Case.of(
                "a loop over what an assignment gives, and what a choice gives",
                """
            @Differentiable static double f(double a, boolean on) {
              double[] v = {a, 2 * a};
              double[] u = {a * a, 3, a};
              double s = 0;
              for (double x : v = u) {
                v = new double[] {x, s};
                s += x * v[0];
              }
              for (double x : on ? v : u) {
                v = new double[] {x, s, x};
                u = v;
                s += x * u[1];
              }
              return s;
            }
            """)
            .at(0.7, true)
            .at(0.7, false),
        Case.of(
                "a loop over the array of a record whose variable gets another record",
                """
            @Differentiable record M(double[] w, double b) {}

            @Differentiable static double f(M m, double a) {
              double s = 0;
              for (double x : m.w()) {
                m = new M(new double[] {x, s, a}, x);
                s += x * m.w()[2] + m.b();
              }
              return s;
            }
            """)
            .at(Case.instance("Case$M", new double[] {1, 2}, 0.5), 0.7),
        Case.of(
                "a loop over whole numbers whose parameter gets another array",
                """
            @Differentiable static double f(int[] k, double a) {
              double s = a;
              for (int i : k) {
                k = new int[] {i, 2, 3, 4, 5};
                s = s * a + k[1] * i;
              }
              return s;
            }
            """)
            .at(new int[] {2, 3}, 0.7),
        Case.of(
                "elements of integer arrays that the next part writes",
                """
            static int bump(int[] p) { return p[0]++; }

            static double take(double[] v, int[] p, double w) {
              p[0] = (p[0] + 1) % 4;
              v[p[0]] *= w;
              return v[p[0]];
            }

            @Differentiable static double f(double[] x, double a) {
              double[] v = x.clone();
              int[] p = {0, 1};
              double s = v[p[0]] * take(v, p, a) + v[p[0]];
              v[p[0]] += take(v, p, a) * v[p[0]];
              v[p[0]] = v[p[1]] = take(v, p, s);
              s += p[0] > 0 && take(v, p, a) > 0 ? v[p[0]] * p[0] : take(v, p, 2);
              s *= p[0] == p[0]++ ? a : v[bump(p)];
              double[] fresh = new double[p[0] + 1 + (p[0] = 1)];
              fresh[p[0]--] = s * p[0] + v[p[0]++];
              int[] q = {p[0], p[0]++, p[0]};
              s += fresh[1] * q[0] + q[1] * a + q[2] * q[q[0] - 1] + fresh.length;
              return s + v[0] * v[1] + v[2] * v[3];
            }
            """)
            .at(new double[] {0.3, 0.6, -0.2, 0.5}, 0.7),
        Case.of(
                "arguments and components before those that change what they read",
                """
            @Differentiable record M(double[] w, double b, int k) {
              double at(int[] p, double by) { p[0]++; return w[p[0] % 2] * by * k; }
            }

            static double mix(double a, int i, double b, int j, double... more) {
              return a * i + b * j * more[0] - more[1] * more.length;
            }

            static double step(double[] v, int[] p) {
              v[p[0] % 3] += 0.5 * v[(p[0] + 1) % 3];
              return v[p[0]++ % 3];
            }

            @Differentiable static double f(double[] x, double a) {
              double[] v = x.clone();
              int[] p = {0};
              double s = mix(v[0], p[0], step(v, p), p[0], v[0], step(v, p), v[1] * p[0]);
              M m = new M(new double[] {v[0], step(v, p)}, v[0] * p[0], p[0]++);
              s += m.at(p, m.b() * p[0]) * (m = new M(v, s, p[0])).at(p, a) + m.at(p, p[0]);
              s += mix(s, p[0], s = step(v, p), p[0] = 2, s, p[0], v[p[0]]);
              return s * v[1];
            }
            """)
            .at(new double[] {0.3, 0.6, -0.2}, 0.7),
        Case.of(
                "selectors of switches, and conditions, that their branches change",
                """
            enum Op { ADD, SCALE, KEEP }

            static final Op[] NEXT = {Op.SCALE, Op.KEEP, Op.ADD};

            @Differentiable static double f(double a, Op first, Op second, String text) {
              int[] at = {0, 1};
              Op[] op = {first, second};
              String[] word = {"y", text};
              double s = a;
              for (int i = 0; i < 4; i++) {
                switch (op[at[0]]) {
                  case ADD:
                    op[at[0]] = Op.SCALE;
                    s += a;
                  case SCALE:
                    at[0] = 1 - at[0];
                    op[at[0]] = Op.KEEP;
                    s *= a;
                    break;
                  default:
                    op[0] = NEXT[i % 3];
                    s -= a * a;
                }
                s *= switch (word[at[1]]) {
                  case "x" -> {
                    word[at[1]] = "y";
                    at[1] = 1 - at[1];
                    yield a * 1.5;
                  }
                  case "y" -> (word[at[1]] = "z").length() * a;
                  default -> (at[1] = 1 - at[1]) + s;
                };
                if (at[1] == 0) {
                  at[1] = 1;
                  s += at[1] * a;
                } else if (at[1]-- == 1) {
                  s -= at[1] + a * s;
                }
                switch (at[0]) {
                  case 0 -> at[0] = 1;
                  case 1 -> s += a * (at[0] = 0);
                }
              }
              return s;
            }
            """)
            .at(0.7, Case.constant("Case$Op", 0), Case.constant("Case$Op", 1), "x"),
        Case.of(
                "rows that are found by an index in an array that changes",
                """
            @Differentiable static double f(double[][] g, double a) {
              double[][] m = {g[0].clone(), g[1].clone()};
              int[] p = {0, 1};
              double[] row = m[p[0]];
              p[0] = 1;
              row[0] *= a;
              row[1] += row[0] * a;
              double[] other = m[p[0]];
              p[0] = 0;
              other[0] *= row[1];
              double s = row[0] * other[0] + m[p[1]][1] * m[p[0]][0];
              for (int i = 0; i < 2; i++) {
                double[] r = m[p[i]];
                p[i] = 1;
                r[0] = r[0] * r[1] + s;
                s += r[0] * r[0];
              }
              return s + row[0] * a;
            }
            """)
            .at(new double[][] {{0.3, 0.6}, {0.5, 0.9}}, 0.7),
        Case.of(
                "lengths and bounds that the loop changes",
                """
            @Differentiable static double f(double[] x, double a) {
              double[] v = x.clone();
              int[] n = {2, 3};
              double s = 0;
              for (int i = 0; i < n[0]; i++) {
                s = s * a + v[i];
                n[0] = i < 2 ? 4 : 2;
              }
              for (int i = n[1]; i >= 0; i--) {
                n[1] = 0;
                s += v[i] * v[n[1]];
              }
              for (int i = 0; i < v.length; i++) {
                s += v[i] * a;
                v = i == 0 ? new double[] {s, a, s * a} : new double[] {s, v[0]};
              }
              int[] c = v.length > 1 ? new int[] {0, 2} : new int[1];
              for (int i = 0; i < c[c[0]] + 2; i++) {
                c[c[0]] = 1;
                s *= a;
              }
              for (int i = v.length; i < v.length + 3; i++) {
                v = new double[] {s, 1, a};
                s += v[i % 3];
              }
              return s + v[0] * v[1];
            }
            """)
            .at(new double[] {0.3, 0.6, -0.2, 0.5}, 0.7),
        Case.of(
                "copies and fills whose places change",
                """
            static int next(int[] p) { return p[0]++; }

            @Differentiable static double f(double[] x, double a) {
              double[] v = x.clone();
              double[] u = v.clone();
              int[] p = {0};
              System.arraycopy(v, p[0], u, next(p), next(p) + 1);
              java.util.Arrays.fill(u, p[0] - 1, next(p), u[p[0]] * a);
              double[] w = java.util.Arrays.copyOf(v, p[0] + (p[0] = 0));
              double[] z = java.util.Arrays.copyOfRange(p[0] == 0 ? u : v, p[0], p[0] += 2);
              double s = w.length * a + z[1] * w[2];
              int[] idx = {0, 2, 1, 3};
              System.arraycopy(idx, idx[2], idx, idx[0], idx[1]);
              java.util.Arrays.fill(idx, idx[1] - 1, idx[3], idx[0] - 1);
              double[] old = v;
              v[0] = s;
              s += v.clone()[0] * (v = u)[1] + old[0] * v[0] + u[idx[0]] * v[idx[1]];
              return s;
            }
            """)
            .at(new double[] {0.3, 0.6, -0.2, 0.5}, 0.7),
        Case.of(
                "functions whose arguments change what others read",
                """
            static double apply(java.util.function.DoubleBinaryOperator f, double a, double b) {
              return f.applyAsDouble(a, b) * a;
            }

            static double[] grow(double[] v, double by) { v[0] += by; return v; }

            @Differentiable static double f(double[] x, double a) {
              double[] v = x.clone();
              double y = a;
              java.util.function.DoubleBinaryOperator g = (p, q) -> p * v[0] - q * q;
              double s = g.applyAsDouble(y, y = v[1]) + apply(g, y, v[0] = 2 * a) * y;
              s += apply((p, q) -> p + (v[1] = q) * v[1], y += 1, y);
              s += v[0] * grow(v, s)[0] + v[0] + grow(grow(v, y), v[0])[0] * (y = s);
              return s * y;
            }
            """)
            .at(new double[] {0.3, 0.6}, 0.7),
        Case.of(
                "an array whose length is an element that changes",
                """
            @Differentiable static double f(double[] x, double a) {
              int[] n = {3};
              double[] h = new double[n[0]];
              double s = a;
              for (int t = 0; t < 3; t++) {
                for (int i = 0; i < n[0]; i++) {
                  h[i] = x[i] * s + t;
                }
                for (int i = 0; i < 3; i++) {
                  s += Math.sin(h[i] * h[i]);
                }
                n[0] = 1;
              }
              return s;
            }
            """)
            .at(new double[] {0.3, 0.6, -0.2}, 0.7),
        Case.of(
                "a scratch array that gets another length",
                """
            @Differentiable static double f(double[] x, double a) {
              double[] h = new double[2];
              double s = a;
              for (int t = 0; t < 3; t++) {
                for (int i = 0; i < 2; i++) {
                  h[i] = x[i] * s + t;
                }
                for (int i = 0; i < h.length; i++) {
                  s += Math.sin(h[i] * h[i]);
                }
                if (t == 0) {
                  h = new double[] {1, s, a};
                }
              }
              return s;
            }
            """)
            .at(new double[] {0.3, 0.6, -0.2}, 0.7),
        Case.of(
                "a copy of an array that is then written by another name",
                """
            static double[] same(double[] v) { return v; }

            static double sum(double[] v, double[] w, double by) {
              w[0] = by;
              double[] z = w;
              z[1] *= by;
              return v[0] + v[1] * v[1] + w[1];
            }

            @Differentiable static double f(double[] x, double a) {
              double[] v = x.clone();
              double[] u = same(v);
              double s = sum(v.clone(), u, a) * v[0] + sum(v, v.clone(), u[1]);
              u[0] = s;
              double t = u.clone()[0] * (u[0] = v[1]) + v[0];
              double[] w = v[0] > 0 ? u : v;
              return t * (w[0] = 2 * a) + u[0] * v[1];
            }
            """)
            .at(new double[] {0.3, 0.6}, 0.7),
        Case.of(
                "a row of a record's array, and its record changes",
                """
            @Differentiable record M(double[][] w, int[] k) {}

            @Differentiable static double f(double[][] g, int[] k, double a) {
              M m = new M(new double[][] {g[0].clone(), g[1].clone()}, k.clone());
              int[] p = {0};
              double[] row = m.w()[m.k()[p[0]]];
              double s = row[0] * a;
              p[0] = 1;
              m = new M(new double[][] {{s, a}, {2}}, m.k());
              double[] other = m.w()[m.k()[p[0]]];
              other[0] *= row[0] + s;
              p[0] = 0;
              m.w()[m.k()[0]][0] *= other[0];
              return s + row[0] * other[0] + m.w()[0][0] * m.w()[1][0];
            }
            """)
            .at(new double[][] {{0.3, 0.4}, {0.5, 0.6}}, new int[] {1, 0}, 0.7));
  }
}
