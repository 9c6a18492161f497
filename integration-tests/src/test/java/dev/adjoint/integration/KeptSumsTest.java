package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of what is kept anyway are added up again, where that gives what they were. */
class KeptSumsTest {
  private static final double[] X = {1.1, -.7, .4, 2.0, .3, -.2};
  private static final double[] W = {.3, .5, -.2};

  private static final String PLAIN =
      """
      double sum = 2;
      for (int j = 0; j < b; j++) {
        double e = Math.exp(x[t] * w[j]);
        sum += e;
      }
      s = s * .5 + Math.log(sum) * x[t];
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  private static String method(String trip) {
    return """
    @Differentiable static double f(double[] x, double[] w) {
      int b = w.length;
      double s = 0;
      for (int t = 0; t < x.length; t++) {
    %s
      }
      return s;
    }
    """
        .formatted(trip);
  }

  private static Case of(String name, String trip) {
    return whole(name, method(trip));
  }

  private static Case whole(String name, String method) {
    return Case.of(name, method).at(X, W).at(X, new double[0]).at(new double[] {.3}, W);
  }

  static Stream<Case> cases() {
    return Stream.of(
        of("plain", PLAIN),
        of("subtracted", PLAIN.replace("+= e", "-= e").replace("sum = 2", "sum = 20")),
        of("every other", PLAIN.replace("j++", "j += 2")),
        of("from the last", PLAIN.replace("int j = 0; j < b; j++", "int j = b - 1; j >= 0; j--")),
        of("as many as the trip says", PLAIN.replace("j < b", "j < Math.min(b, t)")),
        of("in a branch", "if (x[t] > 0) {\n" + PLAIN + "}"),
        of("a constant and a term", PLAIN.replace("sum += e", "sum += e; sum += x[t] * x[t]")),
        of("added before it changes", PLAIN.replace("sum += e;", "sum += e; e = e * e; s += e;")),
        of("added after it changed", PLAIN.replace("sum += e;", "e = e * e; sum += e; s += e;")),
        of("some terms", PLAIN.replace("sum += e;", "s += e * e; if (e > 1) { sum += e; }")),
        of("while it is read", PLAIN.replace("sum += e;", "sum += e; s += Math.sin(sum);")),
        of("read before", PLAIN.replace("for", "sum = x[t] + 9; s += sum * sum;\nfor")),
        of("changed after", PLAIN + "sum = sum * sum; s += Math.sin(sum);"),
        of("changed in a branch", PLAIN + "if (sum > 4) { sum = w[0]; } s += Math.sin(sum);"),
        of("summed twice", PLAIN + "for (int j = 0; j < b; j++) { sum += w[j]; } s += sum * sum;"),
        of("starts elsewhere", PLAIN.replace("sum = 2", "sum = 2 + x[t] * x[t]")),
        of(
            "a bound that is declared later",
            PLAIN.replace("for", "int c = t % (b + 1);\nfor").replace("j < b", "j < c")),
        of(
            "a bound of the trip",
            PLAIN
                .replace("double sum", "int c = t % (b + 1);\ndouble sum")
                .replace("j < b", "j < c")),
        of("a bound that changes", PLAIN.replace("s = s", "b = (b + t) % (w.length + 1);\ns = s")),
        of(
            "read by what is computed again",
            PLAIN.replace("s = s", "double r = sum * x[t]; s += r * r;\ns = s")),
        whole(
            "in loops in loops",
            method("for (int r = 1; r < 3; r++) {\n" + PLAIN.replace("x[t]", "x[t] / r") + "}")),
        whole(
            "in trips that are counted as they come",
            method(PLAIN)
                .replace("for (int t = 0; t < x.length; t++)", "int t = -1; while (s < 3)")
                .replace("double sum", "t++; if (t == x.length) { break; }\ndouble sum")),
        whole("in trips that run again", method(PLAIN).replace("(int t", "(@Checkpoint int t")));
  }

  @Test
  void whatIsSummedOfWhatIsKeptIsNotKept() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(method(PLAIN)))
        .contains("sum += eKept[t * b + j];")
        .doesNotContain("sumKept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum += x[t] * w[j];", "sum += e; s += sum * sum;", "sum += e * e;"})
  void othersAreKept(String addition) {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    assertThat(Compiler.generated(method(PLAIN.replace("sum += e;", addition))))
        .contains("sumKept");
  }
}
