package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds arrays of which each trip of a loop reads and writes a part of its own, which no other trip
 * touches.
 *
 * <pre>
 * for (int c = 0; c &lt; k; c++) { a[c] = …; for (int j = 0; j &lt; d; j++) { b[c * d + j] = …; } }
 * </pre>
 */
final class OwnParts {
  private final Stmt.For loop;
  private final Set<Variable> assigned;

  /** Loops within the loop, by their indices. */
  private final Map<Variable, Stmt.For> inner = new HashMap<>();

  /** Declarations in the loop of variables that keep their value. */
  private final Map<Variable, Stmt.Declare> constants = new HashMap<>();

  private OwnParts(Stmt.For loop) {
    this.loop = loop;
    this.assigned = Walk.assigned(loop.body());
  }

  /** The arrays that the loop stores to, each trip in a part of its own. */
  static Set<Variable> of(Stmt.For loop, Aliases aliases) {
    return new OwnParts(loop).find(aliases);
  }

  private Set<Variable> find(Aliases aliases) {
    Set<Variable> stored = Walk.stored(loop.body());
    if (stored.isEmpty()) {
      return Set.of();
    }
    Walk.eachStatement(
        loop.body(),
        stmt -> {
          if (stmt instanceof Stmt.For s) {
            inner.put(s.index(), s);
          } else if (stmt instanceof Stmt.Declare s) {
            constants.put(s.variable(), s);
          }
        });
    Walk.eachStatement(
        loop.body(),
        stmt -> {
          if (stmt instanceof Stmt.Assign s) {
            constants.remove(s.variable());
          }
        });
    Map<Variable, List<Expr>> indices = new HashMap<>();
    Set<Variable> others = new HashSet<>();
    collect(loop.body(), indices, others);
    Set<Variable> result = new HashSet<>();
    for (Variable array : stored) {
      boolean isPlain =
          array.type() instanceof Type.Array type
              && type.element() instanceof Type.Primitive
              && !assigned.contains(array)
              && !aliases.isDynamic(array)
              && aliases.root(array).equals(array)
              && others.stream().noneMatch(other -> aliases.root(other).equals(array));
      if (isPlain && areOwn(indices.getOrDefault(array, List.of()))) {
        result.add(array);
      }
    }
    return result;
  }

  /** Sorts what is read and written by index from arrays that occur in any other way. */
  private static void collect(
      Block block, Map<Variable, List<Expr>> indices, Set<Variable> others) {
    Walk.eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Store s) {
            collect(s.target(), indices, others);
            collect(s.value(), indices, others);
          } else {
            Walk.expressions(stmt).forEach(expr -> collect(expr, indices, others));
          }
        });
  }

  private static void collect(Expr expr, Map<Variable, List<Expr>> indices, Set<Variable> others) {
    if (expr instanceof Expr.Length) {
      return;
    } else if (expr instanceof Expr.Element element && element.array() instanceof Expr.Read array) {
      indices.computeIfAbsent(array.variable(), a -> new ArrayList<>()).add(element.index());
      collect(element.index(), indices, others);
      return;
    } else if (expr instanceof Expr.Read read) {
      others.add(read.variable());
    }
    Walk.parts(expr).forEach(part -> collect(part, indices, others));
  }

  /** Whether all indices are that of the loop, or all count through blocks of one size. */
  private boolean areOwn(List<Expr> indices) {
    Expr own = Expr.read(loop.index());
    if (indices.stream().allMatch(own::equals) || isShifted(indices, own) || isApart(indices)) {
      return true;
    }
    Set<Expr> sizes = new HashSet<>();
    for (Expr index : indices) {
      if (!(index instanceof Expr.Binary sum)
          || sum.operator() != Operator.PLUS
          || !(sum.left() instanceof Expr.Binary product)
          || product.operator() != Operator.TIMES
          || !product.left().equals(own)
          || !isWithin(sum.right(), product.right())) {
        return false;
      }
      sizes.add(product.right());
    }
    return sizes.size() == 1;
  }

  /** Whether the numbers between which all indices lie are others in each trip. */
  private boolean isApart(List<Expr> indices) {
    IndexRange.Scope scope = new IndexRange.Scope(loop.index(), inner, constants);
    long factor = 0;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (Expr index : indices) {
      IndexRange range = scope.of(index);
      if (range == null || range.factor() <= 0 || (factor != 0 && range.factor() != factor)) {
        return false;
      }
      factor = range.factor();
      least = Math.min(least, range.least());
      most = Math.max(most, range.most());
    }
    return most - least < factor;
  }

  /** Whether all indices are that of the loop, away from one place that does not change. */
  private boolean isShifted(List<Expr> indices, Expr own) {
    Expr first = indices.isEmpty() ? own : indices.get(0);
    return first instanceof Expr.Binary sum
        && sum.operator() == Operator.PLUS
        && sum.right().equals(own)
        && indices.stream().allMatch(first::equals)
        && Walk.reads(sum.left()).stream()
            .noneMatch(v -> assigned.contains(v) || v.equals(loop.index()));
  }

  /** Whether an index is never negative and always less than a size that does not change. */
  private boolean isWithin(Expr index, Expr size) {
    if (Walk.reads(size).stream().anyMatch(assigned::contains)
        || !(index instanceof Expr.Read read)) {
      return false;
    }
    Stmt.For counts = inner.get(read.variable());
    return counts != null
        && counts.step() > 0
        && counts.relation() == Operator.LESS
        && isNotNegative(counts.from())
        && (counts.bound().equals(size)
            || (counts.bound() instanceof Expr.Binary less
                && less.operator() == Operator.MINUS
                && less.left().equals(size)
                && less.right() instanceof Expr.Literal literal
                && literal.text().matches("[0-9]+")));
  }

  private boolean isNotNegative(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.text().matches("[0-9]+");
    } else if (expr instanceof Expr.Read read) {
      Stmt.For counts = inner.get(read.variable());
      return counts != null && counts.step() > 0 && isNotNegative(counts.from());
    }
    return expr instanceof Expr.Binary sum
        && sum.operator() == Operator.PLUS
        && isNotNegative(sum.left())
        && isNotNegative(sum.right());
  }
}
