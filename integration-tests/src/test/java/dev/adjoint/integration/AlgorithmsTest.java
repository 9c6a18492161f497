package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Algorithms as they are written: in place, with permutations, guards and early returns. */
class AlgorithmsTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};

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
                "rows of the caller swapped",
                """
        @Differentiable(mutates = "m") static double f(double[][] m, double k) {
          double[] t = m[0];
          m[0][0] *= k;
          double[] u = k > 1 ? t : m[1];
          u[1] = u[0] * m[1][0] * k;
          for (double[] r : m) { r[0] += u[1]; }
          return m[0][0] * m[1][1] + t[1];
        }
        """)
            .at(new double[][] {{1, .5}, {.3, 2}}, 1.5)
            .at(new double[][] {{1, .5}, {.3, 2}}, .5),
        Case.of(
                "mutates and swaps in a loop with returns",
                """
        @Differentiable(mutates = {"a", "b"}) static double f(double[] a, double[] b, int n) {
          double s = 0;
          for (int i = 0; i < n; i++) {
            a[i % 2] = a[i % 2] * b[0] + .1;
            s += a[0] * a[1];
            if (s > 4) { b[1] = s; return s * b[0]; }
            double[] t = a; a = b; b = t;
          }
          a[0] = 3;
          return s + a[1] * b[0];
        }
        """)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, 3)
            .at(new double[] {1.1, 2.7}, new double[] {1.3, .9}, 8)
            .at(new double[] {1.1, .7}, new double[] {.3, .9}, 0),
        Case.of(
                "non-smooth sums with int array counts",
                """
        @Differentiable static double f(double[] x, int n) {
          int[] count = new int[n];
          double[] mean = new double[n];
          for (int i = 0; i < x.length; i++) { int b = (int) (i * 7 % n); count[b]++; mean[b] += x[i]; }
          double s = 0;
          for (int b = 0; b < n; b++) { if (count[b] == 0) continue; mean[b] /= count[b]; }
          for (int i = 0; i < x.length; i++) { double d = x[i] - mean[i * 7 % n]; s += d * d; }
          return s;
        }
        """)
            .at(X, 3)
            .at(X, 1)
            .at(X, 7),
        Case.of(
                "k-means with nearest index",
                """
        @Differentiable static double f(double[][] x, double[][] c0, int n) {
          double[][] c = new double[c0.length][];
          for (int i = 0; i < c.length; i++) c[i] = c0[i].clone();
          for (int t = 0; t < n; t++) {
            double[][] next = new double[c.length][2];
            int[] count = new int[c.length];
            for (double[] p : x) {
              int best = 0;
              double min = Double.MAX_VALUE;
              for (int k = 0; k < c.length; k++) {
                double d = 0;
                for (int j = 0; j < 2; j++) d += (p[j] - c[k][j]) * (p[j] - c[k][j]);
                if (d < min) { min = d; best = k; }
              }
              count[best]++;
              for (int j = 0; j < 2; j++) next[best][j] += p[j] + .1 * c[best][j];
            }
            for (int k = 0; k < c.length; k++) if (count[k] > 0) for (int j = 0; j < 2; j++) next[k][j] /= count[k];
            c = next;
          }
          double s = 0;
          for (double[] r : c) for (double v : r) s += v * v;
          return s;
        }
        """)
            .at(
                new double[][] {{1, 2}, {1.2, 1.8}, {-1, -2}},
                new double[][] {{1, 1}, {-1, -1}},
                3),
        Case.of(
                "LU solve in place with permutation",
                """
        @SuppressWarnings("ADJ-ZERO-03")
        static void solve(double[][] a, double[] b) {
          int n = b.length;
          int[] p = new int[n];
          for (int i = 0; i < n; i++) p[i] = i;
          for (int k = 0; k < n; k++) {
            int m = k;
            for (int i = k + 1; i < n; i++) if (Math.abs(a[p[i]][k]) > Math.abs(a[p[m]][k])) m = i;
            int t = p[k]; p[k] = p[m]; p[m] = t;
            if (a[p[k]][k] == 0) throw new ArithmeticException("singular at " + k);
            for (int i = k + 1; i < n; i++) {
              double q = a[p[i]][k] /= a[p[k]][k];
              if (q == 0) continue;
              for (int j = k + 1; j < n; j++) a[p[i]][j] -= q * a[p[k]][j];
              b[p[i]] -= q * b[p[k]];
            }
          }
          double[] x = new double[n];
          for (int i = n - 1; i >= 0; i--) {
            double s = b[p[i]];
            for (int j = i + 1; j < n; j++) s -= a[p[i]][j] * x[j];
            x[i] = s / a[p[i]][i];
          }
          System.arraycopy(x, 0, b, 0, n);
        }
        @Differentiable static double f(double[][] a, double[] b) {
          double[][] m = new double[a.length][];
          for (int i = 0; i < m.length; i++) m[i] = a[i].clone();
          double[] x = b.clone();
          solve(m, x);
          double s = 0;
          for (double v : x) s += v * v;
          return s;
        }
        """)
            .at(new double[][] {{.1, 2, 1}, {3, 1, .2}, {1, 1, 2}}, new double[] {1, 2, 3})
            .fails(new double[][] {{0, 0}, {0, 0}}, new double[] {1, 2}),
        Case.of(
                "dynamic programming with rows that roll",
                """
        static double softmin(double a, double b, double c) { return -Math.log(Math.exp(-a) + Math.exp(-b) + Math.exp(-c)); }
        @Differentiable static double f(double[] x, double[] y) {
          double[] prev = new double[y.length + 1];
          java.util.Arrays.fill(prev, 10);
          prev[0] = 0;
          double[] cur = new double[y.length + 1];
          for (int i = 1; i <= x.length; i++) {
            cur[0] = 10;
            for (int j = 1; j <= y.length; j++) {
              double d = x[i - 1] - y[j - 1];
              cur[j] = d * d + softmin(prev[j], prev[j - 1], cur[j - 1]);
            }
            double[] t = prev; prev = cur; cur = t;
          }
          return prev[y.length];
        }
        """)
            .at(new double[] {1.1, .7, .3}, new double[] {.3, .9}),
        Case.of(
                "Runge-Kutta with helpers that fill",
                """
        static void rate(double[] s, double[] out, double k) { out[0] = s[1]; out[1] = -k * Math.sin(s[0]); }
        @Differentiable static double f(double[] s0, double k, int n) {
          double[] s = s0.clone(), k1 = new double[2], k2 = new double[2], tmp = new double[2];
          for (int t = 0; t < n; t++) {
            rate(s, k1, k);
            for (int i = 0; i < 2; i++) tmp[i] = s[i] + .05 * k1[i];
            rate(tmp, k2, k);
            for (int i = 0; i < 2; i++) s[i] += .1 * k2[i];
          }
          return s[0] * s[1];
        }
        """)
            .at(new double[] {.5, .1}, 1.3, 5)
            .at(new double[] {.5, .1}, 1.3, 0),
        Case.of(
                "FFT in place",
                """
        static void fft(double[] re, double[] im) {
          int n = re.length;
          for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) { double t = re[i]; re[i] = re[j]; re[j] = t; t = im[i]; im[i] = im[j]; im[j] = t; }
          }
          for (int len = 2; len <= n; len <<= 1) {
            double ang = 2 * Math.PI / len;
            for (int i = 0; i < n; i += len)
              for (int k = 0; k < len / 2; k++) {
                double c = Math.cos(ang * k), s = Math.sin(ang * k);
                int u = i + k, v = i + k + len / 2;
                double xr = re[v] * c - im[v] * s, xi = re[v] * s + im[v] * c;
                re[v] = re[u] - xr; im[v] = im[u] - xi;
                re[u] += xr; im[u] += xi;
              }
          }
        }
        @Differentiable static double f(double[] x) {
          double[] re = x.clone(), im = new double[x.length];
          fft(re, im);
          double s = 0;
          for (int i = 0; i < x.length; i++) s += Math.hypot(re[i], im[i]) * (i + 1);
          return s;
        }
        """)
            .at((Object) X),
        Case.of(
                "heap with sift down and early return",
                """
        static void sift(double[] a, int i, int n) {
          while (true) {
            int l = 2 * i + 1;
            if (l >= n) return;
            if (l + 1 < n && a[l + 1] > a[l]) l++;
            if (a[i] >= a[l]) return;
            double t = a[i]; a[i] = a[l]; a[l] = t;
            i = l;
          }
        }
        @Differentiable static double f(double[] x) {
          double[] a = x.clone();
          for (int i = a.length / 2 - 1; i >= 0; i--) sift(a, i, a.length);
          for (int n = a.length - 1; n > 0; n--) { double t = a[0]; a[0] = a[n]; a[n] = t; sift(a, 0, n); }
          double s = 0;
          for (int i = 0; i < a.length; i++) s += a[i] * a[i] * (i + 1);
          return s;
        }
        """)
            .at((Object) new double[] {1.1, .7, .4, 2, -1, .2, .9}),
        Case.of(
                "tensors and arrays mixed in a record state",
                """
        record State(Tensor h, double[] log, float s) {}
        static State step(State st, Tensor w, int i) {
          Tensor h = st.h().times(w);
          double[] log = st.log().clone();
          log[i] += h.sum() * st.s();
          return new State(h, log, st.s() + h.mean());
        }
        @Differentiable static double f(Tensor x, Tensor w, double[] log) {
          State st = new State(x, log, 1f);
          for (int i = 0; i < log.length; i++) st = step(st, w, i);
          double s = 0;
          for (double v : st.log()) s += v * v;
          return s + st.s();
        }
        """)
            .at(t(.5f, 1.5f), t(.7f, -1f), new double[] {.1, .2}));
  }
}
