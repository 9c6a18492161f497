package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Walk;

/**
 * Keeps Java's order of evaluation where a part of an expression changes what another one reads.
 */
final class Order {
  private Order() {}

  /**
   * The value of an expression before some statements run: the expression itself, or a name for its
   * value, emitted here.
   */
  static Expr before(Expr expr, Block statements, Frame frame) {
    return isChanged(expr, statements) ? frame.name("before", expr, Position.NONE) : expr;
  }

  private static boolean isChanged(Expr expr, Block statements) {
    if (statements.isEmpty()) {
      return false;
    }
    boolean[] readsElements = new boolean[1];
    Walk.each(expr, part -> readsElements[0] |= part instanceof Expr.Element || readsArray(part));
    boolean stores = !Walk.stored(statements).isEmpty();
    return (readsElements[0] && stores)
        || Walk.reads(expr).stream().anyMatch(Walk.assigned(statements)::contains);
  }

  /** Whether a method may look into an array, were it only to copy it. */
  private static boolean readsArray(Expr expr) {
    return expr instanceof Expr.Call call
        && call.arguments().stream().anyMatch(argument -> argument.type().holdsArrays());
  }
}
