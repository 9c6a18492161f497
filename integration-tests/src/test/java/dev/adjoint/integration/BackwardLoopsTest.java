package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The loops of the backward sweep: up where their trips may come in any order, down where they may
 * not; and what such loops need not keep, or compute again.
 */
class BackwardLoopsTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};
  private static final double[] W = {.3, .5, -.2, .9};

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "each element from the one before",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] a = new double[x.length];
          a[0] = x[0];
          for (int i = 1; i < x.length; i++) { a[i] = a[i - 1] * w[i] + x[i] * w[i - 1]; }
          return a[x.length - 1];
        }
        """)
            .at(X, W),
        Case.of(
                "each element from the one after, in place",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] a = x.clone();
          for (int i = 0; i + 1 < a.length; i++) { a[i + 1] += a[i] * w[i]; a[i] *= w[i + 1]; }
          double s = 0;
          for (double v : a) s += v * v;
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "elements by a table that repeats",
                """
        @Differentiable static double f(double[] x, double[] w) {
          int[] at = {0, 2, 0, 1};
          double[] a = new double[3];
          for (int i = 0; i < x.length; i++) { a[at[i]] = a[at[i]] * w[i] + x[i]; }
          return a[0] * a[1] + a[2];
        }
        """)
            .at(X, W),
        Case.of(
                "two rows that are one array",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] row = new double[x.length];
          double[][] m = {row, row};
          for (int i = 0; i < x.length; i++) { m[0][i] = x[i] * w[i]; m[1][x.length - 1 - i] += w[i]; }
          double s = 0;
          for (double v : m[0]) s += v * v;
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "rows of weights",
                """
        @Differentiable static double f(double[][] m, double[] x) {
          double s = 0;
          for (int i = 0; i < m.length; i++) {
            double z = 0;
            for (int j = 0; j < x.length; j++) { z += m[i][j] * x[j]; }
            s += Math.tanh(z);
          }
          return s;
        }
        """)
            .at(new double[][] {{.1, .2, .3, .4}, {-.4, .3, .2, -.1}}, X)
            .at(new double[0][], X),
        Case.of(
                "a loop that runs to its bound, and one that does not run",
                """
        @Differentiable static double f(double[] x, double[] w, int n) {
          double s = 0;
          double[] y = new double[x.length];
          for (int i = 1; i <= n; i++) { y[i] = x[i] * w[i] * w[i]; }
          for (int i = 0; i <= n; i++) { s += y[i] * x[i] * w[i]; }
          return s;
        }
        """)
            .at(X, W, 3)
            .at(X, W, 0)
            .at(X, W, -1),
        Case.of(
                "blocks by a constant, some of them written by two trips",
                """
        static final int SIZE = 3;
        @Differentiable static double f(double[] x, double[] w) {
          double[] a = new double[SIZE * x.length + 1];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            int at = SIZE * i;
            for (int j = at; j <= at + SIZE; j++) { s += a[j] * a[j]; a[j] = x[i] * w[j % 4] + .1; }
            s += a[at] * a[at + 2] * a[at + 3];
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "blocks by a constant, each written by one trip and read by the next",
                """
        static final int SIZE = 3;
        @Differentiable static double f(double[] x, double[] w) {
          double[] a = new double[SIZE * x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < SIZE; j++) {
              double before = i == 0 ? 1 : a[SIZE * i - SIZE + j];
              a[SIZE * i + j] = x[i] * w[j] * before;
            }
            s += a[SIZE * i] * a[SIZE * i + 2];
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "a sine whose argument changes between its uses",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double a = x[i];
            s += Math.sin(a);
            if (x[i] > 0) { a = a * k; }
            double c = Math.cos(a);
            double d = Math.sin(a);
            s += c * d * d;
          }
          return s;
        }
        """)
            .at(X, .7),
        Case.of(
                "a sine whose argument changes in an inner loop",
                """
        @Differentiable static double f(double[] x, double k) {
          double s = 0;
          double a = k;
          for (int i = 0; i < x.length; i++) {
            a = a * x[i];
            double c = Math.cos(a);
            double d = Math.sin(a);
            s += c + d * k;
          }
          return s * a;
        }
        """)
            .at(X, .7));
  }

  @Test
  void aProductOfAMatrixCountsUp() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double[][] m, double[] x) {
          double s = 0;
          for (int i = 0; i < m.length; i++) {
            double z = 0;
            for (int j = 0; j < x.length; j++) { z += m[i][j] * x[j]; }
            s += Math.tanh(z);
          }
          return s;
        }
        """))
        .doesNotContain("j--");
  }

  @Test
  void aRecurrenceCountsDown() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] a = new double[x.length];
          for (int i = 1; i < x.length; i++) { a[i] = a[i - 1] * w[i] + x[i]; }
          return a[x.length - 1];
        }
        """))
        .contains("i--");
  }

  @Test
  void whatEachTripWritesForItselfIsNotKept() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        static final int SIZE = 3;
        @Differentiable static double f(double[] x, double[] w) {
          double[] a = new double[SIZE * x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            int at = SIZE * i;
            for (int j = at; j < at + SIZE; j++) { a[j] = x[i] * w[j % 4]; }
            s += a[at] * a[at + 2];
          }
          return s + a[0];
        }
        """))
        .doesNotContain("elementKept");
  }
}
