package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arrays of which each trip of a loop has a part of its own: their adjoints need no more room than
 * one part, unless another trip or somebody else touches it.
 */
class TripPartsTest {
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
                "one element for each trip",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          double s = 1;
          for (int i = 0; i < x.length; i++) {
            t[i] = Math.sin(x[i] * w[0]);
            if (t[i] > 0) t[i] = t[i] * t[i];
            s = s * w[i] + t[i] * w[1];
          }
          return s;
        }
        """)
            .at(X, W)
            .at(new double[0], W),
        Case.of(
                "elements before the trip's own one",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[2 * x.length + 1];
          double s = 0;
          for (int i = 1; i <= x.length; i++) {
            t[2 * i - 1] = x[i - 1] * w[0];
            t[2 * i - 2] = t[2 * i - 1] * w[1] + s;
            s = s * w[2] + t[2 * i - 2] * t[2 * i - 1];
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "an element that two trips touch",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[2 * x.length + 1];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            t[2 * i + 2] = x[i] * w[0] + t[2 * i];
            t[2 * i + 1] = t[2 * i + 2] * w[1];
            s = s * w[2] + t[2 * i + 1] * t[2 * i];
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "trips two apart",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length + 2];
          double s = 0;
          for (int i = x.length - 1; i >= 0; i -= 2) {
            t[i] = x[i] * w[0];
            t[i + 1] = t[i] * t[i];
            s = s * w[1] + t[i + 1] * w[2];
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "rows by loops of their own, in steps",
                """
        static final int SIZE = 4;
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[SIZE * x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            int at = SIZE * i;
            for (int j = at; j < at + SIZE; j += 2) {
              t[j] = x[i] * w[j - at];
              t[j + 1] = t[j] * w[j - at + 1];
            }
            for (int j = 0; j < SIZE; j++) { s = s * .5 + t[j + at] * t[at + SIZE - 1 - j]; }
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "copied, or computed",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[3 * x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            if (i % 2 == 0) {
              System.arraycopy(w, 0, t, 3 * i, 3);
            } else {
              for (int j = 0; j < 3; j++) { t[3 * i + j] = x[i] * w[j]; }
              if (x[i] > 0) continue;
            }
            s = s * x[i] + t[3 * i] * t[3 * i + 1] - t[3 * i + 2];
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "read after the loop",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { t[i] = x[i] * w[i]; s = s * w[0] + t[i] * t[i]; }
          return s * t[1];
        }
        """)
            .at(X, W),
        Case.of(
                "the loop runs several times",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          double s = 0;
          for (int k = 0; k < 3; k++) {
            for (int i = 0; i < x.length; i++) { t[i] = t[i] * w[k] + x[i]; s = s * .5 + t[i]; }
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "made anew for each run of the loop",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double s = 0;
          for (int k = 0; k < 3; k++) {
            double[] t = new double[2 * x.length];
            for (int i = 0; i < x.length; i++) {
              t[2 * i + 1] = x[i] * w[k];
              s = s * .5 + t[2 * i + 1] * t[2 * i + 1] + t[2 * i];
            }
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "the length counts",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[2 * x.length];
          double s = 0;
          for (int i = 0; i < t.length / 2; i++) {
            t[2 * i] = x[i] * w[0];
            s = s * w[1] + t[2 * i] * t.length;
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "numbers of single precision",
                """
        @Differentiable static float f(float[] x, float[] w) {
          float[] t = new float[2 * x.length];
          float s = 0;
          for (int i = 0; i < x.length; i++) {
            t[2 * i] = x[i] * w[0];
            t[2 * i + 1] = t[2 * i] * w[1];
            s = s * w[2] + t[2 * i + 1] * t[2 * i];
          }
          return s;
        }
        """)
            .at(new float[] {1.1f, -.7f}, new float[] {.3f, .5f, -.2f}),
        Case.of("rows that each trip writes first", ROWS).at(X, W, 2),
        Case.of(
                "rows that keep what the last trip around them left",
                """
        @Differentiable(wrt = {"x", "w"}) static double f(double[] x, double[] w, int d) {
          double[] y = new double[2 * d];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int c = 0; c < 2; c++) {
              for (int j = 0; j < d; j++) { y[c * d + j] = y[c * d + j] * .5 + w[j] * x[i]; }
              for (int j = 0; j < d; j++) { s += y[c * d + j] * y[c * d + d - 1 - j]; }
            }
          }
          return s;
        }
        """)
            .at(X, W, 2),
        Case.of(
                "rows of which a trip writes a part",
                """
        @Differentiable(wrt = {"x", "w"}) static double f(double[] x, double[] w, int d) {
          double[] y = new double[2 * d];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int c = 0; c < 2; c++) {
              for (int j = c; j < d; j++) { y[c * d + j] = w[j] * x[i]; }
              for (int j = 0; j < d; j++) { s += y[c * d + j] * y[c * d + j]; }
            }
          }
          return s;
        }
        """)
            .at(X, W, 3),
        Case.of(
                "rows of a length that changes",
                """
        @Differentiable(wrt = {"x", "w"}) static double f(double[] x, double[] w, int d) {
          int size = d;
          double[] y = new double[2 * size];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            size = 1 + i % d;
            for (int c = 0; c < 2; c++) {
              for (int j = 0; j < size; j++) { y[c * size + j] = w[j] * x[i]; }
              for (int j = 0; j < size; j++) { s += y[c * size + j] * y[c * size + j]; }
            }
          }
          return s;
        }
        """)
            .at(X, W, 2));
  }

  private static final String ROWS =
      """
      @Differentiable(wrt = {"x", "w"}) static double f(double[] x, double[] w, int d) {
        double[] y = new double[2 * d];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          for (int c = 0; c < 2; c++) {
            for (int j = 0; j < d; j++) { y[c * d + j] = 0; }
            for (int j = 0; j < d; j++) {
              double v = x[i] - w[j];
              for (int r = j; r < d; r++) { y[c * d + r] += w[r + c] * v; }
            }
            double square = 0;
            for (int j = 0; j < d; j++) { square += y[c * d + j] * y[c * d + j]; }
            sum += Math.exp(-square);
          }
        }
        return sum;
      }
      """;

  @Test
  void adjointsOfRowsHaveRoomForOne() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(ROWS))
        .contains("double[] y = new double[2 * d];", "double[] yBar = new double[d];");
  }

  @Test
  void anAdjointThatEachTripHasForItselfIsAVariable() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double[] x, double k) {
          double[] t = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { t[i] = Math.sin(x[i]); s = s * k + t[i] * t[i]; }
          return s;
        }
        """))
        .contains("double tBar = sBar * (2 * t[i]);")
        .doesNotContain("double[] tBar");
  }

  @Test
  void anAdjointOfAPartHasRoomForOne() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double[] x, double k) {
          double[] t = new double[3 * x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) { t[3 * i + j] = Math.sin(x[i] * j); }
            s = s * k + t[3 * i] * t[3 * i + 2];
          }
          return s;
        }
        """))
        .contains("double[] tBar = new double[3];", "tBar[2] += ");
  }
}
