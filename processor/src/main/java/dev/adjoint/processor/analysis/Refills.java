package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the start of an array that each trip of a loop fills before anything else, with what can be
 * computed again: a backward trip fills it again, and nothing of it is kept.
 *
 * <pre>
 * for (int t = 0; t &lt; n; t++) {
 *   for (int j = 0; j &lt; b; j++) { a[j] = x[t * b + j] * w[j]; }
 *   for (int k = 0; k &lt; m; k++) { a[k + b] = f(a[k], a[k + b]); }
 * }
 * </pre>
 */
final class Refills {
  private final Stmt.For loop;
  private final Aliases aliases;
  private final Set<Variable> written;
  private final Set<Variable> assigned;
  private final OwnParts parts;

  /**
   * @param written arrays with elements that the function writes
   */
  Refills(Stmt.For loop, Aliases aliases, Set<Variable> written) {
    this.loop = loop;
    this.aliases = aliases;
    this.written = written;
    this.assigned = Walk.assigned(loop);
    this.parts = OwnParts.of(loop);
  }

  /**
   * The loops in each trip that fill the start of an array.
   *
   * @param isCheap whether a value may be computed twice
   */
  List<Stmt.For> find(Predicate<Expr> isCheap) {
    List<Stmt.For> result = new ArrayList<>();
    List<Stmt> body = loop.body().statements();
    for (int i = 0; i < body.size(); i++) {
      Stmt.Store store = fill(body.get(i));
      if (store != null
          && isCheap.test(store.value())
          && isSteady(store.value(), ((Stmt.For) body.get(i)).index())
          && isFirst((Stmt.For) body.get(i), arrayOf(store), body.subList(0, i))
          && areApart((Stmt.For) body.get(i), arrayOf(store), body)) {
        result.add((Stmt.For) body.get(i));
      }
    }
    return result;
  }

  /** The one statement of a loop that stores to an element in each trip; null if it has others. */
  static Stmt.@Nullable Store fill(Stmt stmt) {
    return stmt instanceof Stmt.For filling
            && filling.step() == 1
            && filling.relation() == Operator.LESS
            && filling.from().equals(Expr.Literal.of(0))
            && filling.body().statements().size() == 1
            && filling.body().statements().get(0) instanceof Stmt.Store store
            && store.array() instanceof Expr.Read
            && store.index().equals(Expr.read(filling.index()))
        ? store
        : null;
  }

  static Variable arrayOf(Stmt.Store fill) {
    return ((Expr.Read) fill.array()).variable();
  }

  /** Whether a value depends on the trip and the index alone, wherever it is computed. */
  private boolean isSteady(Expr value, Variable index) {
    boolean[] steady = {true};
    Walk.each(
        value,
        part -> {
          if (part instanceof Expr.Read read) {
            Variable variable = read.variable();
            steady[0] &=
                variable.equals(index)
                    || variable.equals(loop.index())
                    || !assigned.contains(variable);
          } else if (part instanceof Expr.Element element) {
            steady[0] &= !Walk.base(element.array()).isEmpty();
          }
        });
    for (Variable variable : Walk.reads(value)) {
      boolean holdsArrays = variable.type().holdsArrays();
      steady[0] &=
          !holdsArrays
              || (!aliases.isDynamic(variable) && !written.contains(aliases.root(variable)));
    }
    return steady[0];
  }

  /** Whether nothing before it in a trip names the array, which has one name. */
  private boolean isFirst(Stmt.For filling, Variable array, List<Stmt> before) {
    boolean isPlain =
        array.type() instanceof Type.Array type
            && type.rank() == 1
            && type.element() instanceof Type.Primitive
            && !assigned.contains(array)
            && !aliases.isDynamic(array)
            && aliases.root(array).equals(array);
    Set<Variable> read = new HashSet<>();
    before.forEach(stmt -> addReads(stmt, read));
    List.of(loop.from(), loop.bound(), filling.bound())
        .forEach(expr -> read.addAll(Walk.reads(expr)));
    return isPlain
        && isBound(filling.bound())
        && read.stream().noneMatch(variable -> aliases.root(variable).equals(array));
  }

  private static void addReads(Stmt whole, Set<Variable> out) {
    Walk.eachStatement(
        whole, stmt -> Walk.expressions(stmt).forEach(expr -> Walk.eachRead(expr, out::add)));
  }

  /** Whether a number is the same all the time. */
  private boolean isBound(Expr bound) {
    return bound instanceof Expr.Literal
        || (bound instanceof Expr.Read read && !assigned.contains(read.variable()));
  }

  /** Whether whatever else a trip stores to the array lies behind what is filled. */
  private boolean areApart(Stmt.For filling, Variable array, List<Stmt> body) {
    boolean[] apart = {true};
    for (Stmt whole : body) {
      if (whole != filling) {
        Walk.eachStatement(
            whole,
            stmt ->
                Walk.eachStored(
                    stmt,
                    base ->
                        apart[0] &=
                            !aliases.root(base).equals(array)
                                || (stmt instanceof Stmt.Store s
                                    && s.array().equals(Expr.read(array))
                                    && isBehind(s.index(), filling.bound()))));
      }
    }
    return apart[0];
  }

  /**
   * Whether an index is a sum with the bound, of what is never negative: where the loop that fills
   * has any trip, the bound is not negative either. A sum that grows beyond all numbers would have
   * been no index before.
   */
  private boolean isBehind(Expr index, Expr bound) {
    List<Expr> terms = new ArrayList<>();
    addTerms(index, terms);
    return terms.remove(bound) && terms.stream().allMatch(term -> isNotNegative(term, bound));
  }

  private void addTerms(Expr expr, List<Expr> out) {
    Expr value = expr instanceof Expr.Read read ? parts.declared(read.variable()) : null;
    if (value != null) {
      addTerms(value, out);
    } else if (expr instanceof Expr.Binary sum && sum.operator() == Operator.PLUS) {
      addTerms(sum.left(), out);
      addTerms(sum.right(), out);
    } else {
      out.add(expr);
    }
  }

  private boolean isNotNegative(Expr expr, Expr bound) {
    return expr.equals(bound)
        || parts.isNotNegative(expr)
        || (expr instanceof Expr.Binary product
            && product.operator() == Operator.TIMES
            && isNotNegative(product.left(), bound)
            && isNotNegative(product.right(), bound));
  }
}
