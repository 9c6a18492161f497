package dev.adjoint.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Decision 11: what HotSpot may compile in one piece stays short of where it loses vectors. */
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
}
