package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where warnings can be silenced, and what stands in the way of nobody's {@code -Werror}. */
class WarningsTest {
  private static final String HEAD = "import dev.adjoint.annotations.*;\n";

  private static Compilation compile(String members, String... options) {
    return Compiler.compile(Map.of("A", HEAD + "class A {\n" + members + "\n}\n"), options);
  }

  @Test
  void aHelperSilencesWhatIsSaidOfIt() {
    String helper = "static double g(double z) { return z * Math.floor(z); }\n";
    String method = "@Differentiable static double f(double x) { return g(x); }\n";
    assertThat(compile(helper + method).findings()).containsExactly("ADJ-ZERO-01:3");
    String silence = "@SuppressWarnings(\"ADJ-ZERO-01\") ";
    assertThat(compile(silence + helper + method).findings()).isEmpty();
    assertThat(compile(helper + silence + method).findings()).isEmpty();
  }

  @Test
  void aVariableSilencesWhatItsInitializerGives() {
    String method =
        """
        @Differentiable static double f(double x) {
          %s int k = (int) x;
          return x * k;
        }
        """;
    assertThat(compile(method.formatted("")).findings()).containsExactly("ADJ-ZERO-01:4");
    assertThat(compile(method.formatted("@SuppressWarnings(\"ADJ-ZERO-01\")")).findings())
        .isEmpty();
    assertThat(
            compile(method.formatted("@SuppressWarnings({\"unused\", \"ADJ-ZERO-01\"})"))
                .findings())
        .isEmpty();
  }

  @Test
  void aConstantMayHoldTheName() {
    String members =
        """
        static final String STEPS = "ADJ-ZERO-01";
        @SuppressWarnings(STEPS) @Differentiable static double f(double x) {
          return x * Math.floor(x);
        }
        """;
    assertThat(compile(members).findings()).isEmpty();
  }

  @Test
  void silencedWarningsPassUnderWerror() {
    String method = "@Differentiable static double f(double x) { return x * Math.floor(x); }\n";
    assertThat(compile(method, "-Werror").success()).isFalse();
    Compilation silenced = compile("@SuppressWarnings(\"ADJ-ZERO-01\") " + method, "-Werror");
    assertThat(silenced.success()).as(silenced.describe()).isTrue();
  }
}
