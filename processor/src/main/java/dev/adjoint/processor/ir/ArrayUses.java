package dev.adjoint.processor.ir;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Tells elements that are read or stored to from arrays that are used in any other way. */
public final class ArrayUses {
  private ArrayUses() {}

  /**
   * Visits the variables of a block as arrays: where an element of one is read or stored to, and
   * where one is read in any other way than for its length.
   */
  public static void each(
      Block block, BiConsumer<Variable, Expr.Element> elements, Consumer<Variable> others) {
    Walk.eachStatement(block, stmt -> of(stmt, elements, others));
  }

  /**
   * Visits what a statement itself uses, without its nested blocks; a store's own element first.
   */
  public static void of(
      Stmt stmt, BiConsumer<Variable, Expr.Element> elements, Consumer<Variable> others) {
    if (stmt instanceof Stmt.Store s) {
      visit(s.target(), elements, others);
      visit(s.value(), elements, others);
    } else {
      Walk.expressions(stmt).forEach(expr -> visit(expr, elements, others));
    }
  }

  private static void visit(
      Expr expr, BiConsumer<Variable, Expr.Element> elements, Consumer<Variable> others) {
    if (expr instanceof Expr.Length) {
      return;
    } else if (expr instanceof Expr.Element element && element.array() instanceof Expr.Read array) {
      elements.accept(array.variable(), element);
      visit(element.index(), elements, others);
      return;
    } else if (expr instanceof Expr.Read read) {
      others.accept(read.variable());
    }
    Walk.parts(expr).forEach(part -> visit(part, elements, others));
  }
}
