package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Programs written at random, a number of them from the same seeds in every run. */
class RandomProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("adjoint.programs", 40);
  private static final long FIRST_SEED = Long.getLong("adjoint.seed", 1);
  private static final String HEADER =
      """
      package random;
      import dev.adjoint.annotations.*;
      @SuppressWarnings({"ADJ-ZERO-02", "ADJ-ZERO-01"})
      class Programs {
      """;
  private static final List<String> INPUTS = List.of("a", "b", "p", "q");

  @Test
  void gradientsOfRandomProgramsMatchDifferences() {
    List<String> methods = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      methods.add(RandomProgram.method("f" + i, FIRST_SEED + i));
    }
    // What is not in the language yet is refused with its place, and left out then.
    Set<Integer> refused = refused(methods);
    assertThat(refused.size()).as("refused programs").isLessThan(PROGRAMS / 4);
    for (int i : refused) {
      methods.set(i, "");
    }
    ClassLoader loader = compile(methods).load();
    List<String> wrong = new ArrayList<>();
    int skipped = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      for (int n = 0; n <= 4 && !refused.contains(i); n += 2) {
        Subject subject = new Subject(loader, "random.Programs", "f" + i);
        Object[] arguments = arguments(FIRST_SEED + i + n, n);
        if (!GradientCheck.isSmooth(subject, INPUTS, arguments)) {
          skipped++;
          continue;
        }
        try {
          GradientCheck.against(subject, INPUTS, arguments);
        } catch (AssertionError | RuntimeException e) {
          wrong.add("n = " + n + ": " + e + "\n" + methods.get(i));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(skipped).as("points near a kink").isLessThan(PROGRAMS);
  }

  private static Compilation compile(List<String> methods) {
    return Compiler.compile(
        "random.Programs", HEADER + String.join("", methods) + RandomProgram.HELPERS + "}\n");
  }

  private static Set<Integer> refused(List<String> methods) {
    Compilation compilation = compile(methods);
    String[] lines = (HEADER + String.join("", methods)).split("\n");
    Set<Integer> result = new TreeSet<>();
    for (String finding : compilation.findings()) {
      int line = Integer.parseInt(finding.replaceAll(".*:", ""));
      assertThat(finding).as(compilation.describe()).startsWith("ADJ-LANG-01");
      while (!lines[line - 1].contains("@Differentiable")) {
        line--;
      }
      result.add(Integer.parseInt(lines[line - 1].replaceAll(".* f(\\d+)\\(.*", "$1")));
    }
    return result;
  }

  private static Object[] arguments(long seed, int n) {
    Random random = new Random(seed);
    return new Object[] {
      random.nextGaussian(),
      random.nextGaussian(),
      random.doubles(4, -1, 1).toArray(),
      new double[][] {
        random.doubles(4, -1, 1).toArray(),
        random.doubles(4, -1, 1).toArray(),
        random.doubles(4, -1, 1).toArray()
      },
      n
    };
  }
}
