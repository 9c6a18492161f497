package dev.adjoint.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Decision 13: no kernel is the first to use an operator. */
class OperatorCachesTest {
  /** Operations for which the API looks nothing up. */
  private static final Set<String> WITHOUT_OPERATOR =
      Set.of(
          "blend",
          "broadcast",
          "compare",
          "fromArray",
          "intoArray",
          "lane",
          "rearrange",
          "reinterpretAsFloats",
          "reinterpretAsInts",
          "selectFrom",
          "toArray",
          "zero");

  @Test
  void whatKernelsUseHasBeenUsedOnce() {
    VectorCalls calls = new VectorCalls();
    Set<String> filled = calls.operationsOf(OperatorCaches.class);
    Set<String> used = new TreeSet<>(calls.operations());
    assertThat(used).contains("FloatVector.fma", "IntVector.lanewise ASHR");
    used.removeIf(
        name -> filled.contains(name) || WITHOUT_OPERATOR.contains(name.replaceFirst(".*\\.", "")));
    assertThat(used).isEmpty();
  }
}
