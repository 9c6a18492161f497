package dev.adjoint.integration;

import static dev.adjoint.integration.Case.instance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums of loops, with what may stand before, in and after them. */
class SumsTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "fused sums with throw inside",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double e = x[i] * k;
            if (e > 3) throw new IllegalStateException("e " + e + " at " + i + " after " + s);
            s += e * e;
          }
          return s;
        }
        """)
            .at(X, .5)
            .fails(X, 2.5),
        Case.of(
                "fused sum of a scratch that escapes into the result record",
                """
        record R(double s, double[] t) { @Differentiable double n() { return s; } }
        @Differentiable static R f(double[] x, double k) {
          double[] t = new double[2];
          double s = 0;
          for (double v : x) { t[0] = v * k; t[1] = t[0] * v; s += t[1]; }
          return new R(s, t);
        }
        """)
            .at(X, .5),
        Case.of(
                "sums at places that are characters",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double s = 0;
          for (int i = 0; i < x.length; i++) { double d = x[i] * w['\\1'] - w['\\2']; s += d * d; }
          return s;
        }
        """)
            .at(X, new double[] {.3, .5, .2}),
        Case.of(
                "fused helper with scratch of its own",
                """
        static double energy(double[] x, int i, double[] w) {
          double[] d = new double[w.length];
          double m = 0;
          for (int j = 0; j < w.length; j++) { d[j] = x[i] - w[j]; m = Math.max(m, d[j]); }
          double s = 0;
          for (int j = 0; j < w.length; j++) s += Math.exp(d[j] - m);
          return m + Math.log(s);
        }
        @Differentiable static double f(double[] x, double[] w) {
          double s = 0;
          for (int i = 0; i < x.length; i++) s -= energy(x, i, w);
          return s / x.length;
        }
        """)
            .at(X, new double[] {.3, .5}),
        Case.of(
                "fused with records and lists",
                """
        record D(double x, double y, int c) { @Differentiable double n() { return x; } }
        @Differentiable static double f(java.util.List<D> data, double[] w) {
          double s = 0;
          for (D d : data) { double z = w[0] * d.x() + w[1] * d.y() + d.c(); s += Math.log1p(Math.exp(-z)); }
          return s;
        }
        """)
            .at(
                Case.list(instance("Case$D", 1.0, 2.0, 1), instance("Case$D", .5, -1.0, 0)),
                new double[] {.3, .4}),
        Case.of(
                "fused with int sum as index",
                """
        @Differentiable static double f(double[] x, double[] w, int[] len) {
          int at = 0;
          double s = 0;
          for (int i = 0; i < len.length; i++) {
            double p = 1;
            for (int j = 0; j < len[i]; j++) p *= x[at + j] + w[i];
            at += len[i];
            s += p;
          }
          return s + at * w[0];
        }
        """)
            .at(X, new double[] {.3, .5, .2}, new int[] {2, 0, 2}),
        Case.of(
                "fused two sums with a shared conditional",
                """
        @Differentiable static double f(double[] x, double k) {
          double a = 0, b = 1;
          for (double v : x) {
            double e = v * k;
            if (e > .3) { a += e * e; } else if (e > 0) { b -= e; } else { a -= e; b += e * v; }
          }
          return 2 * a + 3 * b;
        }
        """)
            .at(X, .5)
            .at(X, -.5),
        Case.of(
                "sums at several places, with a loop within",
                """
        @Differentiable static double f(double[] plane, double[] points, double[] weights) {
          double s = 0;
          for (int p = 0; p + 2 < points.length; p += 3) {
            double near = 0;
            for (double w : weights) near += w * Math.tanh(points[p] * w);
            double d = plane[0] * near + plane[1] * points[p + 1] + plane[2] * points[p + 2];
            s += (d - plane[3]) * d;
          }
          return s;
        }
        """)
            .at(X, new double[] {1, .2, .3, -.4, .5, .6}, new double[] {.3, -.2})
            .at(X, new double[] {1, .2, .3}, new double[0])
            .at(new double[] {.5}, new double[0], new double[] {.3, -.2}),
        Case.of(
                "sums at several places and at one that moves",
                """
        @Differentiable static double f(double[] w, double[] x) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double p = x[i] * w[0];
            double q = w[1] + w[i] * x[i];
            s += p * q * w[0];
          }
          return s;
        }
        """)
            .at(X, new double[] {.3, .5, -.2}),
        Case.of(
                "sums at places that have names",
                """
        @Differentiable static double f(double[] w, double[] x, int a, int b) {
          double s = 0;
          for (int i = 0; i < x.length; i++) { double d = x[i] * w[a] - w[b]; s += d * d; }
          return s;
        }
        """)
            .at(X, new double[] {.3, .5, -.2}, 2, 2)
            .at(X, new double[] {.3, .5, -.2}, 1, 3),
        Case.of(
                "sums at several places of an array of each trip",
                """
        @Differentiable static double f(double[] w, double[] x) {
          double s = 0;
          for (int i = 0; i < w.length; i++) {
            double[] c = {w[i] * w[i], Math.sin(w[i])};
            for (int j = 0; j < x.length; j++) { double d = x[j] * c[0] - c[1]; s += d * d * c[0]; }
          }
          return s;
        }
        """)
            .at(X, new double[] {.3, .5, -.2})
            .at(X, new double[0]),
        Case.of(
                "sums at several places, with breaks and branches",
                """
        @Differentiable static double f(double[] w, double[] x) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double d = x[i] * w[0] - w[1];
            if (d < 0) { s += d * w[2]; }
            if (s < -.1) break;
            s += d * d;
          }
          return s;
        }
        """)
            .at(X, new double[] {.3, -.9, .5, -.2})
            .at(X, new double[] {.9, .8, .5, .7}),
        Case.of(
                "product of sums is not linear",
                """
        @Differentiable static double f(double[] x, double k) {
          double a = 0, b = 1;
          for (double v : x) { a += v * v * k; b += Math.sin(v * k); }
          return a * b;
        }
        """)
            .at(X, .5),
        Case.of(
                "sum divided by active",
                """
        @Differentiable static double f(double[] x, double k) {
          double a = 0;
          for (double v : x) a += v * v * k;
          return a / k + a / x.length;
        }
        """)
            .at(X, .5),
        Case.of(
                "sum through clamp and cast",
                """
        @Differentiable static double f(float[] x, double k) {
          float a = 0;
          for (float v : x) a += v * k;
          double b = a;
          return (float) (b * 2) + b;
        }
        """)
            .at(new float[] {1.5f, .25f}, .5),
        Case.of(
                "max of sum and constant",
                """
        @Differentiable static double f(double[] x, double k) {
          double a = 0;
          for (double v : x) a += v * v * k;
          return Math.max(a, 2) - Math.abs(a - 1);
        }
        """)
            .at(X, .5)
            .at(X, .1),
        Case.of(
                "loops one after another with the tail reused",
                """
        @Differentiable static double f(double[] x, double[] y) {
          double a = 0;
          for (int i = 0; i < x.length; i++) { double d = x[i] - y[i]; a += d * d; }
          double b = a * .5;
          for (int i = 0; i < x.length; i++) { double d = x[i] + y[i]; b += Math.cos(d); }
          double c = b - a;
          for (int i = 0; i < y.length; i++) c -= y[i] * y[i];
          return -c + a;
        }
        """)
            .at(X, new double[] {.3, .5, -.2, .8}),
        Case.of(
                "sums in a loop around",
                """
        @Differentiable static double f(double[] x, double[] w, int n) {
          double t = 0;
          for (int k = 0; k < n; k++) {
            double a = 0;
            for (double v : x) a += v * w[k] * v;
            t += a * .5;
            for (double v : w) t += v * k;
          }
          return t;
        }
        """)
            .at(X, new double[] {.3, .5}, 2)
            .at(X, new double[] {.3, .5}, 0),
        Case.of(
                "the sum's loop overwrites what a former loop read",
                """
        @Differentiable static double f(double[] x, double k) {
          double[] c = {k, k * k};
          double a = 0;
          for (double v : x) a += v * c[0] * c[1];
          for (int i = 0; i < x.length; i++) { c[0] = x[i]; c[1] = c[0] * c[0] * k; a += c[1] * x[i]; }
          return a;
        }
        """)
            .at(X, .5),
        Case.of(
                "triangular pairs",
                """
        @Differentiable static double f(double[][] p, double k) {
          double e = 0;
          for (int i = 0; i < p.length; i++)
            for (int j = 0; j < i; j++) {
              double r = 0;
              for (int d = 0; d < p[i].length; d++) { double q = p[i][d] - p[j][d]; r += q * q; }
              if (r > 9) continue;
              double inv = 1 / (r + .1);
              e += inv * inv * inv - k * inv;
            }
          return 4 * e;
        }
        """)
            .at(new double[][] {{0, 0}, {1, .3}, {.2, 1.1}, {5, 5}}, 1.2),
        Case.of(
                "lambda in a fused loop, and with arrays",
                """
        static double sum(double[] x, java.util.function.DoubleUnaryOperator g) { double s = 0; for (double v : x) s += g.applyAsDouble(v); return s; }
        @Differentiable static double f(double[] x, double k) {
          double[] w = {k, 1};
          double a = sum(x, v -> v * v * k + w[0]);
          w[0] = a;
          return a + sum(w, Math::sin) + sum(x, v -> v > 0 ? v * w[0] : w[1]);
        }
        """)
            .at(X, .5),
        Case.of(
                "int[][] tables that change hands and index",
                """
        @Differentiable static double f(double[] x, int[][] graph) {
          int[][] g = new int[graph.length][];
          for (int i = 0; i < g.length; i++) g[i] = graph[(i + 1) % g.length].clone();
          double[] h = x.clone();
          double[] n = new double[x.length];
          for (int t = 0; t < 3; t++) {
            for (int i = 0; i < g.length; i++) { n[i] = h[i]; for (int j : g[i]) n[i] += .3 * h[j] * h[i]; }
            int[] r = g[0]; g[0] = g[t % g.length]; g[t % g.length] = r;
            double[] o = h; h = n; n = o;
          }
          double s = 0;
          for (double v : h) s += v * v;
          return s;
        }
        """)
            .at(X, new int[][] {{1, 2}, {}, {0}, {3, 3, 1}}),
        Case.of(
                "conditional writes under short circuits",
                """
        @Differentiable static double f(double[] x) {
          double[] a = x.clone();
          boolean any = false;
          for (int i = 0; i < a.length && !(any && a[i] > 1.5); i++) {
            any |= a[i] > 1 && (a[i] *= 2) > 2 || (a[0] += a[i]) < 0;
          }
          return a[0] * a[1] + a[2] * (any ? a[3] : 1);
        }
        """)
            .at((Object) X),
        Case.of(
                "swap by tuple helper and xor of ints",
                """
        static void swap(double[] a, int i, int j) { double t = a[i]; a[i] = a[j]; a[j] = t; }
        static int partition(double[] a, int lo, int hi) { int i = lo; for (int j = lo; j < hi; j++) if (a[j] < a[hi]) swap(a, i++, j); swap(a, i, hi); return i; }
        @Differentiable static double f(double[] x, int k) {
          double[] a = x.clone();
          int lo = 0, hi = a.length - 1;
          while (lo < hi) { int p = partition(a, lo, hi); if (p == k) break; if (p < k) lo = p + 1; else hi = p - 1; }
          return a[k] * a[k] + a[0];
        }
        """)
            .at(X, 1)
            .at(X, 3)
            .at(X, 0));
  }
}
