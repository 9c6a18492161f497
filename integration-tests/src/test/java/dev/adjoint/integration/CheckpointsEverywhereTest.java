package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of all other tests have the same gradients if their loops or methods are marked. */
class CheckpointsEverywhereTest {
  private static final List<Case> PROGRAMS =
      Stream.of(
              ControlFlowTest.cases(),
              LoopCarriedTest.cases(),
              LoopsTest.cases(),
              BackwardLoopsTest.cases(),
              FusedLoopsTest.cases(),
              ArraysTest.cases(),
              MovingArraysTest.cases(),
              AliasesTest.cases(),
              CallsTest.cases(),
              MutatedParametersTest.cases(),
              TensorsTest.cases(),
              RecordsTest.cases(),
              RecordsInArraysTest.cases(),
              SealedTypesTest.cases(),
              StatesTest.cases(),
              AlgorithmsTest.cases(),
              ThrowsTest.cases(),
              LibraryTest.cases(),
              WrittenOnceTest.cases(),
              HandedOverTest.cases(),
              RandomFindsTest.cases(),
              StatementsTest.cases(),
              SumsTest.cases(),
              IndependentTripsTest.cases(),
              InstanceofTest.cases(),
              ConversionsTest.cases(),
              FunctionsTest.cases(),
              KinksTest.cases())
          .flatMap(cases -> cases)
          .filter(program -> !program.isRefused())
          .toList();

  /** One more than there are: rows that change places, lists that are written, unknown calls. */
  private static final int MOST_REFUSED = 11;

  private static final ClassLoader PLAIN =
      Compiler.compile(sources(PROGRAMS, UnaryOperator.identity())).load();

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void gradientsAreTheSameWhereAllLoopsRunAgain(int every) {
    compare(source -> CheckpointsAsked.ofLoops(source, every));
  }

  @Test
  void gradientsAreTheSameWhereAllMethodsRunAgain() {
    compare(CheckpointsAsked::ofMethods);
  }

  private static void compare(UnaryOperator<String> mark) {
    // What marking does not change has been tested.
    List<Case> programs = new ArrayList<>(PROGRAMS);
    programs.replaceAll(
        program -> {
          String source = program.source(0).getValue();
          return mark.apply(source).equals(source) ? null : program;
        });
    Compilation first = Compiler.compile(sources(programs, mark));
    List<Case> marked = new ArrayList<>(programs);
    // What cannot be set back is refused.
    List<String> refused =
        first.diagnostics().stream()
            .filter(found -> found.getMessage(null).startsWith("[ADJ-CHECKPOINT-"))
            .map(found -> found.getSource().getName())
            .distinct()
            .toList();
    for (int i = 0; i < marked.size(); i++) {
      String path = PROGRAMS.get(i).source(i).getKey().replace('.', '/');
      if (refused.stream().anyMatch(name -> name.contains(path))) {
        marked.set(i, null);
      }
    }
    assertThat(refused).as("refused: %s", refused).hasSizeLessThan(MOST_REFUSED);
    Compilation second = refused.isEmpty() ? first : Compiler.compile(sources(marked, mark));
    ClassLoader again = second.load();
    List<Executable> all = new ArrayList<>();
    for (int i = 0; i < marked.size(); i++) {
      if (marked.get(i) == null) {
        continue;
      }
      List<GradientCheck> expected = marked.get(i).checks(PLAIN, i);
      List<GradientCheck> actual = marked.get(i).checks(again, i);
      for (int j = 0; j < expected.size(); j++) {
        String point = marked.get(i) + ", point " + j;
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
      GradientCheck.assertClose("gradient", check.gradient(), expected, 1e-12);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(program + ": " + failure, failure);
    }
  }

  /** The sources of what there is, each marked; their names tell their places in the list. */
  private static Map<String, String> sources(List<Case> programs, UnaryOperator<String> mark) {
    Map<String, String> result = new LinkedHashMap<>();
    for (int i = 0; i < programs.size(); i++) {
      if (programs.get(i) != null) {
        Map.Entry<String, String> source = programs.get(i).source(i);
        result.put(source.getKey(), mark.apply(source.getValue()));
      }
    }
    return result;
  }
}
