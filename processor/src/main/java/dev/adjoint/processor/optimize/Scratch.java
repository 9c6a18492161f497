package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.ArrayUses;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arrays of adjoints that a body makes for itself, and uses by their elements alone. */
final class Scratch {
  private final Set<Variable> outliving;

  /** How often each variable is read. */
  private final Map<Variable, Integer> reads = new HashMap<>();

  /** Under which index each array occurs, once for each time. */
  private final Map<Variable, List<Expr>> indices = new HashMap<>();

  /**
   * @param outliving variables whose arrays the caller goes on to read
   */
  Scratch(Block body, Set<Variable> outliving) {
    this.outliving = outliving;
    Walk.eachExpression(
        body,
        expr -> {
          if (expr instanceof Expr.Read read) {
            reads.merge(read.variable(), 1, Integer::sum);
          }
        });
    ArrayUses.each(
        body,
        (array, element) ->
            indices.computeIfAbsent(array, a -> new ArrayList<>()).add(element.index()),
        array -> {});
  }

  /** Whether a statement makes an array of adjoints. */
  static boolean isMade(Stmt stmt) {
    return stmt instanceof Stmt.Declare s
        && s.variable().isAdjoint()
        && s.value() instanceof Expr.NewArray made
        && made.type().rank() == 1
        && made.type().element() instanceof Type.Primitive;
  }

  /** Whether a statement makes an array that is used by its elements alone. */
  boolean makes(Stmt stmt) {
    return isMade(stmt)
        && !outliving.contains(((Stmt.Declare) stmt).variable())
        && indices(((Stmt.Declare) stmt).variable()).size()
            == reads.getOrDefault(((Stmt.Declare) stmt).variable(), 0);
  }

  /** Under which index an array occurs, once for each time. */
  List<Expr> indices(Variable array) {
    return indices.getOrDefault(array, List.of());
  }

  /** Whether an array occurs in the body of a loop, and nowhere else. */
  boolean isWithin(Stmt.For loop, Variable array) {
    int[] uses = new int[1];
    ArrayUses.each(loop.body(), (a, element) -> uses[0] += a.equals(array) ? 1 : 0, a -> {});
    return uses[0] > 0 && uses[0] == indices(array).size();
  }
}
