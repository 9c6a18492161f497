package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.ArrayUses;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The arrays of adjoints that a body makes full of nulls, and uses by their elements alone. */
final class NullableArrays {
  /** The arrays, by their lengths. */
  private final Map<Variable, Expr> lengths = new HashMap<>();

  private final Set<Variable> assigned = new HashSet<>();

  NullableArrays(Block body) {
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare s
              && s.variable().isAdjoint()
              && s.value() instanceof Expr.NewArray made
              && made.dimensions().size() == 1
              && made.type().rank() == 1
              && made.type().element() instanceof Type.Whole) {
            lengths.put(s.variable(), made.dimensions().get(0));
          } else if (stmt instanceof Stmt.Assign s) {
            assigned.add(s.variable());
          }
        });
    lengths.keySet().removeAll(assigned);
    if (!lengths.isEmpty()) {
      ArrayUses.each(body, (array, element) -> {}, lengths::remove);
    }
  }

  boolean contains(Variable array) {
    return lengths.containsKey(array);
  }

  /** Whether an expression is an element of one of the arrays, at a place that has a name. */
  boolean isElement(Expr expr) {
    return expr instanceof Expr.Element element
        && element.array() instanceof Expr.Read array
        && contains(array.variable())
        && (element.index() instanceof Expr.Read || element.index() instanceof Expr.Literal);
  }

  /** Whether a statement stores to one of the arrays. */
  boolean isStore(Stmt stmt) {
    return stmt instanceof Stmt.Store store
        && store.array() instanceof Expr.Read array
        && contains(array.variable());
  }

  /** The arrays of which the trips of a loop use the element with the loop's index alone. */
  Set<Variable> ofTrips(Stmt loop) {
    if (lengths.isEmpty() || !(loop instanceof Stmt.For counted)) {
      return Set.of();
    }
    Set<Variable> result = new LinkedHashSet<>();
    Set<Variable> others = new HashSet<>();
    ArrayUses.each(
        counted.body(),
        (array, element) -> {
          if (contains(array)) {
            boolean isOwn = element.index().equals(Expr.read(counted.index()));
            (isOwn ? result : others).add(array);
          }
        },
        array -> {});
    result.removeAll(others);
    return result;
  }

  /** Whether a loop has a trip for each element of an array. */
  boolean isForEach(Stmt.For loop, Variable array) {
    Expr length = lengths.get(array);
    return loop.from().equals(Expr.Literal.of(0))
        && loop.relation() == Operator.LESS
        && loop.step() == 1
        && (loop.bound().equals(new Expr.Length(Expr.read(array)))
            || (loop.bound().equals(length)
                && Walk.reads(length).stream().noneMatch(assigned::contains)
                && isOfArrayOrVariable(length)));
  }

  /** Whether an expression has the same value wherever what it reads has. */
  private static boolean isOfArrayOrVariable(Expr length) {
    return length instanceof Expr.Read
        || length instanceof Expr.Literal
        || (length instanceof Expr.Length of && of.array() instanceof Expr.Read);
  }
}
