package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shape of what a variable holds at the end of the forward sweep, where it held something
 * else before and the backward sweep needs nothing else of it.
 *
 * <pre>
 * Tensor h = x; if (…) { h = x.matmul(w); } …; … yBar.sumTo(h.shape())
 *   becomes   …; int[] hShape = h.shape(); … yBar.sumTo(hShape)
 * </pre>
 */
final class KeepLastShapes {
  private KeepLastShapes() {}

  static List<Block> in(Block forward, Block backward, Variables variables) {
    Map<Variable, Variable> shapes = new LinkedHashMap<>();
    for (Variable variable : candidates(forward)) {
      if (isOnlyAskedIn(backward, variable)) {
        String name = variable.name() + "Shape";
        shapes.put(variable, variables.fresh(name, KeepShapes.SHAPE, Variable.Kind.TEMPORARY));
      }
    }
    if (shapes.isEmpty()) {
      return List.of(forward, backward);
    }
    List<Stmt> statements = new ArrayList<>(forward.statements());
    shapes.forEach(
        (vector, shape) ->
            statements.add(
                new Stmt.Declare(shape, KeepShapes.ask(Expr.read(vector)), Position.NONE)));
    return List.of(forward.with(statements), replace(backward, shapes));
  }

  /** What is assigned after its declaration, and is certainly something. */
  private static Set<Variable> candidates(Block forward) {
    Set<Variable> result = new LinkedHashSet<>();
    Map<Variable, Boolean> isAlwaysThere = new HashMap<>();
    for (Stmt stmt : forward.statements()) {
      if (stmt instanceof Stmt.Declare s
          && s.variable().type() instanceof Type.Vector vector
          && !vector.shape().isEmpty()
          && isThere(s.value())) {
        isAlwaysThere.put(s.variable(), true);
      }
    }
    Walk.eachStatement(
        forward,
        stmt -> {
          if (stmt instanceof Stmt.Assign s && isAlwaysThere.containsKey(s.variable())) {
            result.add(s.variable());
            isAlwaysThere.merge(s.variable(), isThere(s.value()), Boolean::logicalAnd);
          }
        });
    result.removeIf(variable -> !isAlwaysThere.get(variable));
    return result;
  }

  /** Whether a value is certainly not null. */
  private static boolean isThere(@Nullable Expr value) {
    return value instanceof Expr.Call || value instanceof Expr.Read;
  }

  private static boolean isOnlyAskedIn(Block block, Variable variable) {
    boolean[] isAsked = {false};
    boolean[] isElse = {false};
    Walk.eachStatement(
        block,
        stmt -> {
          isElse[0] |= variable.equals(Walk.target(stmt));
          Walk.expressions(stmt).forEach(expr -> look(expr, variable, isAsked, isElse));
        });
    return isAsked[0] && !isElse[0];
  }

  private static void look(Expr expr, Variable variable, boolean[] isAsked, boolean[] isElse) {
    if (variable.equals(KeepShapes.asks(expr))) {
      isAsked[0] = true;
    } else if (expr.equals(Expr.read(variable))) {
      isElse[0] = true;
    } else {
      Walk.parts(expr).forEach(part -> look(part, variable, isAsked, isElse));
    }
  }

  private static Block replace(Block block, Map<Variable, Variable> shapes) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(Walk.map(stmt, expr -> replace(expr, shapes), nested -> replace(nested, shapes)));
    }
    return block.with(result);
  }

  private static Expr replace(Expr expr, Map<Variable, Variable> shapes) {
    Variable shape = shapes.get(KeepShapes.asks(expr));
    return shape == null ? Walk.mapParts(expr, part -> replace(part, shapes)) : Expr.read(shape);
  }
}
