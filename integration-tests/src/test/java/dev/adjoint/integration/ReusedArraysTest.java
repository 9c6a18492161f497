package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arrays that lie in the memory of others which are read no more: not while anybody may still read
 * those, and zeros are zeros there too.
 */
class ReusedArraysTest {
  private static final double[] X = {1.1, -.7, .4, 2.0};
  private static final double[] W = {.3, .5, -.2, .9};

  private static final String SOFTMAX =
      """
      @Differentiable static double f(double[] x, double[] w) {
        int n = x.length;
        double[] t = new double[n];
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
          for (int j = 0; j < n; j++) { t[j] = x[j] * x[j] * w[i]; }
          double max = largest(t);
          double total = 0;
          for (int j = 0; j < t.length; j++) { total += Math.exp(t[j] - max); }
          sum += max + Math.log(total);
        }
        return sum;
      }
      @dev.adjoint.annotations.NonDifferentiable static double largest(double[] v) {
        double max = v[0];
        for (double each : v) { max = Math.max(max, each); }
        return max;
      }
      """;

  private static final String CLEARED =
      """
      @Differentiable static double f(double[] x, int[] from, int n) {
        double[] t = new double[n];
        double[] v = new double[n];
        double[] u = new double[n];
        double c = 0;
        for (int i = 0; i < n; i++) { t[i] = Math.exp(-i); v[i] = 1.0 / n; }
        for (int i = 0; i < n; i++) { c += t[i] * v[i]; }
        for (int i = 0; i < n; i++) { u[i] = Math.sin(x[i]) * c; }
        double s = 1;
        for (int i = 0; i < n; i++) { s = s * .9 + u[from[i]] * u[i]; }
        return s;
      }
      """;

  private static final String HALVES =
      """
      @Differentiable static double f(double[] x, double[] w) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
          double square = 0;
          for (int j = 0; j < x.length; j++) { square += x[j] * x[j]; }
          sum += Math.sin(w[i] - 0.5 * square);
        }
        return sum;
      }
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of("each trip overwrites what it read", SOFTMAX).at(X, W).at(X, new double[0]),
        Case.of("what has to be zero is cleared", CLEARED).at(X, new int[] {0, 0, 1, 0}, 4),
        Case.of("halves", HALVES).at(X, W),
        Case.of(
                "a method that keeps the array",
                """
        static double[] kept = {};
        @NonDifferentiable static double keep(double[] v) { kept = v; return v[0]; }
        @NonDifferentiable static double recall() { return kept[1]; }
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          for (int i = 0; i < x.length; i++) { t[i] = i * 2 + 1.5; }
          double s = keep(t);
          double[] u = new double[x.length];
          for (int i = 0; i < x.length; i++) { u[i] = x[i] * w[i]; }
          for (int i = 0; i < x.length; i++) { s = s * .5 + u[i] * u[i]; }
          return s * recall();
        }
        """)
            .onceOnly()
            .inReverseOnly()
            .at(X, W),
        Case.of(
                "a method that keeps the array for later",
                """
        static java.util.function.DoubleSupplier kept = () -> 0;
        @NonDifferentiable static double keep(double[] v) { kept = () -> v[1]; return v[0]; }
        @NonDifferentiable static double recall() { return kept.getAsDouble(); }
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          for (int i = 0; i < x.length; i++) { t[i] = i * 2 + 1.5; }
          double s = keep(t);
          double[] u = new double[x.length];
          for (int i = 0; i < x.length; i++) { u[i] = x[i] * w[i]; }
          for (int i = 0; i < x.length; i++) { s = s * .5 + u[i] * u[i]; }
          return s * recall();
        }
        """)
            .at(X, W),
        Case.of(
                "the next trip reads what this one would overwrite",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          double[] u = new double[x.length];
          for (int i = 0; i < x.length; i++) { t[i] = x[i] * w[0]; }
          for (int i = 0; i < x.length; i++) { u[i] = t[x.length - 1 - i] * t[i]; }
          double s = 0;
          for (int i = 0; i < x.length; i++) { s = s * .5 + Math.exp(u[i] * w[i]); }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "elements that nobody wrote",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          for (int i = 0; i < x.length; i++) { t[i] = Math.exp(x[i]); }
          double s = 0;
          for (int i = 0; i < x.length; i++) { s = s * w[i] + t[i]; }
          double[] u = new double[x.length];
          for (int i = 1; i < x.length; i++) { u[i] = Math.sin(x[i] * w[i]); }
          for (int i = 0; i < x.length; i++) { s = s * w[i] + u[i] * u[x.length - 1 - i]; }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "lengths that a method gives, another one each time",
                """
        static int count = 3;
        @NonDifferentiable static int next() { count = 7 - count; return count; }
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[next()];
          for (int i = 0; i < t.length; i++) { t[i] = 2.0 * i; }
          double c = 0;
          for (int i = 0; i < t.length; i++) { c += t[i]; }
          double[] u = new double[next()];
          for (int i = 0; i < u.length; i++) { u[i] = Math.sin(x[i] * c); }
          double s = 0;
          for (int i = 0; i < u.length; i++) { s = s * w[i] + u[i] * u[i]; }
          return s;
        }
        """)
            .onceOnly()
            .inReverseOnly()
            .at(X, W),
        Case.of(
                "a length that is computed",
                """
        @Differentiable static double f(double[] x, double[] w) {
          int n = (x.length + w.length) / 2;
          double[] t = new double[n];
          double[] u = new double[n];
          double s = 0;
          for (int i = 0; i < n; i++) { t[i] = Math.exp(x[i]) * w[0]; }
          for (int i = 0; i < n; i++) { u[i] = Math.sin(t[i]); }
          for (int i = 0; i < n; i++) { s = s * w[i] + u[i] * u[i]; }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "lengths by one name that differ",
                """
        @Differentiable static double f(double[] x, double[] w) {
          int n = x.length;
          double[] t = new double[n];
          double s = 0;
          for (int i = 0; i < n; i++) { t[i] = Math.exp(x[i]); }
          for (int i = 0; i < n; i++) { s = s * w[i] + t[i]; }
          n = 2;
          double[] u = new double[n];
          for (int i = 0; i < n; i++) { u[i] = Math.sin(x[i] * w[i]); }
          for (int i = 0; i < u.length; i++) { s = s * w[i] + u[i]; }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "made anew in each trip",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double s = 1;
          for (int k = 0; k < w.length; k++) {
            double[] t = new double[x.length];
            double[] u = new double[x.length];
            for (int i = 0; i < x.length; i++) { t[i] = x[i] * w[k] * s; }
            for (int i = 0; i < x.length; i++) { u[i] = Math.sin(t[i]); }
            for (int i = 1; i < x.length; i++) { s += u[i] * u[i - 1] * .1; }
          }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "in a branch",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double[] t = new double[x.length];
          double[] u = new double[x.length];
          double s = 0;
          for (int i = 0; i < x.length; i++) { t[i] = x[i] * w[0]; }
          for (int i = 0; i < x.length; i++) { s += Math.exp(t[i]); }
          if (s > 1) {
            for (int i = 0; i < x.length; i++) { u[i] = s * w[i]; }
          }
          for (int i = 0; i < x.length; i++) { s = s * .5 + u[i] * u[i]; }
          return s;
        }
        """)
            .at(X, W)
            .at(new double[] {-3, -4, -5, -6}, new double[] {2, 1, 1, 1}),
        Case.of(
                "a half that somebody else reads",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double sum = 0;
          for (int i = 0; i < w.length; i++) {
            double square = w[i];
            for (int j = 0; j < x.length; j++) { square += x[j] * x[j]; }
            sum += Math.sin(w[i] - 0.5 * square);
          }
          return sum;
        }
        """)
            .at(X, W),
        Case.of(
                "the first of two loops that add, over a part",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double s = 0;
          for (int i = 1; i < x.length; i++) { s += x[i] * w[i]; }
          for (int i = 0; i < x.length - 1; i++) { s += Math.exp(x[i]) * w[i]; }
          return s;
        }
        """)
            .at(X, W),
        Case.of(
                "loops that add in trips of another one",
                """
        @Differentiable static double f(double[] x, double[] w) {
          double s = 0;
          for (int k = 0; k < 3; k++) {
            for (int i = 0; i < x.length; i++) { s += x[i] * w[i] * k; }
          }
          return s;
        }
        """)
            .at(X, W));
  }

  @Test
  void anArrayTakesThePlaceOfOneThatIsReadNoMore() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(SOFTMAX))
        .contains("double[] expKept = t; // overwritten trip by trip")
        .contains("double[] tBar = expKept; // overwritten trip by trip");
  }

  @Test
  void whatHasToBeZeroIsCleared() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(CLEARED))
        .contains("double[] u = t; // read no more", "Arrays.fill(uBar, 0);");
  }

  @Test
  void aMethodThatMayKeepAnArrayHasItForItself() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    for (String body :
        new String[] {
          "return first(v, 0);",
          "Runnable r = () -> System.out.println(v[0]); r.run(); return v[0];",
          "(v[0]) = 1; return v[0];",
          "v[0]++; return v[0];",
          "double[] u = v; return u[0];",
          "return java.util.Arrays.stream(v).sum();",
        }) {
      String source =
          SOFTMAX.replaceAll("(?s)double max = v\\[0\\];.*return max;", body)
              + "static double first(double[] v, int i) { return v[i]; }";
      assertThat(Compiler.generated(source)).as(body).doesNotContain("= t; //");
    }
  }

  @Test
  void aHalfOfWhatIsDoubledIsNotComputed() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(HALVES)).contains("= squareBar * x[j]").doesNotContain("(2 * x");
  }

  @Test
  void theFirstLoopThatAddsWrites() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(
            Compiler.generated(
                """
        @Differentiable static double f(double[] x, double[] w) {
          double s = 0;
          for (int i = 0; i < x.length; i++) { s += x[i] * w[i]; }
          return s * s;
        }
        """))
        .contains("xBar[i] = sBar * w[i];", "wBar[i] = sBar * x[i];");
  }
}
