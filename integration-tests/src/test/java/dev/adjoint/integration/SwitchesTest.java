package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.processor.analysis.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients do not depend on the analyses, each of which can be switched off by an option. */
class SwitchesTest {
  private static final String SOURCE =
      """
      import dev.adjoint.annotations.*;
      class Sums {
        @Differentiable static double f(double x, double y) {
          return x * y;
        }
      }
      """;

  private static final List<Case> PROGRAMS =
      Stream.of(
              StraightLineTest.cases(),
              ControlFlowTest.cases(),
              LoopCarriedTest.cases(),
              ArraysTest.cases(),
              MovingArraysTest.cases(),
              CallsTest.cases(),
              MutatedParametersTest.cases(),
              TensorsTest.cases(),
              RecordsInArraysTest.cases(),
              KinksTest.cases())
          .flatMap(cases -> cases)
          .filter(program -> !program.isRefused())
          .toList();

  /** Each switch is tried on every fourth program, from another one on. */
  private static final int STEP = 4;

  @ParameterizedTest
  @MethodSource("dev.adjoint.integration.ProcessorOptions#switches")
  void gradientsAreTheSameWithoutAnAnalysis(List<String> options) {
    List<Case> programs = new ArrayList<>();
    for (int i = ProcessorOptions.switches().toList().indexOf(options) % STEP;
        i < PROGRAMS.size();
        i += STEP) {
      programs.add(PROGRAMS.get(i));
    }
    ClassLoader byDefault = load(programs, List.of());
    ClassLoader switched = load(programs, options);
    List<Executable> all = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      List<GradientCheck> expected = programs.get(i).checks(byDefault, i);
      List<GradientCheck> actual = programs.get(i).checks(switched, i);
      for (int j = 0; j < expected.size(); j++) {
        String point = programs.get(i) + ", point " + j;
        GradientCheck check = actual.get(j);
        double[] gradient = expected.get(j).gradient();
        all.add(() -> compare(point, check, gradient));
      }
    }
    assertAll(all);
  }

  private static void compare(String program, GradientCheck check, double[] expected) {
    try {
      check.runs();
      GradientCheck.assertClose("gradient", check.gradient(), expected, 1e-9);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(program + ": " + failure, failure);
    }
  }

  private static ClassLoader load(List<Case> programs, List<String> options) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < programs.size(); i++) {
      Map.Entry<String, String> source = programs.get(i).source(i);
      sources.put(source.getKey(), source.getValue());
    }
    return Compiler.compile(sources, options.toArray(String[]::new)).load();
  }

  /** A variable whose first value, taken from a stack, nobody reads is declared all the same. */
  @Test
  void switchesWorkTogether() {
    String source =
        """
        import dev.adjoint.annotations.*;
        class Together {
          @Differentiable static double f(double x) {
            double s = x;
            for (int j = 0; j < 2; j++) {
              double[] h = new double[9];
              for (int i = 0; i < 4; i++) {
                h[i] = x * h[i + 1] + x;
              }
              s = s * h[1];
            }
            return s;
          }
        }
        """;
    Compilation compilation =
        Compiler.compile(
            Map.of("Together", source),
            ProcessorOptions.off(Analysis.RECORDING),
            ProcessorOptions.off(Analysis.REVERSAL));
    GradientCheck.against(new Subject(compilation.load(), "Together", "f"), List.of("x"), 0.7);
  }

  /** A switch that changed nothing would prove nothing. */
  @Test
  void eachSwitchChangesWhatIsWritten() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    String source =
        """
        import dev.adjoint.annotations.*;
        class Many {
          @Differentiable static double sum(double[] x) {
            double s = 0;
            for (int i = 0; i < x.length; i++) {
              double e = Math.exp(x[i]);
              s += Math.sin(e) * e;
            }
            return s;
          }

          @Differentiable(wrt = "x") static double f(double[] x, double[] y) {
            double[] z = new double[x.length];
            for (int i = 0; i < x.length; i++) {
              double e = Math.exp(x[i]);
              z[i] = e * e;
              z[i] *= x[i] + y[i] * e;
            }
            double s = 0;
            for (int i = 0; i < x.length; i++) {
              double r = Math.sin(z[i]) * y[i];
              s += r * r;
            }
            double half = y[0] * .5;
            s *= half;
            double t = s;
            double sin = Math.sin(t);
            double cos = Math.cos(t);
            return sin * cos;
          }
        }
        """;
    // What is written in vain would go.
    String plain = ProcessorOptions.off(Analysis.OPTIMIZE);
    String text = generated(source, plain);
    for (Analysis analysis : Analysis.values()) {
      if (analysis == Analysis.OPTIMIZE) {
        assertThat(generated(source)).isNotEqualTo(text);
      } else {
        assertThat(generated(source, plain, ProcessorOptions.off(analysis)))
            .as(analysis.option())
            .isNotEqualTo(text);
      }
    }
  }

  private static String generated(String source, String... options) {
    Compilation compilation = Compiler.compile(Map.of("Many", source), options);
    compilation.load();
    return compilation.generated().get("ManyGrad");
  }

  @Test
  void thePageListsEverySwitch() throws IOException {
    String page = Files.readString(Path.of("../docs/options.md"));
    for (Analysis analysis : Analysis.values()) {
      assertThat(page)
          .contains(
              "| `%s` | %s | %s |"
                  .formatted(analysis.option(), analysis.question(), analysis.otherwise()));
    }
  }

  /** Remarks say why, and change nothing else. */
  @Test
  void explanationsAreRemarks() throws IOException {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    String source = Files.readString(Path.of("src/test/resources/golden/Kept.java"));
    String explained =
        Compiler.compile(Map.of("Kept", source), "-Aadjoint.explain=on")
            .generated()
            .get("KeptGrad");
    String plain = Compiler.compile(Map.of("Kept", source)).generated().get("KeptGrad");
    assertThat(explained).contains("// kept: ", "// computed again: ", "* kept: ");
    assertThat(
            explained.replaceAll(
                "(?m)^ *(// (kept|computed again): .*|/[*]{2}\n *[*] kept: .*\n *[*]/)\n", ""))
        .isEqualTo(plain);
  }

  @Test
  void switchesThatAreOnChangeNothing() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    String[] on =
        Arrays.stream(Analysis.values())
            .map(analysis -> "-A" + analysis.option() + "=on")
            .toArray(String[]::new);
    assertThat(Compiler.compile(Map.of("Sums", SOURCE), on).generated())
        .isEqualTo(Compiler.compile(Map.of("Sums", SOURCE)).generated());
  }

  private static String messages(String... options) {
    Compilation compilation = Compiler.compile(Map.of("Sums", SOURCE), options);
    assertThat(compilation.success()).isFalse();
    return compilation.diagnostics().stream()
        .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void anUnknownOptionIsAnErrorThatNamesTheOthers() {
    assertThat(messages("-Aadjoint.fushion=off"))
        .startsWith(
            "[ADJ-OPTION-01] there is no option -Aadjoint.fushion: did you mean"
                + " \"adjoint.fusion\"?; the options are adjoint.activity, adjoint.aliases,"
                + " adjoint.recording, adjoint.parts, adjoint.reversal, adjoint.fusion,"
                + " adjoint.reuse, adjoint.optimize, adjoint.explain, adjoint.trace, adjoint.lines,"
                + " adjoint.graph, adjoint.methodSize, adjoint.thread");
  }

  @Test
  void anOptionIsOnOrOff() {
    assertThat(messages("-Aadjoint.fusion=no"))
        .isEqualTo(
            "[ADJ-OPTION-02] -Aadjoint.fusion=no is not understood;"
                + " write -Aadjoint.fusion=off or =on");
    assertThat(messages("-Aadjoint.fusion"))
        .isEqualTo(
            "[ADJ-OPTION-02] -Aadjoint.fusion is not understood;"
                + " write -Aadjoint.fusion=off or =on");
  }

  @Test
  void theSizeOfMethodsIsANumber() {
    assertThat(messages("-Aadjoint.methodSize=big"))
        .isEqualTo(
            "[ADJ-OPTION-02] -Aadjoint.methodSize=big is not understood;"
                + " write -Aadjoint.methodSize=8000, the most bytes of a method");
  }

  @Test
  void optionsOfOtherProcessorsAreTheirs() {
    assertThat(Compiler.compile(Map.of("Sums", SOURCE), "-Aother.fusion=no").success()).isTrue();
  }
}
