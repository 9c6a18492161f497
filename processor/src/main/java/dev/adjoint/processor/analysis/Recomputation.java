package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which values the backward sweep may as well compute again. */
final class Recomputation {
  private static final int CHEAP = 36;

  private final Aliases aliases;
  private final Set<Variable> written;

  /**
   * @param written arrays with elements that the function writes
   */
  Recomputation(Aliases aliases, Set<Variable> written) {
    this.aliases = aliases;
    this.written = written;
  }

  /** Whether it costs no more to compute a value again than to keep it. */
  static boolean isCheap(Expr value) {
    int[] cost = new int[1];
    Walk.each(
        value,
        part -> {
          // Indices cost next to nothing.
          cost[0] += isWhole(part) ? 1 : 3;
          if (part instanceof Expr.NewArray
              || part instanceof Expr.ArrayLiteral
              || part instanceof Expr.NewRecord
              || (part instanceof Expr.Conditional && !isWhole(part))
              || (part instanceof Expr.Call call && !ScalarRules.isCheap(call.callee()))) {
            cost[0] += 3 * CHEAP;
          }
        });
    return cost[0] <= CHEAP;
  }

  /** Whether a value takes a division, which a local variable saves. */
  static boolean divides(Expr value) {
    boolean[] divides = new boolean[1];
    Walk.each(
        value,
        part ->
            divides[0] |=
                part instanceof Expr.Binary e
                    && e.operator() == Operator.DIVIDE
                    && e.type().isFloating());
    return divides[0];
  }

  /**
   * A declaration that reads a value from the array that the block puts it into, if it stays there;
   * else null.
   *
   * @param later what the statements behind the declaration change
   */
  static Stmt.@Nullable Declare fromElement(
      Stmt.Declare declare, Block block, Changes later, FirstWrites writes) {
    if (!declare.variable().type().isFloating()) {
      return null;
    }
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Store store
          && store.value().equals(Expr.read(declare.variable()))
          && writes.isLasting(store)
          && later.leaves(declare, store.index())) {
        return new Stmt.Declare(declare.variable(), store.target(), declare.position());
      }
    }
    return null;
  }

  /**
   * Whether a condition compares whole numbers that variables hold, or arrays that nobody writes,
   * or asks which record a variable holds: it may be asked again.
   */
  boolean isAskedAgain(Expr condition) {
    if (condition instanceof Expr.InstanceOf test) {
      return isHeld(test.operand());
    } else if (condition instanceof Expr.Element element) {
      return isWhole(condition)
          && Walk.base(element.array()).stream()
              .noneMatch(base -> aliases.isDynamic(base) || written.contains(aliases.root(base)))
          && isAskedAgain(element.index());
    } else if (condition instanceof Expr.Length) {
      return true;
    }
    return isWhole(condition)
        && (condition instanceof Expr.Read
            || condition instanceof Expr.Literal
            || condition instanceof Expr.StaticField
            || condition instanceof Expr.Unary
            || condition instanceof Expr.Binary)
        && Walk.parts(condition).stream().allMatch(this::isAskedAgain);
  }

  private static boolean isWhole(Expr expr) {
    return expr.type() instanceof Type.Primitive && !expr.type().isFloating();
  }

  /** Whether a value is that of a variable or a component of it. */
  private static boolean isHeld(Expr value) {
    return value instanceof Expr.Read
        || (value instanceof Expr.Component component && isHeld(component.record()));
  }
}
