package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each trip of a loop puts into an array before anything else, and what an array is set back
 * to for one statement alone.
 */
class RefilledArraysTest {
  private static final double[] X = {1.1, -.7, .4, 2.0, .3, -.2};
  private static final double[] W = {.3, .5, -.2, .9};

  /** Each step shows two numbers to a row of cells. */
  private static final String STEPS =
      """
      @Differentiable(wrt = {"x", "w"}) static double f(double[] x, double[] w, int b) {
        int n = x.length / b;
        double[] a = new double[2 * b];
        double s = 0;
        for (int t = 0; t < n; t++) {
          for (int j = 0; j < b; j++) { a[j] = x[t * b + j] * w[j]; }
          for (int k = 0; k < b; k++) {
            int at = k + b;
            a[at] = Math.sin(a[k] * w[k] + a[at]);
            s = s * .7 + a[at] * a[at];
          }
        }
        return s;
      }
      """;

  private static final String CELLS =
      """
      @Differentiable static double f(double[] x, double[] w) {
        double[] cell = new double[w.length];
        double s = 0;
        for (int t = 0; t < x.length; t++) {
          for (int j = 0; j < w.length; j++) {
            cell[j] = cell[j] * x[t] + w[j];
            s = s * .5 + Math.exp(cell[j]) * x[t];
          }
        }
        return s;
      }
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  private static Case of(String name, String statements) {
    return Case.of(
            name,
            """
            @Differentiable(wrt = {"x", "w"}) static double f(double[] x, double[] w, int b) {
              int n = x.length / b;
              double s = 0;
            %s
              return s;
            }
            """
                .formatted(statements))
        .at(X, W, 2)
        .at(X, W, 6)
        .at(X, W, 1);
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of("steps", STEPS).at(X, W, 2).at(X, W, 3).at(X, W, 7),
        Case.of("cells", CELLS).at(X, W).at(new double[0], W).at(X, new double[0]),
        of(
            "a trip reads the array first",
            """
              double[] a = new double[8];
              for (int t = 0; t < n; t++) {
                s += Math.sin(a[0] + x[t]) * a[1];
                for (int j = 0; j < 2; j++) { a[j] = x[t] * w[j]; }
                s = s * .5 + a[0] * a[1];
              }
            """),
        of(
            "a trip writes what it filled",
            """
              double[] a = new double[8];
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 2; j++) { a[j] = x[t] * w[j]; }
                s = s * .5 + a[0] * a[1];
                a[0] = a[1] * Math.sin(s);
                s += a[0] * a[1] * a[0];
              }
            """),
        of(
            "a trip writes just behind what it filled, and just before",
            """
              double[] a = new double[8];
              int m = 3;
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < m; j++) { a[j] = x[t] * w[j]; }
                for (int k = 0; k < 2; k++) { a[k + m - 1] = Math.sin(a[k] * a[k + m]) * w[0]; }
                for (int k = 0; k < 2; k++) { a[m * k + k + m] += a[k] * w[1]; }
                for (int k = 0; k < 4; k++) { s = s * .5 + a[k] * a[k + m]; }
              }
            """),
        of(
            "what was there before the loop is asked for",
            """
              double[] a = new double[8];
              for (int j = 0; j < 8; j++) { a[j] = w[j % 4]; }
              for (int j = 0; j < 8; j++) { s += Math.sin(a[j]) * a[j]; }
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 2; j++) { a[j] = x[t] * w[j]; }
                for (int k = 0; k < 2; k++) { a[k + 2] = a[k] * Math.sin(a[k + 2]); }
                s = s * .5 + a[0] * a[1] * a[3];
              }
            """),
        of(
            "what is there after the loop is asked for",
            """
              double[] a = new double[8];
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 2; j++) { a[j] = x[t] * w[j]; }
                for (int k = 0; k < 2; k++) { a[k + 2] = a[k] * Math.sin(a[k + 2] + w[0]); }
                s = s * .5 + a[0] * a[1] * a[3];
              }
              for (int j = 0; j < 8; j++) { s += Math.exp(a[j]) * w[j % 4]; }
            """),
        of(
            "filled with what a trip changes later",
            """
              double[] a = new double[8];
              double v = 1;
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 2; j++) { a[j] = v * w[j]; }
                s = s * .5 + a[0] * a[1] * x[t];
                v = v * x[t] + s;
              }
            """),
        of(
            "filled from an array that is written",
            """
              double[] a = new double[8];
              double[] v = {1, 2, 3};
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 2; j++) { a[j] = v[j] * w[j]; }
                s = s * .5 + a[0] * a[1] * x[t];
                v[t % 3] = v[1] * x[t] + s;
              }
            """),
        of(
            "filled as far as a trip says",
            """
              double[] a = new double[8];
              for (int t = 0; t < n; t++) {
                int m = t % 3;
                for (int j = 0; j < m; j++) { a[j] = x[t] * w[j]; }
                for (int k = 0; k < 2; k++) { a[k + m] = a[k] * Math.sin(a[k + m] + w[0]); }
                s = s * .5 + a[0] * a[1] * a[3];
              }
            """),
        of(
            "in trips of another loop",
            """
              double[] a = new double[8];
              for (int r = 0; r < 2; r++) {
                for (int t = 0; t < n; t++) {
                  for (int j = 0; j < 2; j++) { a[j] = x[t] * w[j] * (r + 1); }
                  for (int k = 0; k < 2; k++) { a[k + 2] = a[k] * Math.sin(a[k + 2] + w[0]); }
                  s = s * .5 + a[0] * a[1] * a[3];
                }
                s += a[0] * a[0] * a[1];
              }
            """),
        of(
            "in a branch",
            """
              double[] a = new double[8];
              if (x[0] > 0) {
                for (int t = 0; t < n; t++) {
                  for (int j = 0; j < 2; j++) { a[j] = x[t] * w[j]; }
                  for (int k = 0; k < 2; k++) { a[k + 2] = a[k] * Math.sin(a[k + 2] + w[0]); }
                  s = s * .5 + a[0] * a[1] * a[3];
                }
              }
              s += a[0] * a[1] * w[0];
            """),
        of(
            "by another name",
            """
              double[] a = new double[8];
              double[] z = a;
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 2; j++) { a[j] = x[t] * w[j]; }
                for (int k = 0; k < 2; k++) { z[k] = a[k + 1] * Math.sin(z[k + 2] + w[0]); }
                s = s * .5 + a[0] * a[1] * (a[3] + 1);
              }
            """),
        of(
            "what was filled is set back for several",
            """
              double[] c = {.1, .2, .3};
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 3; j++) {
                  double v = c[j];
                  c[j] = c[j] * c[j] * x[t] + Math.sin(v);
                  s = s * .5 + c[j] * w[j];
                }
              }
              s += c[0] * c[1];
            """),
        of(
            "set back for another trip",
            """
              double[] c = new double[8];
              for (int t = 0; t < n; t++) {
                for (int j = 0; j < 3; j++) {
                  c[j] = c[j] * c[j + 1] * x[t] + w[j];
                  s = s * .5 + c[j] * c[j + 1];
                }
              }
            """),
        of(
            "set back under an index that changes",
            """
              double[] c = new double[8];
              int p = 0;
              for (int t = 0; t < n; t++) {
                c[p] = c[p] * x[t] + w[p];
                s = s * .5 + Math.exp(c[p]);
                p = (p + 1) % 3;
              }
            """));
  }

  @Test
  void whatEachTripFillsIsNotKept() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(STEPS))
        .contains("a[j] = x[t * b + j] * w[j];", "a[at] = elementKept[")
        .doesNotContain("elementKept2");
  }

  @Test
  void whatOneStatementReadsIsReadWhereItIsKept() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(CELLS))
        .contains("cellBar2 * elementKept[", "double[] cellBar = cell; // read no more")
        .contains("cellBar[j] = cellBar2 * x[t];");
  }
}
