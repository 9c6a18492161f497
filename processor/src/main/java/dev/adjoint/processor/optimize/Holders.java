package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which variables count among the readers of the memory of their vectors, so that it goes back only
 * after they have released it.
 *
 * <p>Those that hold what is new are the only reader. A pullback has its value retained for whoever
 * asks for it, and the vectors that it was given for itself: what it is given may be released while
 * it still needs it. What it gives when it is applied is in memory of its own.
 */
final class Holders {
  private final Map<Variable, Boolean> holds = new HashMap<>();
  private final Map<Variable, Expr> values = new HashMap<>();
  private final Set<Expr> parts = new HashSet<>();
  private final Map<Variable, Integer> asked = new HashMap<>();
  private final ComponentReads reads;

  private final Carried carried;

  Holders(Block body, Carried carried) {
    this.carried = carried;
    this.reads = new ComponentReads(body);
    Walk.eachExpression(
        body,
        expr -> {
          if (isValueOfPullback(expr)
              && ((Expr.Call) expr).arguments().get(0) instanceof Expr.Read pullback) {
            asked.merge(pullback.variable(), 1, Integer::sum);
          }
        });
    learn(body);
  }

  /** Whether a variable counts among the readers of whatever it has been given. */
  boolean contains(Variable variable) {
    return carried.holders().contains(variable) || holds.getOrDefault(variable, false);
  }

  /** Whether nothing else holds the memory of a vector that has been computed. */
  boolean isNew(Expr value) {
    return (value instanceof Expr.Component && parts.contains(value))
        || (value instanceof Expr.Call call && call.callee().makesVector())
        || makesVectors(value);
  }

  /** Whether an operation makes an array of new vectors. */
  static boolean makesVectors(Expr value) {
    return value instanceof Expr.Call call
        && call.callee().kind() == Callee.Kind.PRIMITIVE
        && !call.callee().isView()
        && call.type() instanceof Type.Array array
        && counts(array.element());
  }

  /** Whether an expression is a vector that a pullback retains for whoever asks for it. */
  static boolean isValueOfPullback(Expr expr) {
    return expr instanceof Expr.Call call
        && call.callee().kind() == Callee.Kind.PULLBACK
        && counts(expr.type());
  }

  /** Whether the readers of the values of a type are counted. */
  static boolean counts(Type type) {
    return type instanceof Type.Vector vector && !vector.retain().isEmpty();
  }

  private void learn(Block block) {
    Set<Variable> here = new HashSet<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare s) {
        here.add(s.variable());
        if (s.value() != null) {
          give(s.variable(), s.value(), here);
        }
      } else if (stmt instanceof Stmt.Assign s) {
        give(s.variable(), s.value(), here);
      }
      Walk.blocks(stmt).forEach(this::learn);
    }
  }

  /**
   * @param here what the same block has declared: it is there once for each time that the value is
   *     computed
   */
  private void give(Variable variable, Expr value, Set<Variable> here) {
    if (value instanceof Expr.Component component && isPartOfGradient(component, here)) {
      parts.add(component);
    }
    boolean isFirst = !holds.containsKey(variable);
    holds.merge(variable, isHold(value, here), Boolean::logicalAnd);
    if (isFirst) {
      values.put(variable, value);
    } else {
      values.remove(variable);
    }
  }

  private boolean isHold(Expr value, Set<Variable> here) {
    if (isValueOfPullback(value)
        && ((Expr.Call) value).arguments().get(0) instanceof Expr.Read pullback
        && here.contains(pullback.variable())
        && Integer.valueOf(1).equals(asked.get(pullback.variable()))) {
      parts.add(value);
    }
    return parts.contains(value) || isNew(value);
  }

  /** Whether a value is retained for the variable that is given it, and for nothing else. */
  boolean isAskedOnce(Expr value) {
    return isValueOfPullback(value) && parts.contains(value);
  }

  /**
   * Whether a value is what a pullback gave when it was applied, or one of the results of a method
   * that computes several operations, which nothing else reads.
   *
   * @param here what the same block has declared
   */
  boolean isPartOfGradient(Expr.Component component, Set<Variable> here) {
    if (!reads.isOnlyOne(component)
        || !(component.record() instanceof Expr.Read record)
        || !here.contains(record.variable())) {
      return false;
    }
    Expr value = values.get(record.variable());
    return value instanceof Expr.Component outer
        ? isPartOfGradient(outer, here)
        : value instanceof Expr.Call call
            && (call.callee().kind() == Callee.Kind.APPLICATION || call.callee().isFusion())
            && !call.callee().isView();
  }
}
