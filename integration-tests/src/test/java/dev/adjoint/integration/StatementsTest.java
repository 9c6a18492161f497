package dev.adjoint.integration;

import static dev.adjoint.integration.Case.instance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements and expressions as they are rarely written, and what the backward sweep must not
 * evaluate.
 */
class StatementsTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "labelled blocks",
                """
        @Differentiable static double f(double[] x, int n) {
          double s = 1;
          done: {
            for (double v : x) { if (s * v > 2) { s *= v; break done; } s += v * v; }
            s *= .5;
            if (n > 0) break done;
            s = s * s;
          }
          check: if (s > 1) { if (n == 2) break check; s = Math.sqrt(s); }
          return s * x[0];
        }
        """)
            .at(X, 0)
            .at(X, 1)
            .at(X, 2)
            .at(new double[] {.1, .2}, 0),
        Case.of(
                "for with several variables and empty parts",
                """
        @Differentiable static double f(double[] x) {
          double s = 0;
          for (int i = 0, j = x.length - 1; i < j; i++, j--) s += x[i] * x[j];
          int k = 0;
          for (;;) { if (k >= x.length) break; s *= 1 + .1 * x[k++]; }
          for (double a = x[0], b = 1; b < 4; b *= 2, a += b) s += a * a;
          ;
          return s;
        }
        """)
            .at((Object) X),
        Case.of(
                "switch in loop with continue, break, labels and yields",
                """
        @Differentiable static double f(double[] x, int[] ops) {
          double acc = x[0];
          loop:
          for (int op : ops) {
            switch (op) {
              case 0: acc *= x[1]; continue;
              case 1: { acc += x[2]; break; }
              case 2: if (acc > 1) break loop; acc = -acc; break;
              case 'c': acc = Math.sin(acc);
              default: acc -= switch (op % 3) { case 0 -> acc * acc; case 1 -> { double t = x[3]; for (int i = 0; i < 2; i++) { if (t > 3) break; t *= acc; } yield t; } default -> 1; };
            }
            acc *= 1.1;
          }
          return acc;
        }
        """)
            .at(X, new int[] {0, 1, 3, 4, 99, 2, 5, 2, 1})
            .at(X, new int[] {})
            .at(X, new int[] {1, 2, 3}),
        Case.of(
                "loops down, by long, by char, with bounds that are active",
                """
        @Differentiable static double f(double[] x, double limit) {
          double s = 1;
          for (int i = x.length; i-- > 0; ) s = s * .5 + x[i];
          for (int i = x.length - 1; i >= 0; i -= 2) s += x[i] * s;
          for (long l = 3; l > 0; l--) s += x[(int) l] / l;
          for (char c = 'a'; c < 'd'; c++) s += x[c - 'a'] * x[0];
          for (byte b = 0; b < 3; b += 2) s *= x[b];
          for (double t = x[0]; t < limit; t *= 1.5) s += t * t;
          for (float t = 0; t < 1; t += .25f) s += t * x[1];
          return s * limit;
        }
        """)
            .at(X, 3.0),
        Case.of(
                "shadows of fields",
                """
        record M(double a, double b, M2 inner) {
          record M2(double a) { @Differentiable double n() { return a; } }
          @Differentiable double f(double x) {
            double a = this.a * x;
            { double c = a * b; a += c; }
            for (int i = 0; i < 2; i++) { double c = b * i; a -= c * inner.a(); }
            M2 inner = new M2(a);
            return a * inner.a() * this.inner.a;
          }
        }
        """)
            .file("M")
            .at(instance("M", 1.1, .7, instance("M$M2", .3)), 1.5),
        Case.of(
                "constants that are computed",
                """
        static final int N = 3; static final double[] W = {.5, 1.5, 2.5}; static final double H = 1.0 / N; static final boolean DEBUG = false; enum E { A(2), B(3); final double w; E(double w) { this.w = w; } }
        @Differentiable static double f(double[] x) {
          double s = 0;
          for (int i = 0; i < N; i++) { s += W[i] * x[i] * H; if (DEBUG) s *= 1000; }
          s += E.B.ordinal() * x[0] + W.length;
          return s * s;
        }
        """)
            .at((Object) X),
        Case.of(
                "dead code, unused and constant results",
                """
        @Differentiable static double f(double[] x, double k) {
          double[] unused = x.clone();
          unused[0] = Math.log(-1) * k;
          double t = 0;
          for (int i = 0; i < 3; i++) { double d = x[0] / 0.0; unused[1] = d; t += 1; }
          double s = x[1] * k;
          s = x[0];
          s += t * k;
          return s;
        }
        """)
            .at(X, .5)
            .slope(1, 0, 0, 0, 3),
        Case.of(
                "boolean logic with active comparisons stored",
                """
        @Differentiable static double f(double[] x, double k) {
          boolean[] big = new boolean[x.length];
          boolean odd = false;
          for (int i = 0; i < x.length; i++) { big[i] = x[i] > k ^ odd; odd ^= big[i] & x[i] * k > .2 | !odd; }
          double s = 0;
          for (int i = 0; i < x.length; i++) s += big[i] ? x[i] * k : odd ? x[i] : k;
          return s;
        }
        """)
            .at(X, .45)
            .at(X, -.45),
        Case.of(
                "integer arithmetic that steers",
                """
        @Differentiable static double f(double[] x, int seed) {
          long state = seed;
          double s = 1;
          for (int i = 0; i < 6; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            int j = (int) (state >>> 33) % x.length;
            j = j < 0 ? -j : j;
            s = s * .7 + x[j] * ((state & 1) == 0 ? s : 1);
            state ^= state << 7;
          }
          return s;
        }
        """)
            .at(X, 42)
            .at(X, 7),
        Case.of(
                "nested calls, evaluation order and short names",
                """
        static int next(int[] c) { return c[0]++; }
        static double at(double[] a, int i, double w) { a[i] += w; return a[i] * w; }
        @Differentiable static double f(double[] x) {
          double[] a = x.clone();
          int[] c = {0};
          double s = at(a, next(c), a[1]) + at(a, next(c), a[0]) * at(a, next(c), at(a, c[0] - 2, a[2]));
          a[next(c)] *= s + (a[0] = s);
          return s * a[3] - a[c[0] - 4];
        }
        """)
            .at((Object) X),
        Case.of(
                "early return of several types in nested loops and switch",
                """
        @Differentiable static double[] f(double[] x, int mode) {
          double[] r = new double[2];
          for (int i = 0; i < x.length; i++) {
            switch (mode) {
              case 0: if (x[i] < 0) return new double[] {x[i], r[0]}; r[0] += x[i]; break;
              case 1: if (i == 2) { r[1] = x[i] * r[0]; return r; } r[0] += x[i] * x[i]; break;
              case 2: return x;
              default: while (true) { r[1] += x[i] * .5; if (r[1] > .3) break; if (r[1] < -.52) return r; }
            }
          }
          r[1] *= r[0] + 1;
          return r;
        }
        """)
            .at(X, 0)
            .at(X, 1)
            .at(X, 2)
            .at(X, 3),
        Case.of(
                "local record and enhanced for over calls",
                """
        record P(double u, double v) { double p() { return u * v; } }
        static double[][] rows(double[] x, double k) { return new double[][] {x, {k, x[0] * k}}; }
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          for (double[] row : rows(x, k)) for (double v : row) { P p = new P(v, s + k); s += p.p(); }
          return s;
        }
        """)
            .at(X, .5),
        Case.of(
                "method with everything named alike",
                """
        @Differentiable static double f(double f, double[] fBar, int i) {
          double value = f, valueBar = 2, s = 0;
          for (int j = 0; j < fBar.length; j++) { double t = fBar[j] * valueBar; valueBar += t; s += t * value; }
          int n = i;
          double tBar = s, sBar = tBar * value;
          while (n-- > 0) { sBar += s; s = s * f + sBar * tBar; }
          return s;
        }
        """)
            .at(1.1, new double[] {.3, .2}, 2),
        Case.of(
                "static nested helper class and interface constants",
                """
        interface K { double[] TABLE = {1, 2, 3}; int SIZE = TABLE.length; }
        static class Util implements K { static double poly(double x) { double r = 0; for (int i = SIZE - 1; i >= 0; i--) r = r * x + TABLE[i]; return r; } }
        @Differentiable static double f(double x) { return Util.poly(x) * Util.poly(Util.poly(x) / 10); }
        """)
            .at(.7),
        Case.of(
                "float to double to float in place",
                """
        @Differentiable static float f(float[] x, double k) {
          float[] a = x.clone();
          for (int i = 1; i < a.length; i++) { a[i] += a[i - 1] * k; a[i] /= 2; a[i] -= (float) k; }
          float p = 1;
          for (float v : a) p *= v;
          return p++ + --p;
        }
        """)
            .at(new float[] {1.5f, .5f, 2f}, .5),
        Case.of(
                "strings and chars steer",
                """
        @Differentiable static double f(double x, String program) {
          double s = 1;
          for (int i = 0; i < program.length(); i++) {
            switch (program.charAt(i)) { case '+' -> s += x; case '*' -> s *= x; case 'q' -> { return s; } default -> s -= 1; }
          }
          return s * (program.isEmpty() ? x : 1);
        }
        """)
            .at(1.3, "+*+*")
            .at(1.3, "")
            .at(1.3, "*q+")
            .at(1.3, "x*"),
        Case.of(
                "arms that must not be evaluated backwards",
                """
        @Differentiable static double f(double[] x, int n, int k) {
          double s = n == 0 ? x[0] : x[0] / (k / n);
          s *= n < x.length ? x[n] * x[n] : s;
          s += n > 0 && x[n - 1] > .1 ? x[n - 1] * s : 1;
          for (int i = 0; i < x.length; i++) {
            double left = i > 0 ? x[i - 1] : 0;
            double right = i + 1 < x.length ? x[i + 1] * left : s;
            s += left * right / (i == 0 ? 1 : k % i + 1);
          }
          return s;
        }
        """)
            .at(X, 0, 3)
            .at(X, 1, 3)
            .at(X, 4, 9),
        Case.of(
                "guards that end before an index",
                """
        @Differentiable static double f(double[] x, int[] at, double k) {
          double s = 0;
          for (int i = 0; i < at.length; i++) {
            int j = at[i];
            if (j < 0) continue;
            if (j >= x.length) break;
            double v = x[j] * k;
            s += v * v * x[at[j]];
          }
          return at.length == 0 ? s : s * x[at[0]];
        }
        """)
            .at(X, new int[] {1, 3, -1, 0, 7, 2}, .5)
            .at(X, new int[0], .5),
        Case.of(
                "lengths zero",
                """
        @Differentiable static double f(double[] x, double[][] m, double k) {
          double s = k;
          for (int i = 0; i < m.length; i++) { double p = 1; for (int j = m[i].length - 1; j > 0; j--) p *= m[i][j] - m[i][j - 1]; s += p * k; }
          double[] d = new double[Math.max(0, x.length - 1)];
          for (int i = 0; i < d.length; i++) d[i] = x[i + 1] - x[i];
          for (int i = 1; i < d.length; i++) d[i] *= d[i - 1];
          if (d.length > 0) s *= d[d.length - 1];
          return s;
        }
        """)
            .at(new double[0], new double[][] {}, .5)
            .at(new double[] {1}, new double[][] {{}, {1}}, .5)
            .at(X, new double[][] {{1, 2, 4}, {}}, .5),
        Case.of(
                "loops whose bound and start are overwritten inside",
                """
        @Differentiable static double f(double[] x, int n, int from) {
          double s = 1;
          for (int i = from; i < n; i++) {
            s = s * x[i % x.length] + 1;
            if (s > 3) { n--; s *= .5; }
            from = i;
          }
          for (int i = from; i >= 0; i--) { s *= x[i % 4]; from += 2; if (from > 9) i--; }
          return s;
        }
        """)
            .at(X, 6, 1)
            .at(X, 0, 0)
            .at(X, 3, 3),
        Case.of(
                "shared subexpressions around writes",
                """
        @Differentiable static double f(double[] x, double k) {
          double[] a = x.clone();
          int i = 0;
          double e = a[i] * a[i + 1] + Math.exp(a[i] * k);
          a[i] = e * a[i + 1];
          double g = a[i] * a[i + 1] + Math.exp(a[i] * k);
          i++;
          double h = a[i] * a[i + 1] + Math.exp(a[i] * k);
          k = g * h;
          double l = a[i] * a[i + 1] + Math.exp(a[i] * k * .001);
          return e + g * h + l * k;
        }
        """)
            .at(X, .3),
        Case.of(
                "infinities and NaN in untaken and taken branches of loops",
                """
        @Differentiable static double f(double[] x) {
          double s = 0;
          for (double v : x) {
            if (v > 0) { s += Math.log(v) * Math.sqrt(v); }
            else if (v == 0) { s += 1; }
            else { s -= 1 / v; }
          }
          return s;
        }
        """)
            .at((Object) new double[] {1.5, 0, -2})
            .slope((Math.log(1.5) / 2 + 1) / Math.sqrt(1.5), 0, .25),
        Case.of(
                "no adjoint for what is constant in one branch",
                """
        @Differentiable static double f(double x, int n) {
          double y = 0, z = 1;
          for (int i = 0; i < n; i++) {
            if (i == 1) { y = 5; } else if (i == 2) { z = y * x; y = z; } else { y = y * 2; }
            z = z * y + i;
          }
          return z + y;
        }
        """)
            .at(1.3, 5)
            .at(1.3, 2)
            .slope(0)
            .at(1.3, 0)
            .slope(0),
        Case.of(
                "huge recursion depth and while",
                """
        static double down(double x, int n) { return n == 0 ? x : down(x * .999 + .001, n - 1); }
        @Differentiable static double f(double x) { int i = 0; double s = x; while (i < 20000) { s = s * .9999 + x * 1e-4; i++; } return s * down(x, 300); }
        """)
            .at(1.3),
        Case.of(
                "rows by expressions with side effects",
                """
        @Differentiable static double f(double[][] m) {
          int i = 0;
          double[] r = m[i++];
          double s = r[0] * m[i++][0] + m[i - 1][1] * r[i - 1];
          double[][] own = {r.clone(), m[1].clone()};
          own[--i - 1][i] *= s;
          own[i][i - 1] += own[i - 1][i]++ * s;
          return own[0][0] * own[1][0] + own[0][1];
        }
        """)
            .at((Object) new double[][] {{1.1, .5}, {.3, 2}}),
        Case.of(
                "primitive of arrays and vararg",
                """
        static double sum(double k, double[]... rows) { double s = 0; for (double[] r : rows) for (double v : r) s += v * k; return s; }
        @Differentiable static double f(double[] x, double[] y, double k) { return sum(k, x, y) * sum(k) + sum(2, x) * sum(k, new double[][] {y, x}); }
        """)
            .at(X, new double[] {.1}, .5),
        Case.of(
                "conversions in stores and returns of helpers",
                """
        static float half(double x) { return (float) x / 2; }
        static long count(double[] x) { long n = 0; for (double v : x) if (v > 0) n++; return n; }
        @Differentiable static double f(double[] x, int i) {
          double[] a = new double[2];
          a[0] = half(x[0]);
          a[1] = count(x);
          a[0] += i;
          a[1] *= 'c' / i;
          a[i % 2] -= half(a[1]) * x[1];
          return a[0] * a[1];
        }
        """)
            .at(new double[] {1.5, -.5}, 2)
            .gives(49 * (2.75 + 12.25))
            .slope(24.5, -49 * 24.5));
  }
}
