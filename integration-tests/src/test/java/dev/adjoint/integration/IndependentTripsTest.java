package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops whose trips look independent, and sums and scratch arrays that make them less so. */
class IndependentTripsTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "int accumulator and float accumulator",
                """
        @Differentiable static double f(double[] x, double k) {
          int n = 0;
          float s = 0;
          double t = 0;
          for (double v : x) {
            if (v > 0) { n++; s += v * k; } else { t -= v * v * k; }
          }
          return n * s + t;
        }
        """)
            .at(new double[] {1.5, -.5, .25, 2.0}, .5)
            .slope(1.5, .5, 1.5, 1.5, 11 + .0)
            .at(new double[0], .5)
            .slope(0),
        Case.of(
                "count only after",
                """
        @Differentiable static double f(double[] x, double k) {
          int n = 0;
          double s = 0;
          for (double v : x) {
            if (v * k > 0.3) { n++; s += v * v * k; }
          }
          return n > 1 ? s / n : s;
        }
        """)
            .at(X, .5)
            .at(X, -.5),
        Case.of(
                "sum inside inner loop",
                """
        @Differentiable static double f(double[] x, double[] w, int m) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double p = x[i];
            for (int j = 0; j < m; j++) {
              p = p * w[j % w.length] + x[i];
              s += p * p;
            }
            s += p;
          }
          return 2 * s;
        }
        """)
            .at(X, new double[] {.3, .5}, 3)
            .at(X, new double[] {.3, .5}, 0),
        Case.of(
                "two loops that share scratch",
                """
        @Differentiable static double f(double[] x, double k) {
          double[] t = new double[2];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            t[0] = x[i] * k;
            t[1] = t[0] * t[0];
            s += t[1] * x[i];
          }
          double u = 0;
          for (int i = 0; i < x.length; i++) {
            t[1] = Math.sin(x[i]);
            u += t[1] * t[0] * x[i];
            u += t[1];
          }
          return s - u;
        }
        """)
            .at(X, .5),
        Case.of(
                "two loops, second reads the scratch of last trip",
                """
        @Differentiable static double f(double[] x, double k, int n) {
          double[] t = {k, 2 * k};
          double s = 0;
          for (int i = 0; i < n; i++) {
            t[0] = x[i] * k;
            s += t[0] * x[i];
          }
          double u = 0;
          for (int i = 0; i < n; i++) {
            u += t[0] * x[i] * t[1];
          }
          return s + u;
        }
        """)
            .at(X, .5, 4)
            .at(X, .5, 0),
        Case.of(
                "alias rows",
                """
        @Differentiable static double f(double[][] x, double k) {
          double[] first = x[0];
          double s = 0;
          for (double[] row : x) {
            double[] other = row.length > 1 ? first : row;
            double z = 0;
            for (int j = 0; j < row.length; j++) z += row[j] * other[j] * k;
            s += Math.exp(z) * first[0];
          }
          return s;
        }
        """)
            .at(new double[][] {{1, .2}, {.3, .4}, {.5}}, .5),
        Case.of(
                "with return in the loop",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          for (double v : x) {
            if (v > 1.5) { return s * k; }
            s += v * v * k;
          }
          return s;
        }
        """)
            .at(X, .5)
            .at(new double[] {1, .5}, .5)
            .at(new double[] {2, .5}, .5),
        Case.of(
                "with break and continue",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          for (double v : x) {
            if (v < 0) continue;
            double e = Math.exp(v * k);
            if (e > 2) break;
            s += e * v;
          }
          return s * 3;
        }
        """)
            .at(X, .5)
            .at(new double[] {1, -.5, .3}, .5),
        Case.of(
                "names shadowed",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double e = x[i] * k;
            s += e * e;
          }
          double t = 0;
          for (int i = 0; i < x.length; i++) {
            double e = x[i] - k;
            { double z = e * e; t += z; }
            { double z = e * x[i]; t += z * z; }
          }
          for (int i = 0; i < 2; i++) { double e = k * i; t += e * e; }
          return s + t;
        }
        """)
            .at(X, .5),
        Case.of(
                "tail conditional on the sum",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          for (double v : x) s += v * v * k;
          if (s > 2) { return 4 - s; }
          return s;
        }
        """)
            .at(X, .5)
            .at(X, .1),
        Case.of(
                "tail reads what loop read, then writes it",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          double c = k * 2;
          for (double v : x) { double q = v * c; s += q * q; }
          double t = 0;
          for (double v : x) { t += v * c; c = c * .9; }
          return s + t + c;
        }
        """)
            .at(X, .5),
        Case.of(
                "sum read in its own loop",
                """
        @Differentiable static double f(double[] x) {
          double s = 0, t = 0;
          for (double v : x) {
            s += v * v;
            t += s * v;
          }
          return s + t;
        }
        """)
            .at((Object) X),
        Case.of(
                "sum subtracted, compound and reversed",
                """
        @Differentiable static double f(double[] x) {
          double s = 0, t = 0, u = 5;
          for (double v : x) {
            s = s + v * v;
            t = v * v - t;
            u -= Math.sin(v);
            s = v + s;
          }
          return s + 2 * t - u;
        }
        """)
            .at((Object) X),
        Case.of(
                "sum that starts active and is scaled in trips",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = k * k;
          double t = k;
          for (double v : x) {
            s += v * v * k;
            t *= 1.1;
            t += v;
          }
          return s + t;
        }
        """)
            .at(X, .5),
        Case.of(
                "array accumulators",
                """
        @Differentiable static double f(double[] x, int n) {
          double[] h = new double[2];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            h[i % n] += x[i] * x[i];
            s += Math.cos(x[i]);
          }
          return h[0] * h[1] + s;
        }
        """)
            .at(X, 2)
            .at(X, 1),
        Case.of(
                "triangular scratch",
                """
        @Differentiable static double f(double[] x, double k) {
          int n = x.length;
          double[] t = new double[n];
          double s = 0;
          for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) t[j] = x[j] * x[i] * k;
            for (int j = 0; j <= i; j++) s += t[j] * t[i];
          }
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "scratch written in descending order",
                """
        @Differentiable static double f(double[] x, double k) {
          int n = 3;
          double[] t = new double[n];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = n - 1; j >= 0; j--) t[j] = x[i] * (j + k);
            for (int j = n - 1; j >= 1; j--) t[j - 1] += t[j] * t[j - 1];
            s += t[0] * t[2];
          }
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "scratch by step two and shifted",
                """
        @Differentiable static double f(double[] x, double k) {
          double[] t = new double[6];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 6; j += 2) t[j] = x[i] * (j + k);
            for (int j = 0; j < 3; j++) t[2 * j + 1] = t[2 * j] * k;
            for (int j = 0; j < 6; j++) s += t[j] * t[5 - j];
          }
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "scratch written by data index",
                """
        @Differentiable static double f(double[] x, int[] at) {
          double[] t = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            t[at[i]] = x[i] * x[i];
            s += t[0] * t[1] + t[2] * x[i];
          }
          return s;
        }
        """)
            .at(X, new int[] {0, 1, 1, 2}),
        Case.of(
                "scratch of a bound that changes",
                """
        @Differentiable static double f(double[] x) {
          double[] t = new double[4];
          double s = 0;
          int m = 4;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < m; j++) t[j] = x[i] * x[i] * (j + 1);
            m--;
            for (int j = 0; j < 4; j++) s += t[j] * x[i];
          }
          return s;
        }
        """)
            .at((Object) X),
        Case.of(
                "scratch matrix",
                """
        @Differentiable static double f(double[] x, double k) {
          double[][] t = new double[2][3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int a = 0; a < 2; a++) for (int b = 0; b < 3; b++) t[a][b] = x[i] * k * (a + b) + x[i] * x[i];
            double[] r = t[1];
            for (int b = 0; b < 3; b++) r[b] *= t[0][b];
            for (int b = 0; b < 3; b++) s += r[b] * t[0][2 - b];
          }
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "scratch swapped in trips",
                """
        @Differentiable static double f(double[] x, double k) {
          double[] a = new double[2];
          double[] b = new double[2];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            a[0] = x[i]; a[1] = k;
            b[0] = x[i] * k; b[1] = a[0];
            double[] t = a; a = b; b = t;
            s += a[0] * b[1] * a[1];
          }
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "while",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          int i = 0;
          while (i < x.length) { double v = x[i++]; s += v * v * k; }
          do { s += x[--i] * k; } while (i > 0);
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "scalar carried",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0, last = k;
          for (double v : x) { s += v * last; last = v; }
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "max and argmax",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0, max = Double.NEGATIVE_INFINITY;
          int at = -1;
          for (int i = 0; i < x.length; i++) { if (x[i] * k > max) { max = x[i] * k; at = i; } s += x[i]; }
          return s + max + x[at];
        }
        """)
            .at(X, .5),
        Case.of(
                "writes output array",
                """
        @Differentiable static double[] f(double[] x, double k) {
          double[] y = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { y[i] = x[i] * k * x[i]; s += y[i] * y[i]; }
          y[0] += s;
          return y;
        }
        """)
            .at(X, .5),
        Case.of(
                "nested sums",
                """
        @Differentiable static double f(double[] x, double[] y) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double r = 0;
            for (int j = 0; j < y.length; j++) { double d = x[i] - y[j]; r += Math.exp(-d * d); }
            double q = 0;
            for (int j = 0; j < y.length; j++) { q += r * y[j]; }
            s += Math.log(r) * x[i] + q;
          }
          return s;
        }
        """)
            .at(X, new double[] {.3, .5, -.2}),
        Case.of(
                "ternary sums and double adjoint use",
                """
        @Differentiable static double f(double[] x, double k, boolean c) {
          double s = 0;
          for (double v : x) s += c ? v * v * k : (v > 0 ? k : v);
          double t = c ? s : 2 * s;
          return t + s + k;
        }
        """)
            .at(X, .5, true)
            .at(X, .5, false));
  }
}
