package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashSet;
import java.util.Set;

/** What statements change, taken one by one from the last of a block to the first. */
final class Changes {
  private final Aliases aliases;
  private final FirstWrites writes;
  private final Set<Variable> assigned = new HashSet<>();
  private final Set<Variable> stored = new HashSet<>();

  Changes(Aliases aliases) {
    this(aliases, FirstWrites.none());
  }

  /**
   * @param writes tells which stores change nothing that anybody has read
   */
  Changes(Aliases aliases, FirstWrites writes) {
    this.aliases = aliases;
    this.writes = writes;
  }

  /** Takes a statement with all that is in it. */
  void add(Stmt stmt) {
    Walk.eachStatement(
        stmt,
        part -> {
          Variable target = Walk.target(part);
          if (target != null) {
            assigned.add(target);
          }
          if (!writes.isSettled(part)) {
            Walk.eachStored(part, array -> stored.add(aliases.root(array)));
          }
        });
  }

  /** Whether a variable gets another value, or its arrays other elements. */
  boolean contains(Variable variable) {
    return assigned.contains(variable) || stored.contains(variable);
  }

  /** Whether a variable and the value that it is declared with are the same after all of them. */
  boolean leaves(Stmt.Declare declare, Expr value) {
    return !assigned.contains(declare.variable()) && leave(value);
  }

  /** Whether an expression has the same value after all of them as before. */
  boolean leave(Expr value) {
    boolean[] same = {true};
    Walk.each(
        value,
        part -> {
          if (part instanceof Expr.Read read) {
            same[0] &= !assigned.contains(read.variable());
          } else if (part instanceof Expr.Element element) {
            same[0] &=
                Walk.base(element.array()).stream()
                    .filter(
                        base -> !(element.type() instanceof Type.Array) || aliases.isDynamic(base))
                    .noneMatch(base -> stored.contains(aliases.root(base)));
          }
        });
    return same[0];
  }
}
