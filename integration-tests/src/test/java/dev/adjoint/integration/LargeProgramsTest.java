package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs whose adjoints must not grow faster than they do. */
class LargeProgramsTest {
  private static final String IMPORTS = "import dev.adjoint.annotations.*;\n";

  private static Compilation compile(String members) {
    return Compiler.compile("Large", IMPORTS + "class Large {\n" + members + "}\n");
  }

  private static long lines(Compilation compilation) {
    return compilation.generated().values().stream().flatMap(String::lines).count();
  }

  private static double gradient(Compilation compilation, double x) {
    Object pullback = new Subject(compilation.load(), "Large", "f").pullback(x);
    return (double) Subject.apply(pullback, 1.0);
  }

  /** Each method calls the one before twice, so that copies would be two to the power of depth. */
  private static String doubling(int depth) {
    return "static double m0(double x) { return 1.001 * x; }\n"
        + IntStream.rangeClosed(1, depth)
            .mapToObj(
                i ->
                    "static double m%d(double x) { return 0.5 * (m%d(x) + m%d(2 * x)) / 1.5; }\n"
                        .formatted(i, i - 1, i - 1))
            .collect(Collectors.joining())
        + "@Differentiable static double f(double x) { return m%d(x); }\n".formatted(depth);
  }

  @Test
  void helpersThatCallOthersTwiceAreNotCopiedWithoutEnd() {
    Compilation large = compile(doubling(16));
    assertThat(lines(large)).isLessThan(20_000);
    // Linear: each level takes half of f(x) + f(2x), divided by 1.5.
    assertThat(gradient(large, 0.7)).isCloseTo(1.001, within(1e-12));
  }

  @Test
  void helpersThatAreSmallAreCopied() {
    Compilation small = compile(doubling(3));
    assertThat(small.generated().get("LargeGrad")).doesNotContain("m2Pullback");
    assertThat(gradient(small, 0.7)).isCloseTo(1.001, within(1e-12));
  }

  @Test
  void functionsThatArePassedOnTwiceByEachAreRefusedInTime() {
    String members =
        "static double m0(java.util.function.DoubleUnaryOperator g, double x) {"
            + " return g.applyAsDouble(x); }\n"
            + IntStream.rangeClosed(1, 20)
                .mapToObj(
                    i ->
                        ("static double m%d(java.util.function.DoubleUnaryOperator g, double x) {"
                                + " return m%d(g, x) * m%d(g, x + 1); }\n")
                            .formatted(i, i - 1, i - 1))
                .collect(Collectors.joining())
            + "@Differentiable static double f(double x) { return m20(z -> z * z, x); }\n";
    Compilation compilation = compile(members);
    assertThat(compilation.success()).isFalse();
    assertThat(compilation.findings()).hasSize(1).first().asString().startsWith("ADJ-LANG-01");
    assertThat(compilation.describe()).contains("passing functions on to more than");
  }

  @Test
  void aSumMayHaveAThousandTerms() {
    String sum = IntStream.range(0, 1000).mapToObj(i -> "x").collect(Collectors.joining(" + "));
    Compilation compilation =
        compile("@Differentiable static double f(double x) { return " + sum + "; }\n");
    assertThat(gradient(compilation, 0.7)).isEqualTo(1000.0);
  }
}
