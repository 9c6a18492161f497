package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.Set;

/** Tells whether a loop counts: whether what says where it starts and ends stays as it is. */
final class LoopBounds {
  private LoopBounds() {}

  /** The index and everything that the bound reads must stay as they are. */
  static boolean keepsCount(Variable index, Expr bound, Block body) {
    Set<Variable> assigned = Walk.assigned(body);
    Set<Variable> read = Walk.reads(bound);
    return !assigned.contains(index)
        && !read.contains(index)
        && read.stream().noneMatch(assigned::contains)
        // What is stored may be an element of the bound by another name.
        && !(hasElement(bound) && !Walk.stored(body).isEmpty());
  }

  /** Whether what a bound needs, computed once before the loop, is the same in each trip. */
  static boolean keepsValues(Block before, Block body) {
    Set<Variable> assigned = Walk.assigned(body);
    boolean stores = !Walk.stored(body).isEmpty();
    boolean[] same = {true};
    before.statements().forEach(stmt -> same[0] &= stmt instanceof Stmt.Declare);
    Walk.eachExpression(
        before,
        expr -> {
          if (expr instanceof Expr.Read read) {
            same[0] &= !assigned.contains(read.variable());
          } else if (expr instanceof Expr.Element) {
            same[0] &= !stores;
          } else if (expr instanceof Expr.Call call) {
            same[0] &= isFunction(call);
          }
        });
    return same[0];
  }

  /** Whether a call gives the same for the same, as the sizes of a tensor do. */
  private static boolean isFunction(Expr.Call call) {
    return switch (call.callee().kind()) {
      case SCALAR, HELPER, PRIMITIVE -> true;
      case CONSTANT ->
          !call.callee().isStatic()
              && call.callee().operands().get(0).type() instanceof Type.Vector;
      default -> false;
    };
  }

  /** Whether an expression still has its value after the loop. */
  static boolean isUnchanged(Expr expr, Block body) {
    Set<Variable> assigned = Walk.assigned(body);
    return !hasElement(expr) && Walk.reads(expr).stream().noneMatch(assigned::contains);
  }

  private static boolean hasElement(Expr expr) {
    boolean[] found = new boolean[1];
    Walk.each(expr, part -> found[0] |= part instanceof Expr.Element);
    return found[0];
  }
}
