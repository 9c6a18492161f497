package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is kept when a block starts that the backward sweep runs again.
 *
 * @param runsAgain whether it does: a block without a backward sweep is only undone
 * @param values variables whose values are kept
 * @param arrays variables that hold arrays of which the elements are kept
 * @param after those of both that are set back after the block's backward sweep, too
 * @param shadows adjoints of arrays that the block may make anew, which must go on
 */
public record Snapshot(
    boolean runsAgain,
    List<Variable> values,
    List<Variable> arrays,
    Set<Variable> after,
    List<Variable> shadows) {

  Snapshot(
      boolean runsAgain,
      Set<Variable> values,
      Set<Variable> arrays,
      Set<Variable> after,
      Set<Variable> shadows) {
    this(
        runsAgain,
        List.copyOf(values),
        List.copyOf(arrays),
        new LinkedHashSet<>(after),
        List.copyOf(shadows));
  }

  /** Whether there is nothing to keep. */
  public boolean isEmpty() {
    return values.isEmpty() && arrays.isEmpty();
  }
}
