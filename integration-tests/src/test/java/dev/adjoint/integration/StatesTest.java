package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arrays and records that hold the state of a computation, and are replaced, shared and written.
 */
class StatesTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "rotation with continue and labelled break",
                """
        @Differentiable static double f(double[] x, double k, int n) {
          double[] a = x.clone();
          double[] b = {k, x[0]};
          double[] c = new double[] {x[1] * k, 2};
          outer:
          for (int t = 0; t < n; t++) {
            double[] h = a;
            a = b;
            if (t == 1) {
              continue;
            }
            b = c;
            c = h;
            for (int j = 0; j < 2; j++) {
              a[j] += b[1 - j] * c[j];
              if (a[j] > 8) {
                break outer;
              }
              b[j] *= k;
            }
          }
          return a[0] * b[1] + c[0] * a[1];
        }
        """)
            .at(new double[] {1.1, .7}, .8, 5)
            .at(new double[] {1.1, .7}, 2.8, 5)
            .at(new double[] {1.1, .7}, .8, 0),
        Case.of(
                "arrays by switch and ternary",
                """
        @Differentiable static double f(double[] x, double[] y, int n) {
          double[] a = x.clone();
          double[] b = y.clone();
          double s = 0;
          for (int i = 0; i < n; i++) {
            double[] m = switch (i % 3) { case 0 -> a; case 1 -> b; default -> new double[] {s, a[0] * b[0]}; };
            m[0] = m[0] * m[1] + i;
            s += m[0] * m[0];
            if (i > 1) {
              a = i % 2 == 0 ? m : b;
            } else {
              switch (i) { case 0: b = m; break; default: a = b; }
            }
            a[1] *= .5;
          }
          return s + a[0] * b[1];
        }
        """)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, 4)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, 1)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, 7),
        Case.of(
                "while over changing arrays of changing length",
                """
        @Differentiable static double f(double[] x) {
          double[] a = x;
          while (a.length > 1) {
            double[] half = new double[(a.length + 1) / 2];
            for (int i = 0; i < a.length; i++) {
              half[i / 2] += a[i] * a[a.length - 1 - i] + a[i];
            }
            a = half;
          }
          return a[0] * x[0];
        }
        """)
            .at((Object) new double[] {.1, .2, .3, .4, .5})
            .at((Object) new double[] {1.5}),
        Case.of(
                "rows stored, shared and replaced in a loop",
                """
        @Differentiable static double f(double[] x, int n) {
          double[][] m = new double[3][];
          double[] row = x.clone();
          for (int i = 0; i < 3; i++) {
            m[i] = i == 1 ? row : new double[] {x[0] * i, x[1]};
          }
          for (int t = 0; t < n; t++) {
            m[t % 3][0] *= m[(t + 1) % 3][1];
            row[1] += m[0][0];
            double[] old = m[(t + 2) % 3];
            m[(t + 2) % 3] = m[t % 3];
            if (t == 2) { m[1] = old; row = m[2]; }
          }
          double s = 0;
          for (double[] r : m) for (double v : r) s += v * v;
          return s + row[0];
        }
        """)
            .at(new double[] {1.1, .7}, 5)
            .at(new double[] {1.1, .7}, 0)
            .at(new double[] {1.1, .7}, 3),
        Case.of(
                "jagged, rank three, replaced planes and rows",
                """
        @Differentiable static double f(double[][][] x, double k) {
          double[][][] a = new double[x.length][][];
          for (int i = 0; i < x.length; i++) {
            a[i] = new double[x[i].length][];
            for (int j = 0; j < x[i].length; j++) {
              a[i][j] = x[i][x[i].length - 1 - j].clone();
            }
          }
          double[][] p = a[0];
          a[0] = a[1];
          a[1] = p;
          for (double[][] plane : a) {
            for (int j = 0; j + 1 < plane.length; j++) {
              double[] t = plane[j];
              plane[j] = plane[j + 1];
              plane[j + 1] = t;
              for (int l = 0; l < t.length; l++) t[l] *= k + plane[j].length;
            }
          }
          double s = 0;
          for (double[][] plane : a) for (double[] r : plane) for (double v : r) s = s * .9 + v * v;
          return s;
        }
        """)
            .at(new double[][][] {{{1, 2}, {}, {3}}, {{.5, .6, .7}}}, 1.2),
        Case.of(
                "int and boolean arrays that steer",
                """
        @Differentiable static double f(double[] x, int n) {
          int[] order = new int[x.length];
          boolean[] on = new boolean[x.length];
          boolean[] next = new boolean[x.length];
          for (int i = 0; i < x.length; i++) { order[i] = i; on[i] = i % 2 == 0; }
          double s = 1;
          for (int t = 0; t < n; t++) {
            for (int i = 0; i < x.length; i++) {
              int j = order[(i + t) % x.length];
              if (on[j]) { s = s * x[j] + t; } else { s += x[i]; }
              next[i] = on[(i + 1) % x.length] != on[i];
              if (s > 3) { int h = order[i]; order[i] = order[0]; order[0] = h; s -= 2; }
            }
            boolean[] old = on; on = next; next = old;
          }
          return s;
        }
        """)
            .at(new double[] {1.1, .7, .4}, 4),
        Case.of(
                "three arrays, chosen by ternary in a call",
                """
        static double dot(double[] a, double[] b) { double s = 0; for (int i = 0; i < a.length; i++) s += a[i] * b[i]; return s; }
        static double[] pick(double[] a, double[] b, boolean c) { if (c) { return a; } return b; }
        @Differentiable static double f(double[] x, double[] y, boolean c) {
          double[] m = pick(x, y, c);
          double[] z = x.clone();
          double[] w = pick(z, m, !c);
          double[] u = pick(z, y.clone(), c);
          u[0] = dot(w, m) * u[1];
          return dot(w, c ? x : z) + dot(u, m) + u[0];
        }
        """)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, true)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, false),
        Case.of(
                "do while swap with return",
                """
        @Differentiable static double f(double[] x, double limit) {
          double[] a = x.clone();
          double[] b = x.clone();
          int n = 0;
          do {
            for (int i = 0; i < a.length; i++) {
              b[i] = a[i] * a[(i + 1) % a.length] + .3;
              if (b[i] > limit) { return b[i] * a[0] + b[0]; }
            }
            double[] t = a; a = b; b = t;
          } while (++n < 4);
          return a[0] + b[1];
        }
        """)
            .warns("ADJ-ZERO-02")
            .at(new double[] {1.1, .7}, 1.5)
            .at(new double[] {1.1, .7}, 1e9)
            .at(new double[] {2.1, .7}, 1.0),
        Case.of(
                "array escapes in record and comes back",
                """
        record Box(double[] w, double[][] m, double b) {
          Box with(double[] other) { return new Box(other, m, b * other[0]); }
          void grow(double k) { for (int i = 0; i < w.length; i++) w[i] *= k; m[0][0] += w[0]; }
        }
        @Differentiable static double f(double[] x, double k) {
          double[] w = x.clone();
          Box a = new Box(w, new double[][] {{k, 1}, w}, k);
          Box b = a.with(new double[] {k, x[1]});
          a.grow(2);
          b.grow(k);
          Box c = k > 1 ? a : b;
          c.grow(3);
          c.m()[1][1] *= c.b();
          for (int i = 0; i < 3; i++) { Box t = a; a = b; b = t; a.w()[0] += b.w()[1] * a.m()[0][0]; }
          return a.w()[0] * b.w()[0] + w[1] + c.m()[0][0];
        }
        """)
            .at(new double[] {1.1, .7}, .8)
            .at(new double[] {1.1, .7}, 1.8),
        Case.of(
                "record around the parameter is written",
                """
        record L(double[] w, double b) {}
        @Differentiable static double f(double[] x, double k) {
          L l = new L(x, k);
          l.w()[0] *= k;
          return l.w()[0] * x[1];
        }
        """)
            .refused("ADJ-LANG-05"),
        Case.of(
                "list around the parameter is written",
                """
        @Differentiable static double f(double[] x, double k) {
          double[][] m = {x, {k}};
          double[] r = k > 0 ? m[0] : m[1];
          r[0] *= k;
          return x[0];
        }
        """)
            .refused("ADJ-LANG-05"),
        Case.of(
                "list of arrays as parameter is written",
                """
        @Differentiable static double f(java.util.List<double[]> x, double k) {
          x.get(0)[0] *= k;
          return x.get(0)[0];
        }
        """)
            .refused("ADJ-LANG-01"),
        Case.of(
                "helper returns the array or a copy",
                """
        static double[] maybe(double[] a, int n) { return n > 0 ? a : a.clone(); }
        @Differentiable static double f(double[] x, int n) {
          double[] own = x.clone();
          double[] m = maybe(own, n);
          m[0] *= x[1];
          own[1] += m[0];
          return own[0] * m[1] + m[0];
        }
        """)
            .at(new double[] {1.1, .7}, 1)
            .at(new double[] {1.1, .7}, 0),
        Case.of(
                "result aliases parameter elsewhere",
                """
        record Out(double[] a, double[] b, double s) {  @Differentiable double n() { return s; } }
        @Differentiable static Out f(double[] x, double k) {
          double[] y = x.clone();
          y[0] *= k;
          return new Out(x, y, y[0] * x[1]);
        }
        """)
            .at(new double[] {1.1, .7}, 1.2),
        Case.of(
                "int result and long accumulators with arrays",
                """
        @Differentiable static double f(double[] x, int[] k) {
          long n = 0;
          int[] c = k.clone();
          double s = 0;
          for (int i = 0; i < c.length; i++) {
            n += c[i]++ * 2L;
            c[(i + 1) % c.length] -= i;
            s += x[(int) (n % x.length)] * c[i] * x[i];
          }
          return s * n;
        }
        """)
            .at(X, new int[] {3, 1, 2, 5}),
        Case.of(
                "compound of element with side effects in the index",
                """
        @Differentiable static double f(double[] x) {
          double[] a = x.clone();
          int i = 0;
          a[i++] *= a[i] + a[i++];
          a[--i] -= (a[0] = a[i + 1] * 2) * i;
          double s = a[0]++ + --a[1];
          return s * a[0] * a[1] + a[2];
        }
        """)
            .at((Object) X),
        Case.of(
                "labelled continue of while with arrays",
                """
        @Differentiable static double f(double[] x, int n) {
          double[] a = x.clone();
          double[] b = new double[a.length];
          int t = 0;
          outer:
          while (t++ < n) {
            for (int i = 0; i < a.length; i++) {
              if (a[i] > 3) { a[i] = Math.sqrt(a[i]); continue outer; }
              b[i] = a[i] * a[(i + t) % a.length] + .5;
              if (b[i] < -2) break outer;
            }
            double[] o = a; a = b; b = o;
          }
          return a[0] + a[1] * b[2];
        }
        """)
            .at(X, 5)
            .at(X, 1)
            .at(X, 0),
        Case.of(
                "wide: float arrays change hands with doubles",
                """
        @Differentiable static float f(float[] x, double k) {
          float[] a = x.clone();
          float[] b = new float[x.length];
          double[] d = {k, k * k};
          for (int t = 0; t < 3; t++) {
            for (int i = 0; i < a.length; i++) { b[i] = (float) (a[i] * d[t % 2] + a[0]); d[t % 2] += b[i]; }
            float[] o = a; a = b; b = o;
          }
          return a[0] * b[1] + (float) d[0];
        }
        """)
            .at(new float[] {1.5f, -.5f}, .5),
        Case.of(
                "array of boolean and chars parameters",
                """
        @Differentiable static double f(double[] x, boolean[] on, char[] c) {
          double s = 0;
          for (int i = 0; i < x.length; i++) s += on[i] ? x[i] * x[i] : c[i] == 'a' ? x[i] : c[i];
          return s;
        }
        """)
            .at(
                new double[] {1.1, .7, .3},
                new boolean[] {true, false, false},
                new char[] {'x', 'a', 'b'})
            .gives(107.91 - 8)
            .slope(2.2, 1, 0),
        Case.of(
                "while with side effects on arrays in the condition",
                """
        @Differentiable static double f(double[] x) {
          double[] a = x.clone();
          int n = 0;
          while ((a[0] *= .6) > .2 && n < 5) { a[1] += a[0] * a[1]; n++; }
          for (; (a[2] = a[2] * 1.5 + .1) < 3; ) a[1] *= 1 + .1 * a[2];
          return a[1] + a[2] + a[0];
        }
        """)
            .at((Object) new double[] {1.1, .7, .3}),
        Case.of(
                "recursion with records of arrays",
                """
        record S(double[] v, int depth) {
          S next(double k) {
            double[] n = new double[v.length];
            for (int i = 0; i < n.length; i++) n[i] = v[i] * k + v[(i + 1) % n.length];
            return new S(n, depth - 1);
          }
        }
        static double run(S s, double k) { return s.depth() == 0 ? s.v()[0] * s.v()[1] : run(s.next(k), k) + s.v()[0]; }
        @Differentiable static double f(double[] x, double k) { return run(new S(x, 3), k) * run(new S(x.clone(), 1), 2); }
        """)
            .at(new double[] {1.1, .7, .3}, 1.2),
        Case.of(
                "array length changes and guards",
                """
        static double[] grow(double[] a, double v) { double[] b = java.util.Arrays.copyOf(a, a.length + 1); b[a.length] = v; return b; }
        @Differentiable static double f(double x, int n) {
          double[] a = new double[0];
          for (int i = 0; i < n; i++) { a = grow(a, x * (i + 1) + (i > 0 ? a[i - 1] * a[0] : 0)); }
          double s = 0;
          for (double v : a) s += v * v;
          return s + a.length * x;
        }
        """)
            .at(1.1, 4)
            .at(1.1, 0),
        Case.of(
                "local class-like names",
                """
        @Differentiable static double f(double[] value, double seed, double bar) {
          double[] gradient = value.clone();
          double[] valueBar = {seed};
          double[] kept = gradient;
          for (int trips = 0; trips < 2; trips++) { double[] after = gradient; gradient = valueBar; valueBar = after; valueBar[0] *= bar; }
          return kept[0] * gradient[0] + valueBar[0] * seed;
        }
        """)
            .at(new double[] {1.1, .7}, .5, .8),
        Case.of(
                "recursion with a method of a record",
                """
        record S(double[] v) { S next(double k) {
          double[] n = new double[v.length];
          for (int i = 0; i < n.length; i++) n[i] = v[i] * k;
          return new S(n);
         }
        }
        static double run(S s, int d, double k) {
          return d == 0 ? s.v()[0] * s.v()[1] : run(s.next(k), d - 1, k) + s.v()[0];
        }
        @Differentiable static double f(double[] x, double k) { return run(new S(x), 3, k); }
        """)
            .at(new double[] {1.1, .7, .3}, 1.2));
  }
}
