package dev.adjoint.integration;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of the Java library: copies and fills of arrays, checks, and functions of numbers. */
class LibraryTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.concat(arrays(), numbers());
  }

  /** At a bound the derivative is that of the argument, as in PyTorch. */
  @Test
  void clampsWhereTheLibraryDoes() {
    assumeTrue(Runtime.version().feature() >= 21, "Math.clamp came with Java 21");
    String source =
        """
        import dev.adjoint.annotations.*;
        class Clamp {
          @Differentiable
          static double f(double x, double low, double high) {
            return Math.clamp(x * x, low, high) * x;
          }
        }
        """;
    Compilation compilation = Compiler.compile(Map.of("Clamp", source), "--release", "21");
    Subject subject = new Subject(compilation.load(), "Clamp", "f");
    List<String> wrt = List.of("x", "low", "high");
    GradientCheck.against(subject, wrt, .5, 1.0, 2.0);
    GradientCheck.against(subject, wrt, 1.2, 1.0, 2.0);
    GradientCheck.against(subject, wrt, 2.0, 1.0, 2.0);
    GradientCheck.against(subject, wrt, new double[] {3, 0, 0}, 1.0, 1.0, 2.0);
  }

  private static Stream<Case> arrays() {
    return Stream.of(
        Case.of(
                "arraycopy within one array",
                """
            @Differentiable static double f(double[] x, int from, int to, int n) {
              double[] a = x.clone();
              double[] b = a;
              for (int k = 0; k < 2; k++) {
                System.arraycopy(a, from, b, to, n);
                a[k] *= b[k + 1];
              }
              System.arraycopy(a, 0, a, 1, a.length - 1);
              System.arraycopy(a, 2, a, 1, 2);
              System.arraycopy(b, 1, a, 3, 2);
              double s = 0;
              for (int i = 0; i < a.length; i++) s += a[i] * a[i] * (i + 1);
              return s;
            }
            """)
            .at(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 4)
            .at(new double[] {1, 2, 3, 4, 5, 6}, 2, 1, 4)
            .at(new double[] {1, 2, 3, 4, 5, 6}, 3, 3, 0)
            .fails(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, -1),
        Case.of(
                "arraycopy between arrays",
                """
            @Differentiable static double f(double[][] rows, float[] g, int[] which) {
              double[] flat = new double[rows.length * 2 + 1];
              int[] order = new int[which.length];
              System.arraycopy(which, 0, order, 0, which.length);
              order[0] = which[1];
              float[] h = new float[3];
              System.arraycopy(g, 1, h, 1, h.length - 1);
              for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, flat, 2 * i, 2);
                flat[2 * i + 1] *= flat[order[0]] + h[2];
              }
              double s = 1;
              for (double v : flat) s += v * s;
              return s * h[1];
            }
            """)
            .at(new double[][] {{1, 2}, {.3, .4}}, new float[] {1, 2, 3}, new int[] {2, 1}),
        Case.of(
                "fills",
                """
            @Differentiable static double f(double[] x, double v, int n, float w) {
              double[] a = x.clone();
              java.util.Arrays.fill(a, 1, n, v * v);
              a[0] *= a[1] * a[a.length - 1];
              double[] b = new double[4];
              java.util.Arrays.fill(b, a[0]);
              b[2] += x[1];
              java.util.Arrays.fill(b, 0, 1, 2);
              double[] c = new double[2];
              java.util.Arrays.fill(c, w);
              java.util.Arrays.fill(a, n, a.length, b[1]);
              double s = c[0] * w;
              for (double each : a) s += each * each;
              for (double each : b) s *= each;
              return s;
            }
            """)
            .at(new double[] {1, 2, 3, 4}, 1.5, 3, 2f)
            .at(new double[] {1, 2, 3, 4}, 1.5, 1, 2f)
            .fails(new double[] {1, 2, 3, 4}, 1.5, 0, 2f),
        Case.of(
                "filled again in a loop",
                """
            @Differentiable static double f(double[] x) {
              double[] sum = new double[2];
              double s = 0;
              for (double each : x) {
                java.util.Arrays.fill(sum, 0);
                for (int i = 0; i < 3; i++) sum[i % 2] += each * i * each;
                s += sum[0] * sum[1];
              }
              return s;
            }
            """)
            .at(new double[] {1, 2, 3}),
        Case.of(
                "copies of parts",
                """
            private static double sum(double[] v) {
              double s = 0;
              for (int i = 0; i < v.length; i++) s += v[i] * (i + 1);
              return s;
            }

            static double[] tail(double[] v) {
              return java.util.Arrays.copyOfRange(v, 1, v.length);
            }

            @Differentiable static double f(double[] x, int from, int to) {
              double[] more = java.util.Arrays.copyOf(x, x.length + 2);
              double[] less = java.util.Arrays.copyOf(x, 1);
              double[] part = java.util.Arrays.copyOfRange(x, from, to);
              more[x.length] = less[0] * part[0];
              less[0] *= 2;
              part[part.length - 1] += more[1] * x[0];
              int[] shape = java.util.Arrays.copyOf(new int[] {3, 4}, 3);
              return sum(more) * sum(part) + sum(tail(tail(x))) * less[0] * shape[1]
                  + shape[2] * x[0];
            }
            """)
            .at(new double[] {1, 2, 3, 4}, 1, 3)
            .at(new double[] {1, 2, 3, 4}, 0, 4)
            .at(new double[] {1, 2, 3, 4}, 2, 6)
            .fails(new double[] {1, 2, 3, 4}, 2, 1)
            .fails(new double[] {}, 0, 1),
        Case.of(
                "checks of arguments",
                """
            @Differentiable static double f(double[] x, int i, String name) {
              java.util.Objects.requireNonNull(name);
              java.util.Objects.requireNonNull(x, "no x for " + i);
              double[] y = java.util.Objects.requireNonNull(x);
              java.util.Objects.checkIndex(i, 3);
              int j = java.util.Objects.checkIndex(i + 1, x.length);
              return y[i] * x[j] * x[j];
            }
            """)
            .at(new double[] {1, 2, 3}, 1, "a")
            .fails(new double[] {1, 2, 3}, 5, "a")
            .fails(new double[] {1, 2, 3}, 2, "a")
            .fails(new double[] {1, 2, 3}, 1, null)
            .fails(null, 1, "a"));
  }

  private static Stream<Case> numbers() {
    return Stream.of(
        Case.of(
                "integers of the library",
                """
            @Differentiable static double f(double[] x, int n, long big) {
              double s = 1;
              for (int i = 0; i < Math.floorMod(-n, 5); i++) {
                s *= x[Math.abs(i - 1)] + Math.max(i, n) - Math.min(n, 3) * 0.1f;
                if (Integer.compare(i, n) > 0) s += Math.addExact(i, n) * s;
              }
              for (int i = Math.min(2, n); i >= Math.floorDiv(-n, 2); i--) {
                s += x[0] * Math.toIntExact(big) * i;
              }
              if (Double.compare(s, x[1]) < 0 || Double.isNaN(s) || Math.getExponent(2.0) != 1) {
                s = -s * x[2];
              }
              return s * Integer.bitCount(n) * Long.signum(big) * Math.abs(-big);
            }
            """)
            .at(new double[] {1, 2, 3}, 1, 3L)
            .at(new double[] {1, -2, 3}, 7, -3L),
        Case.of(
                "a bound that changes while the loop runs",
                """
            static int half(int n) {
              return n / 2;
            }

            @Differentiable static double f(double x, int n) {
              double s = x;
              int[] limit = {n};
              for (int i = 0; i < Math.floorMod(n, 10); i++) {
                s *= x;
                n--;
              }
              for (int i = 0; i < half(n + 6); i++) {
                s += x * i * s;
                n--;
              }
              for (int i = 0; i < half(limit[0]); i++) {
                s += x * i;
                limit[0]--;
              }
              return s * n;
            }
            """)
            .at(1.1, 7),
        Case.of(
                "functions of two",
                """
            @Differentiable static double f(double x, double y) {
              return Math.copySign(x * y, y) * Math.copySign(3, x) + Math.scalb(x, 3) * y
                  + Math.IEEEremainder(x * 7, y) * x + Math.nextUp(x) * Math.nextDown(y)
                  + Double.sum(x, y) * Double.max(x, y) + Double.min(x, 2 * y);
            }
            """)
            .at(1.3, .7)
            .at(1.3, -.7)
            .at(-1.3, -.9),
        Case.of(
                "functions of single precision",
                """
            @Differentiable static float f(float x, float y) {
              return Math.copySign(x, y) * Math.scalb(y, 2) + Math.nextUp(x) * y
                  + Float.sum(x, y) * Float.max(x, y) * Math.abs(y);
            }
            """)
            .at(1.5f, .75f)
            .at(1.5f, -.75f),
        Case.of(
                "StrictMath",
                """
            @Differentiable static double f(double x, double y) {
              return StrictMath.sin(x) * StrictMath.pow(x, y) + StrictMath.hypot(x, y)
                  - StrictMath.exp(StrictMath.log1p(x)) / StrictMath.max(x, y)
                  + StrictMath.floorMod(7, 4) * StrictMath.tanh(y);
            }
            """)
            .at(1.3, .7),
        Case.of(
                "steps",
                """
            @Differentiable static double f(double x) {
              return x * x + Math.ulp(x) + Math.signum(x);
            }
            """)
            .warns("ADJ-ZERO-01")
            .at(1.3)
            .slope(2.6));
  }
}
