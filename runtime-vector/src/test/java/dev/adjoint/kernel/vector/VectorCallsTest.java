package dev.adjoint.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Decisions 11 and 14: what HotSpot may compile in one piece stays short of where it loses vectors.
 */
class VectorCallsTest {
  /**
   * With some fifty calls Java 17 was seen to make objects of vectors. Loops that are too large to
   * be inlined may have more: those are measured one by one.
   */
  private static final int MOST = 48;

  @Test
  void loopsThatMayBeInlinedTogetherStayShort() {
    Map<String, Integer> calls = new VectorCalls().afterInlining();
    assertThat(calls).hasSizeGreaterThan(80);
    Map<String, Integer> tooMany = new TreeMap<>(calls);
    tooMany.values().removeIf(count -> count <= MOST);
    assertThat(tooMany).isEmpty();
  }

  /**
   * HotSpot inlines 15 calls deep, and an operation of the Vector API is up to eight:
   * FloatVector.add, two of lanewise, lanewiseTemplate, and four that look up the operator's code.
   */
  private static final int DEEPEST = 7;

  @Test
  void loopsAreNotDeep() {
    Map<String, Integer> tooDeep = new TreeMap<>(new VectorCalls().depths());
    assertThat(tooDeep).hasSizeGreaterThan(80);
    tooDeep.values().removeIf(depth -> depth <= DEEPEST);
    assertThat(tooDeep).isEmpty();
  }

  @Test
  void loopsAreNotInlinedIntoOtherClasses() {
    VectorCalls calls = new VectorCalls();
    assertThat(calls.enteredLoops()).isEmpty();
    // What runs once is not compiled.
    assertThat(calls.loopsElsewhere())
        .allMatch(method -> method.contains(OperatorCaches.class.getSimpleName()));
  }
}
