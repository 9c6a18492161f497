package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays that change hands while methods are called, rows are kept, and elements replaced. */
class HandedOverTest {
  private static Tensor t(float... values) {
    return Tensor.vector(values);
  }

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "recursive helper on arrays that change hands",
                """
        static double tree(double[] a, int lo, int hi) {
          if (hi - lo == 1) return a[lo];
          int m = (lo + hi) / 2;
          return tree(a, lo, m) * tree(a, m, hi) + .1 * a[lo];
        }
        @Differentiable static double f(double[] x, double[] y, int n) {
          double[] a = x.clone();
          double[] b = y.clone();
          double s = 0;
          for (int t = 0; t < n; t++) {
            s += tree(a, 0, a.length);
            b[t % b.length] += s * .1;
            double[] o = a; a = b; b = o;
          }
          return s + a[0];
        }
        """)
            .at(new double[] {1.1, .7}, new double[] {.3, .9, 1.2}, 3)
            .at(new double[] {1.1, .7}, new double[] {.3, .9, 1.2}, 0),
        Case.of(
                "recursive helper returning arrays in a loop",
                """
        static double[] power(double[] a, int n) {
          if (n == 0) { double[] one = new double[a.length]; one[0] = 1; return one; }
          double[] p = power(a, n - 1);
          double[] r = new double[a.length];
          for (int i = 0; i < a.length; i++) for (int j = 0; j <= i; j++) r[i] += p[j] * a[i - j];
          return r;
        }
        @Differentiable static double f(double[] x, int n) {
          double[] best = x;
          for (int i = 0; i < n; i++) {
            double[] p = power(best, i);
            best = p[0] > .5 ? p : x;
          }
          return best[0] * best[1] + best[2];
        }
        """)
            .at(new double[] {1.1, .7, .2}, 4)
            .at(new double[] {.3, .7, .2}, 3)
            .onceOnly(),
        Case.of(
                "annotated of nested class called with moving arrays",
                """
        static class Other {
          @Differentiable static double[] mix(double[] a, double[] b, double k) {
            double[] r = new double[a.length];
            for (int i = 0; i < a.length; i++) r[i] = a[i] * b[i] + k;
            return r;
          }
        }
        @Differentiable static double f(double[] x, double k, int n) {
          double[] a = x.clone();
          double[] b = x;
          for (int i = 0; i < n; i++) {
            double[] c = Other.mix(a, b, k);
            a = i % 2 == 0 ? c : a;
            a[0] *= .5;
            b = c;
          }
          return a[0] + b[1] * b[0];
        }
        """)
            .at(new double[] {1.1, .7}, .3, 3),
        Case.of(
                "primitive on arrays that change hands",
                """
        @Primitive @Vjp(of = "a", is = "yBar * b") @Vjp(of = "b", is = "yBar * a") static double times(double a, double b) { return a * b; }
        @Differentiable static double f(double[] x, int n) {
          double[] a = x.clone(), b = new double[2];
          for (int i = 0; i < n; i++) { b[0] = times(a[0], a[1]); b[1] = times(b[0], a[0]); double[] t = a; a = b; b = t; }
          return times(a[0], b[1]);
        }
        """)
            .at(new double[] {1.1, .7}, 3),
        Case.of(
                "mutated result row of parameter",
                """
        @Differentiable(mutates = "m") static double[] f(double[][] m, int i, double k) {
          double[] r = m[i];
          r[0] *= k;
          m[(i + 1) % 2][1] += r[0] * r[0];
          return i == 0 ? r : m[0];
        }
        """)
            .at(new double[][] {{1, .5}, {.3, 2}}, 0, 1.5)
            .at(new double[][] {{1, .5}, {.3, 2}}, 1, 1.5),
        Case.of(
                "mutated float and int together",
                """
        @Differentiable(mutates = {"a", "n"}) static float f(float[] a, int[] n, float k) {
          for (int i = 0; i < n.length; i++) {
            n[i] += i;
            a[n[i] % a.length] *= k;
            if (n[i] > 4) n[i] = 0;
          }
          return a[0] * a[1] * n[0];
        }
        """)
            .at(new float[] {1.5f, .5f}, new int[] {1, 2, 3}, .7f),
        Case.of(
                "overwritten by its own swap in nested conditionals",
                """
        @Differentiable static double f(double[] x, double k) {
          double[] a = x.clone(), b = x.clone(), c = x.clone();
          for (int i = 0; i < 6; i++) {
            if (i % 2 == 0) {
              double[] t = a;
              a = b;
              if (i % 3 == 0) { b = c; c = t; } else { b = t; a[0] += c[1]; }
            } else if (b == c) {
              b[1] *= 2;
            } else {
              c[i % 2] = a[0] * b[1] * k;
            }
          }
          return a[0] * b[0] + c[1];
        }
        """)
            .at(new double[] {1.1, .7}, .3),
        Case.of(
                "identity of arrays in conditions",
                """
        @Differentiable static double f(double[] x, int n) {
          double[] a = x.clone();
          double[] b = n > 0 ? a : x.clone();
          b[0] *= 2;
          double s = a == b ? a[0] * b[0] : a[0] + b[0];
          return a != b ? s : s * s;
        }
        """)
            .at(new double[] {1.1, .7}, 1)
            .at(new double[] {1.1, .7}, 0),
        Case.of(
                "records with tensors change hands and arrays",
                """
        record S(Tensor h, Tensor c) {}
        @Differentiable static float f(Tensor x, Tensor w, int n) {
          S[] states = new S[2];
          states[0] = new S(x, w);
          states[1] = new S(w, x.times(w));
          for (int i = 0; i < n; i++) {
            S old = states[i % 2];
            states[i % 2] = new S(old.h().times(states[(i + 1) % 2].c()), old.c().plus(x));
            if (i == 1) states[0] = old;
          }
          return states[0].h().sum() + states[1].c().times(states[1].h()).sum();
        }
        """)
            .at(t(.5f, 1.5f), t(.7f, -1f), 3)
            .at(t(.5f, 1.5f), t(.7f, -1f), 0),
        Case.of(
                "array of arrays of tensors",
                """
        @Differentiable static float f(Tensor x, Tensor w) {
          Tensor[][] g = new Tensor[2][2];
          for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) g[i][j] = i == j ? x.times(w) : x.plus(w);
          Tensor[] row = g[0];
          g[0] = g[1];
          g[1] = row;
          row[0] = g[0][1].times(row[1]);
          float s = 0;
          for (Tensor[] r : g) for (Tensor t : r) s += t.sum();
          return s * row[0].mean();
        }
        """)
            .at(t(.5f, 1.5f), t(.7f, -1f)),
        Case.of(
                "elements null until set",
                """
        record P(double x, double y) {}
        @Differentiable static double f(double a, int n) {
          P[] ps = new P[4];
          double s = 0;
          for (int i = 0; i < n; i++) { ps[i] = new P(a * i, a); s += ps[i].x() * ps[i / 2].y(); }
          return s;
        }
        """)
            .at(1.3, 4)
            .at(1.3, 0)
            .at(1.3, 2)
            .fails(1.3, 5),
        Case.of(
                "clone of rows in the middle and later writes",
                """
        @Differentiable static double f(double[][] x, int n) {
          double[][] hist = new double[n + 1][];
          hist[0] = x[0].clone();
          for (int t = 0; t < n; t++) {
            double[] now = hist[t];
            double[] next = t % 2 == 0 ? now.clone() : now;
            next[0] = now[0] * now[1] + x[1][t % 2];
            now[1] += next[0];
            hist[t + 1] = next;
          }
          double s = 0;
          for (double[] h : hist) for (double v : h) s += v * v;
          return s;
        }
        """)
            .at(new double[][] {{1.1, .4}, {.3, .2}}, 4)
            .at(new double[][] {{1.1, .4}, {.3, .2}}, 0),
        Case.of(
                "stack of arrays by hand",
                """
        @Differentiable static double f(double[] x, int n) {
          double[][] stack = new double[8][];
          int top = 0;
          stack[top++] = x.clone();
          double s = 0;
          while (top > 0) {
            double[] a = stack[--top];
            s += a[0] * a[1];
            if (a[0] * a[0] > .5 && top < 6 && n-- > 0) {
              stack[top++] = new double[] {a[0] * .9, a[1] + s};
              a[1] *= .5;
              stack[top++] = a;
            }
          }
          return s;
        }
        """)
            .at(new double[] {1.1, .7}, 5)
            .at(new double[] {.1, .7}, 5),
        Case.of(
                "ternary of arrays as operand and store target",
                """
        @Differentiable static double f(double[] x, double[] y, boolean c) {
          double[] a = x.clone(), b = y.clone();
          (c ? a : b)[0] *= x[1];
          (c ? b : a)[1] += (c ? a : b)[0];
          double[][] m = {a, b};
          m[c ? 1 : 0][0]++;
          return a[0] * b[0] + a[1] * b[1] + (c ? x : y)[0] * (c ? x : y).length;
        }
        """)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, true)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, false),
        Case.of(
                "assignment of arrays as an expression",
                """
        @Differentiable static double f(double[] x, int n) {
          double[] a = x.clone(), b, c;
          b = c = a;
          for (int i = 0; i < n; i++) { (b = new double[] {c[0] * a[1], i})[1] += a[0]; c = (a = b); a[0] *= 1.1; }
          return a[0] * b[1] + c[0];
        }
        """)
            .at(new double[] {1.1, .7}, 3)
            .at(new double[] {1.1, .7}, 0));
  }
}
