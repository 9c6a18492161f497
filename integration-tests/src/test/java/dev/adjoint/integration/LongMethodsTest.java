package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Adjoints that are too long for one method are split into several. */
class LongMethodsTest {
  /** HotSpot never compiles a method that is longer. */
  private static final int HUGE = 8_000;

  private static final String NEVER = "-Aadjoint.methodSize=1000000";

  private static Compilation compile(String body, String... options) {
    String source =
        "import dev.adjoint.annotations.*;\nclass Long {\n"
            + "@Differentiable static double f(double x, double z, int n) {\n"
            + body
            + "}\n}\n";
    return Compiler.compile(Map.of("Long", source), options);
  }

  /** Statements each of which needs the ones before again on the way back. */
  private static String statements(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "double y%d = y%d + 0.01 * Math.sin(y%d * x);\n".formatted(i, i - 1, i - 2))
        .collect(Collectors.joining());
  }

  private static String describe(Compilation compilation) {
    Subject subject = new Subject(compilation.load(), "Long", "f");
    Object pullback = subject.pullback(0.7, 0.3, 3);
    return subject.valueAndGradient(0.7, 0.3, 3)
        + " "
        + Subject.valueOf(pullback)
        + " "
        + Subject.apply(pullback, 1.5)
        + " "
        + Subject.apply(pullback, -1.0);
  }

  private static int longest(Compilation compilation) {
    return CodeSizes.of(compilation).entrySet().stream()
        .filter(method -> method.getKey().startsWith("LongGrad"))
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElseThrow();
  }

  private static void check(String body) {
    Compilation split = compile(body);
    assertThat(longest(split)).isLessThanOrEqualTo(HUGE);
    Subject subject = new Subject(split.load(), "Long", "f");
    GradientCheck.against(subject, List.of("x", "z"), 0.7, 0.3, 3);
  }

  /** The same numbers, to the last bit, as of a program that is not split. */
  private static void checkSame(String body, int... sizes) {
    Compilation whole = compile(body, NEVER);
    assertThat(longest(whole)).isGreaterThan(sizes[0]);
    for (int size : sizes) {
      Compilation split = compile(body, "-Aadjoint.methodSize=" + size);
      if (ProcessorOptions
          .areDefault()) { // How long the parts of other code are is only estimated.
        assertThat(longest(split)).as("limit %d", size).isLessThanOrEqualTo(size);
      }
      assertThat(describe(split)).isEqualTo(describe(whole));
    }
  }

  @Test
  void straightLinesOfWhichManyValuesLiveOn() {
    check("double y0 = x; double y1 = z;\n" + statements(2, 400) + "return y399 * n;\n");
  }

  @Test
  void oneLoopWithALongBody() {
    check(
        "double s = x;\nfor (int i = 0; i < n; i++) {\ndouble y0 = s; double y1 = z;\n"
            + statements(2, 300)
            + "s = y299 + s * i;\n}\nreturn s;\n");
  }

  @Test
  void whatIsLegalJavaIsLegalWhereJavacAllowsNoLongerMethod() {
    String body = "double y0 = x; double y1 = z;\n" + statements(2, 1500) + "return y1499 * n;\n";
    assertThat(compile(body, NEVER).success()).isFalse();
    Compilation split = compile(body);
    assertThat(longest(split)).isLessThanOrEqualTo(HUGE);
    GradientCheck.against(new Subject(split.load(), "Long", "f"), List.of("x", "z"), 0.7, 0.3, 3);
  }

  @Test
  void partsGiveTheSameNumbers() {
    checkSame(
        "double y0 = x; double y1 = z;\n" + statements(2, 40) + "return y39 * n;\n", 300, 700);
  }

  @Test
  void branchesAndLoopsWithinLoops() {
    checkSame(
        """
        double s = x;
        double t = z;
        for (int i = 0; i < n; i++) {
          double u;
          if (s > t) {
            u = s * t;
            if (u > 0.4) {
              u = Math.sqrt(u);
              s += u * i;
            } else {
              t = t * u;
              s *= 1.1;
            }
          } else {
            u = s + t * z;
            for (int j = 0; j < i; j++) {
              s = Math.sin(s) * u;
              t += s * j;
            }
          }
          while (s < 1) {
            s = s * 1.5 + u * 0.1 + 0.05;
          }
        }
        return s * t;
        """,
        300,
        500);
  }

  /** Such a pullback computes a result that its derivative reads, and has it already. */
  @Test
  void aPullbackThatRunsTheMethodAgain() {
    checkSame(
        """
        double[] u = {x, z};
        double[] v = {z, x * z};
        for (int i = 0; i < n; i++) {
          double[] w = u;
          u = v;
          v = w;
          u[0] = Math.sin(v[1]) * u[0] + Math.cos(u[1]) * v[0];
          if (u[0] > 0.5) {
            v[1] *= u[0];
          } else {
            v[1] += u[0] * u[1];
          }
        }
        return Math.tanh(u[0] * v[1] + u[1]);
        """,
        300,
        500);
  }

  @Test
  void oneVeryLongExpression() {
    checkSame(
        "return "
            + IntStream.range(0, 60)
                .mapToObj(i -> i % 2 == 0 ? "Math.sin(x)" : "x * z")
                .collect(Collectors.joining(" + "))
            + ";\n",
        500);
  }
}
