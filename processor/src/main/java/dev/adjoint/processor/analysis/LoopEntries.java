package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.LinkedHashSet;
import java.util.Set;

/** Variables that a loop overwrites, of which it may be enough to keep what it finds. */
final class LoopEntries {
  private LoopEntries() {}

  /** The variables of values other than arrays that the body of a loop assigns. */
  static Set<Variable> assigned(Block body) {
    Set<Variable> result = new LinkedHashSet<>();
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Assign assign
              && assign.variable().kind() != Variable.Kind.SHADOW
              && !assign.variable().type().holdsArrays()) {
            result.add(assign.variable());
          }
        });
    return result;
  }

  /** The variables of which something in the body of a loop keeps overwritten values. */
  static Set<Variable> kept(Block body, Recording recording) {
    Set<Variable> kept = new LinkedHashSet<>();
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Assign assign && recording.keeps(stmt)) {
            kept.add(assign.variable());
          }
          kept.addAll(recording.entry(stmt).keySet());
        });
    return kept;
  }
}
