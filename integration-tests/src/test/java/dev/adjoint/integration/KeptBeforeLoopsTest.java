package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loops that overwrite what only the statements before them need: it is kept once, not per trip.
 */
class KeptBeforeLoopsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        of(
            "needed before the loop alone",
            """
          double h = Math.exp(x);
          for (int i = 0; i < n; i++) { h = h * k + i; }
          return h;
        """),
        of(
            "needed in the loop as well",
            """
          double h = Math.exp(x);
          for (int i = 0; i < n; i++) { h = Math.sin(h) * k; }
          return h;
        """),
        of(
            "needed in some trips",
            """
          double h = Math.exp(x);
          double s = 0;
          for (int i = 0; i < n; i++) {
            if (i % 2 == 1) { s += h * h; }
            h = x + i * k;
          }
          return s + h;
        """),
        of(
            "needed after the loop",
            """
          double h = Math.exp(x);
          for (int i = 0; i < n; i++) { h = x * i + k; }
          double y = h * h;
          h = Math.sin(k);
          return y * h;
        """),
        of(
            "two loops, and a statement between them",
            """
          double h = Math.exp(x);
          for (int i = 0; i < n; i++) { h = h + k; }
          h = Math.exp(h * k);
          for (int i = 0; i < n; i++) { h = h - x; }
          return h;
        """),
        of(
            "a loop in a loop",
            """
          double h = x;
          double s = 0;
          for (int i = 0; i < n; i++) {
            double e = Math.exp(h * k);
            for (int j = 0; j < i; j++) { h = h + e; e = e * .5 + x; }
            s += h * e;
          }
          return s;
        """),
        of(
            "a loop in a branch of a loop",
            """
          double h = x;
          double s = 0;
          for (int i = 0; i < n; i++) {
            double e = Math.exp(h * k);
            if (i != 1) {
              for (int j = 0; j < n; j++) { e = e * .5 + x; }
            } else {
              e = x;
            }
            h = e + h * .1;
            s += h;
          }
          return s;
        """),
        of(
            "a while loop in a while loop",
            """
          double h = Math.exp(x);
          int i = n;
          while (i > 0) {
            double e = Math.exp(h * .1);
            int j = i;
            while (j > 0) { e = e * .5 + k; j--; }
            h = h * .5 + e;
            i--;
          }
          return h;
        """),
        of(
            "a loop that stops in the middle",
            """
          double h = Math.exp(x);
          for (int i = 0; i < n; i++) {
            h = h * .5 + k;
            if (h < 1) { break; }
            h = h - .1 * x;
          }
          return h;
        """),
        of(
            "a loop that runs again",
            """
          double h = x;
          double s = 0;
          for (@Checkpoint int i = 0; i < n; i++) {
            double e = Math.exp(h * k);
            for (int j = 0; j < n; j++) { e = e * .5 + x; }
            h = e * e + h * .1;
            s += h;
          }
          return s;
        """));
  }

  private static Case of(String name, String statements) {
    return Case.of(
            name,
            "@Differentiable static double f(double x, double k, int n) {\n" + statements + "}\n")
        .at(.4, .3, 3)
        .at(.4, .3, 1)
        .at(.4, .3, 0);
  }

  @Test
  void aNumberIsKeptOnce() {
    String generated =
        Compiler.generated(
            """
            @Differentiable static double f(double x, double k, int n) {
              double h = Math.exp(x);
              for (int i = 0; i < n; i++) { h = h * 3 + i * k; }
              return h;
            }
            """);
    assertThat(generated).contains("double hKept = h;").doesNotContain("new double[");
  }
}
