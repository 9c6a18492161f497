package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forward mode as it is asked for; that it is right is tested wherever reverse mode is. */
class JvpTest {
  private static final String HEADER = "package modes; import dev.adjoint.annotations.*;\n";

  private static Compilation compile(Map<String, String> sources) {
    Compilation compilation = Compiler.compile(sources);
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    return compilation;
  }

  @Test
  void isGeneratedOnlyWhereItIsAskedFor() {
    Compilation compilation =
        compile(
            Map.of(
                "modes.A",
                HEADER
                    + """
                    class A {
                      @Differentiable(modes = Mode.JVP)
                      static double f(double x) { return g(x) * h(x, 2); }
                      @Differentiable
                      static double g(double x) { return x * x; }
                      private static double h(double x, int n) {
                        return n == 0 ? x : h(x * x, n - 1);
                      }
                    }
                    """));
    assertThat(compilation.generated().get("modes.AGrad"))
        .contains("static ValueAndTangent<Double> fJvp(double x, double xDot)")
        .contains("private static ValueAndTangent<Double> hJvp(double x, int n, double xDot)")
        .doesNotContain("gJvp");
    Object both = new Subject(compilation.load(), "modes.A", "f").jvp(2.0, 10.0);
    assertThat(Numbers.read(both, "value")).isEqualTo(64.0);
    assertThat(Numbers.read(both, "tangent")).isEqualTo(1920.0);
  }

  @Test
  void callsThatOfOtherFiles() {
    Compilation compilation =
        compile(
            Map.of(
                "modes.B",
                HEADER
                    + """
                    class B {
                      @Differentiable(wrt = "v", modes = Mode.JVP)
                      static double[] scaled(double c, double[] v) {
                        double[] r = new double[v.length];
                        for (int i = 0; i < v.length; i++) { r[i] = c * v[i] * v[i]; }
                        return r;
                      }
                    }
                    """,
                "modes.C",
                HEADER
                    + """
                    class C {
                      @Differentiable(modes = Mode.JVP)
                      static double f(double x) {
                        double[] r = B.scaled(3, new double[] {x, 1});
                        return r[0] + r[1];
                      }
                    }
                    """));
    assertThat(compilation.generated().get("modes.CGrad")).contains("BGrad.scaledJvp(3, ");
    Subject subject = new Subject(compilation.load(), "modes.C", "f");
    GradientCheck.against(subject, List.of("x"), 1.5);
    assertThat(Numbers.read(subject.jvp(2.0, 1.0), "tangent")).isEqualTo(12.0);
  }
}
