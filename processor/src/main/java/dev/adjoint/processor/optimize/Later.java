package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.Map;

/**
 * What the statements of a block further down do to variables, learned from the last to the first,
 * so that asking for the next one that reads or changes a variable takes no search.
 */
final class Later {
  private static final int NEVER = Integer.MAX_VALUE;

  /** The next statement that reads a variable, its nested blocks left out. */
  private final Map<Variable, Integer> read = new HashMap<>();

  /** The next statement that may change a variable, or elements of its array, at any depth. */
  private final Map<Variable, Integer> changed = new HashMap<>();

  /** The next statement that writes an element of any array. */
  private int stored = NEVER;

  /** Learns of the statement at an index before all others, or of one that got another form. */
  void add(int index, Stmt stmt) {
    for (Expr expr : Walk.expressions(stmt)) {
      Walk.eachRead(expr, variable -> read.put(variable, index));
    }
    Walk.eachStatement(stmt, part -> addChanges(index, part));
  }

  private void addChanges(int index, Stmt stmt) {
    Variable target = Walk.target(stmt);
    if (target != null) {
      change(target, index);
    }
    Walk.eachStored(
        stmt,
        array -> {
          change(array, index);
          stored = Math.min(stored, index);
        });
    for (Expr expr : Walk.expressions(stmt)) {
      Walk.each(expr, part -> addCall(index, part));
    }
  }

  /** A method of the runtime may change what it is given. */
  private void addCall(int index, Expr expr) {
    if (expr instanceof Expr.Call call && call.callee().kind() == Callee.Kind.RUNTIME) {
      for (Expr argument : call.arguments()) {
        Walk.eachRead(argument, variable -> change(variable, index));
      }
    }
  }

  private void change(Variable variable, int index) {
    changed.merge(variable, index, Math::min);
  }

  /** The statement that reads a variable first, if a value is still the same there; else -1. */
  int use(Variable variable, Expr value) {
    int use = read.getOrDefault(variable, -1);
    boolean[] same = {use >= 0};
    Walk.each(
        value,
        part -> {
          if (part instanceof Expr.Read input) {
            same[0] &= changed.getOrDefault(input.variable(), NEVER) >= use;
          } else if (part instanceof Expr.Element) {
            // A store may reach an element through another name of its array.
            same[0] &= stored >= use;
          }
        });
    return same[0] ? use : -1;
  }
}
