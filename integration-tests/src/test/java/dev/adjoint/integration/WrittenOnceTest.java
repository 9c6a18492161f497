package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arrays of which each element is written once, or all that is read is written before: nothing is
 * kept and nothing cleared for them. Most of these programs only look as if.
 */
class WrittenOnceTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        of(
            "each element from the one before",
            """
          double[] h = new double[x.length + 1];
          h[0] = k;
          for (int i = 0; i < x.length; i++) { h[i + 1] = Math.sin(h[i]) * x[i]; }
          return h[x.length] * h[2];
        """),
        of(
            "an element that is read before it is written",
            """
          double[] h = new double[x.length + 1];
          double s = 0;
          h[0] = k;
          for (int i = 0; i < x.length; i++) { s += h[i + 1] * k + h[i] * h[i]; h[i + 1] = Math.sin(h[i]) * x[i]; }
          return s * h[x.length];
        """),
        of(
            "an element that an earlier trip has read",
            """
          double[] h = new double[x.length + 2];
          double s = 0;
          for (int i = 0; i < x.length; i++) { s += Math.exp(h[i + 2] * k) + h[i] * h[i]; h[i] = x[i] * k; s += h[i] * h[i]; }
          return s;
        """),
        of(
            "an element that an earlier loop has read",
            """
          double[] h = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { s += Math.exp(h[i] * k) * x[i]; }
          for (int i = 0; i < x.length; i++) { h[i] = x[i] * k; s += h[i] * h[i]; }
          return s;
        """),
        of(
            "elements that two trips write",
            """
          double[] h = new double[x.length + 1];
          double s = 0;
          for (int i = 0; i < x.length; i++) { h[i] = x[i] * k; h[i + 1] = x[i] * x[i] + h[i]; s += h[i] * h[i + 1]; }
          return s + h[0] * h[1];
        """),
        of(
            "from the last to the first",
            """
          double[] h = new double[x.length + 1];
          h[x.length] = k;
          for (int i = x.length - 1; i >= 0; i--) { h[i] = Math.sin(h[i + 1]) * x[i]; }
          return h[0] * h[1];
        """),
        of(
            "from the last to the first, read ahead",
            """
          double[] h = new double[x.length + 1];
          double s = 0;
          for (int i = x.length - 1; i >= 1; i--) { h[i] = Math.exp(h[i - 1] * k) * x[i]; s += h[i] * h[i - 1]; }
          return s + h[1] * h[2];
        """),
        of(
            "two by two",
            """
          double[] h = new double[x.length];
          double s = 0;
          for (int i = 0; i + 1 < x.length; i += 2) { h[i] = x[i] * k; h[i + 1] = h[i] * x[i + 1]; s += h[i] * h[i + 1]; }
          return s * h[0] * h[3];
        """),
        of(
            "two by two, three at a time",
            """
          double[] h = new double[x.length + 1];
          double s = 0;
          for (int i = 0; i + 1 < x.length; i += 2) { h[i] = x[i] * k; h[i + 1] = h[i] * x[i + 1]; h[i + 2] = h[i] * h[i + 1]; s += h[i] * h[i + 2]; }
          return s * h[0] * h[2];
        """),
        of(
            "rows of a flat matrix",
            """
          int m = 3;
          double[] h = new double[x.length * m];
          double s = 0;
          for (int i = 0; i < x.length; i++) { for (int j = 0; j < m; j++) { double q = Math.sin(x[i] * (j + k)); h[i * m + j] = q; s += q * q; } }
          for (double v : h) { s += v * v * v; }
          return s;
        """),
        of(
            "rows of a flat matrix that overlap",
            """
          int m = 2;
          double[] h = new double[x.length * m + 1];
          double s = 0;
          for (int i = 0; i < x.length; i++) { for (int j = 0; j <= m; j++) { double q = Math.sin(x[i] * (j + k)); h[i * m + j] = q; s += q * q * h[i * m]; } }
          for (double v : h) { s += v * v * v; }
          return s;
        """),
        of(
            "a named value that is put into an array, and another one after it",
            """
          double[] h = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { double q = Math.exp(x[i] * k); h[i] = q; s += q * q; }
          for (int i = 0; i < x.length; i++) { s += h[i] * h[i]; h[i] = s * .1; s += h[i] * h[i]; }
          return s;
        """),
        of(
            "a named value at a place that moves on",
            """
          double[] h = new double[2 * x.length];
          double s = 0;
          int at = 0;
          for (int i = 0; i < x.length; i++) { double q = Math.exp(x[i] * k); h[at] = q; at += 2; s += q * q; }
          for (int i = 0; i < h.length; i++) { s += h[i] * h[i] * k; }
          return s;
        """),
        of(
            "a named value at a place that another array tells",
            """
          int[] at = {2, 0, 2, 1};
          double[] h = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) { double q = Math.exp(x[i] * k); h[at[i]] = q; s += q * q; }
          for (int i = 0; i < h.length; i++) { s += h[i] * h[i] * k; }
          return s;
        """),
        of(
            "one of two branches",
            """
          double[] h = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { if (x[i] > 0) { h[i] = x[i] * k; } else { h[i] = x[i] * x[i]; } s += h[i] * h[i]; }
          return s * h[1];
        """),
        of(
            "one of two branches, then again",
            """
          double[] h = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { if (x[i] > 0) { h[i] = x[i] * k; } s += h[i] * h[i]; h[i] = Math.sin(h[i] + k); s += h[i] * h[i]; }
          return s * h[1];
        """),
        of(
            "an array that each trip makes",
            """
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            double[] h = new double[3];
            h[0] = x[i] * k;
            for (int j = 1; j < 3; j++) { double q = Math.sin(h[j - 1]) * k; h[j] = q; s += q * q; }
            s += h[0] * h[1] * h[2];
          }
          return s;
        """),
        of(
            "a loop that goes on for as long as it takes",
            """
          double[] h = new double[x.length];
          double s = 0;
          int i = 0;
          while (i < x.length) { h[i] = x[i] * k; s += h[i] * h[i]; h[0] = h[i] * k; s += h[0] * h[0]; i++; }
          return s;
        """),
        of(
            "a first element, and a loop that writes it again",
            """
          double[] h = new double[x.length];
          h[0] = k;
          double s = h[0] * h[0];
          for (int i = 0; i < x.length; i++) { h[i] = Math.exp(x[i]) * k; s += h[i] * h[i]; }
          return s;
        """),
        of(
            "a first element, and a loop that does not",
            """
          double[] h = new double[x.length];
          h[0] = k;
          double s = h[0] * h[0];
          for (int i = 1; i < x.length; i++) { h[i] = Math.exp(h[i - 1]) * x[i]; s += h[i] * h[i]; }
          return s;
        """),
        of(
            "an array that starts with values",
            """
          double[] h = {x[0], x[1], k};
          double s = h[0] * h[1] * h[2];
          h[0] = h[1] * k;
          h[1] = x[2];
          return s + h[0] * h[1] * h[2];
        """),
        of(
            "a place that gets another number in between",
            """
          double[] h = new double[3];
          int at = 1;
          h[at] = x[0] * k;
          double s = h[at] * h[at];
          at = at - 1;
          h[at + 1] = x[1] * k;
          s += h[at + 1] * h[1];
          return s * h[at + 1];
        """),
        of(
            "a place that another array tells, anew in each trip",
            """
          int[] p = {0};
          double[] h = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            p[0] = -i;
            h[p[0] + i] = h[p[0] + i] * x[i] + Math.sin(x[i] * k);
            s += h[p[0] + i] * h[p[0] + i];
          }
          return s * h[0];
        """),
        of(
            "rows whose length another array tells, anew in each trip",
            """
          int[] d = {3};
          double[] h = new double[x.length * 3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < d[0]; j++) { h[i * d[0] + j] = Math.sin(x[i]) * (j + k); }
            s += h[i * d[0]] * h[i * d[0]] + h[i] * k;
            d[0] = 1 + i % 2;
          }
          return s * h[1] * h[2];
        """),
        of(
            "a place from which a table counts that nobody writes",
            """
          int[] from = {1, 0};
          double[] h = new double[x.length + 1];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            h[from[0] + i] = Math.sin(x[i] * k);
            s += h[from[0] + i] * h[from[0] + i];
          }
          return s;
        """),
        of(
            "a copy of the array",
            """
          double[] h = new double[x.length];
          double[] other = h;
          double s = 0;
          for (int i = 0; i < x.length; i++) { h[i] = x[i] * k; other[i] = other[i] * h[i] + k; s += h[i] * h[i]; }
          return s;
        """),
        of(
            "a scratch array, all of it",
            """
          double[] y = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) { y[j] = 0; }
            for (int j = 0; j < 3; j++) { y[j] += x[i] * (j + k); for (int r = j + 1; r < 3; r++) { y[r] += x[i] * k; } }
            for (int j = 0; j < 3; j++) { s += y[j] * y[j]; }
          }
          return s;
        """),
        of(
            "a scratch array of which a part counts",
            """
          double[] y = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) { y[j] = x[i] * (j + k); }
            for (int j = 1; j < 3; j++) { s += y[j] * y[j]; }
          }
          return s;
        """),
        of(
            "a scratch array of which a part counts that changes",
            """
          double[] y = new double[4];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 4; j++) { y[j] = x[i] * (j + k); }
            for (int j = 0; j < 4 - i; j++) { s += y[j] * y[j]; }
          }
          return s;
        """),
        of(
            "a scratch array that counts on a condition",
            """
          double[] y = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) { y[j] = x[i] * (j + k); }
            for (int j = 0; j < 3; j++) { if (j != i) { s += y[j] * y[j]; } }
          }
          return s;
        """),
        of(
            "a scratch array that counts twice",
            """
          double[] y = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) { y[j] = x[i] * (j + k); }
            for (int j = 0; j < 3; j++) { s += y[j] * y[j]; }
            for (int j = 0; j < 2; j++) { s += y[j] * y[j + 1]; }
          }
          return s;
        """),
        of(
            "a scratch array that the next trip goes on with",
            """
          double[] y = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) { s += y[j] * y[j]; }
            for (int j = 0; j < 3; j++) { y[j] = x[i] * (j + k); }
          }
          return s * y[1];
        """),
        of(
            "a scratch array of rows",
            """
          int m = 2;
          double[] y = new double[x.length * m];
          double s = 0;
          for (int t = 0; t < 3; t++) {
            for (int i = 0; i < x.length; i++) {
              for (int j = 0; j < m; j++) { y[i * m + j] = x[i] * (t + k + j); }
              for (int j = 0; j < m; j++) { s += y[i * m + j] * y[i * m + j]; }
            }
          }
          return s;
        """),
        of(
            "a scratch array of which the first is looked at as well",
            """
          double[] y = new double[4];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 2; j++) { y[j + i % 3] = x[i] * (j + k); }
            for (int j = 0; j < 2; j++) { s += y[j + i % 3] * y[0]; }
          }
          return s;
        """));
  }

  private static Case of(String name, String body) {
    return Case.of(name, METHOD.formatted(body)).at(X, .3).at(X, -1.2);
  }

  private static final String METHOD =
      """
      @Differentiable static double f(double[] x, double k) {
      %s
      }
      """;

  @Test
  void aRecurrenceKeepsAndClearsNothing() {
    assertThat(
            generated(
                """
          double[] h = new double[x.length + 1];
          h[0] = k;
          for (int i = 0; i < x.length; i++) { h[i + 1] = Math.sin(h[i]) * x[i]; }
          return h[x.length];
        """))
        .doesNotContain("elementKept")
        .doesNotContain("] = 0;");
  }

  @Test
  void aValueThatAnArrayHoldsIsNotKeptBeside() {
    assertThat(
            generated(
                """
          double[] h = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { double q = Math.exp(x[i] * k); h[i] = q; s += q * s; }
          for (int i = 0; i < x.length; i++) { s += h[i] * s; }
          return s;
        """))
        .doesNotContain("qKept")
        .contains("double q = h[i];");
  }

  @Test
  void aScratchArrayIsWrittenInsteadOfCleared() {
    assertThat(
            generated(
                """
          double[] y = new double[3];
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 3; j++) { y[j] = x[i] * (j + k); }
            for (int j = 0; j < 3; j++) { s += y[j] * y[j]; }
          }
          return s;
        """))
        .contains("yBar[j] = ")
        .doesNotContain("yBar[j] +=")
        .doesNotContain("yBar[j] = 0;");
  }

  private static String generated(String body) {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    Compilation compilation =
        Compiler.compile(
            "t.Case",
            """
            package t;
            import dev.adjoint.annotations.Differentiable;
            class Case {
            %s
            }
            """
                .formatted(METHOD.formatted(body)));
    assertThat(compilation.findings()).isEmpty();
    return compilation.generated().get("t.CaseGrad");
  }
}
