package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adjoints that are divided by the same number more than once, which one division serves. */
class DivisionsTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "three by one length",
                """
        @Differentiable static double f(double x, double y, double z) {
          double length = Math.sqrt(x * x + y * y + z * z);
          double a = x / length;
          double b = y / length;
          double c = z / length;
          return a * Math.sin(b) + b * c * c;
        }
        """)
            .at(1.1, -.7, .4),
        Case.of(
                "by a variable that gets another value in between",
                """
        @Differentiable static double f(double x, double y, double z) {
          double d = z;
          double a = x / d;
          double b = y / d;
          d = d * a;
          double c = x * y / d;
          double e = b / d;
          return a * b * c * e;
        }
        """)
            .at(1.1, -.7, .4),
        Case.of(
                "in both arms, and after them",
                """
        @Differentiable static double f(double x, double y, double z) {
          double d;
          if (x > 0) { d = y * z; } else { d = y + z; }
          double s = x / d;
          if (z > 0) { s += y / d * (s / d); } else { s -= s * x / d; }
          return s * y / d;
        }
        """)
            .at(1.1, -.7, .4)
            .at(-1.1, -.7, -.4),
        Case.of(
                "in each trip, none included, by what is infinite without",
                """
        @Differentiable static double f(double[] x, double y, int n) {
          double s = y;
          for (int i = 0; i < n; i++) { s = Math.sin(s * x[i] / y) + x[i]; }
          return s;
        }
        """)
            .at(X, .7, 4)
            .at(X, 0.0, 0)
            .slope(0, 0, 0, 0, 1),
        Case.of(
                "by what a loop changes",
                """
        @Differentiable static double f(double[] x, double y) {
          double s = y;
          double d = y;
          for (double v : x) { s = s / d + v / d; d = d * .5 + v * v; }
          return s / d;
        }
        """)
            .at(X, .7),
        Case.of(
                "by zero, and by an infinity",
                """
        @Differentiable(wrt = {"x", "y"}) static double f(double x, double y, double z) {
          double a = x / z;
          double b = y / z;
          return a + 2 * b;
        }
        """)
            .at(1.0, 1.0, 0.0)
            .slope(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)
            .at(1.0, 1.0, Double.NEGATIVE_INFINITY)
            .slope(0, 0),
        Case.of(
                "half of twice",
                """
        @Differentiable static double f(double[] x, double y) {
          double s = 0;
          for (double v : x) { double e = v * y - 1; s += e * e; }
          return 0.5 * s;
        }
        """)
            .at(X, .7));
  }

  @Test
  void oneDivisionServesAll() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double x, double y, double z) {
          double a = x / z;
          double b = y / z;
          return a * Math.sin(b);
        }
        """))
        .contains("double a = x / z;", "double zInverse = 1 / z;", "aBar * zInverse")
        .doesNotContain("Bar / z");
  }

  @Test
  void aSingleDivisionStays() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double x, double z) {
          double a = x / z;
          return a * a;
        }
        """))
        .contains("aBar / z")
        .doesNotContain("Inverse");
  }

  @Test
  void theAdjointOfHalfASquareIsTheNumberItself() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double x, double y) {
          double e = x * y - 1;
          return 0.5 * (e * e);
        }
        """))
        .contains("double value = 0.5 * (e * e);")
        .doesNotContain("0.5 * (2");
  }
}
