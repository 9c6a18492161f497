package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds loops whose trips carry nothing from one to the next but sums, so that each trip can go
 * backward right after it went forward.
 *
 * <pre>
 * for (int i = 0; i &lt; n; i++) { double e = x[i] - m; s += e * e; }
 * </pre>
 */
public final class IndependentTrips {
  /** Where the calls that a trip may make get their derivatives: none of them is called again. */
  private static final Set<Callee.Kind> INDEPENDENT =
      Set.of(
          Callee.Kind.SCALAR, Callee.Kind.PRIMITIVE, Callee.Kind.AUGMENTED, Callee.Kind.CONSTANT);

  private final Aliases aliases;
  private final Stmt.For loop;
  private final Set<Variable> declared = new HashSet<>();
  private final Set<Variable> sums = new HashSet<>();
  private final Set<Variable> scratch = new HashSet<>();

  private IndependentTrips(Aliases aliases, Stmt.For loop) {
    this.aliases = aliases;
    this.loop = loop;
  }

  /**
   * A loop of independent trips.
   *
   * @param sums the variables that the trips add to
   */
  public record Sum(Stmt.For loop, Set<Variable> sums) {}

  /** The loops among the statements of a function itself, in order. */
  public static List<Sum> in(Function function, Aliases aliases) {
    List<Sum> result = new ArrayList<>();
    List<Stmt> statements = function.body().statements();
    ArrayLengths lengths = new ArrayLengths(function.body());
    Set<Variable> readLater = new HashSet<>();
    Changes later = new Changes(aliases);
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Stmt.For loop) {
        IndependentTrips trips = new IndependentTrips(aliases, loop);
        if (trips.areIndependent(function, lengths)
            && trips.scratch.stream().noneMatch(readLater::contains)
            && !trips.isOverwritten(later)) {
          result.add(new Sum(loop, Set.copyOf(trips.sums)));
        }
      }
      Block one = new Block(List.of(statements.get(i)));
      reads(one).forEach(variable -> readLater.add(aliases.root(variable)));
      later.add(statements.get(i));
    }
    Collections.reverse(result);
    return result;
  }

  private boolean areIndependent(Function function, ArrayLengths lengths) {
    Walk.eachStatement(
        loop.body(),
        stmt -> {
          if (stmt instanceof Stmt.Declare s) {
            declared.add(s.variable());
          } else if (stmt instanceof Stmt.For s) {
            declared.add(s.index());
          }
        });
    return classify(function)
        && !sums.isEmpty()
        && !hasEffects()
        && sums.stream().allMatch(this::isOnlyAddedTo)
        && ScratchArrays.areRewritten(loop.body(), scratch, lengths, aliases);
  }

  /** Sorts what the trips assign; false if something is neither a sum nor rewritten. */
  private boolean classify(Function function) {
    Set<Variable> outside = new HashSet<>(Walk.assigned(loop.body()));
    outside.removeAll(declared);
    for (Variable variable : outside) {
      if (!variable.type().isFloating()) {
        return false;
      }
      sums.add(variable);
    }
    for (Variable base : Walk.stored(loop.body())) {
      Variable root = aliases.root(base);
      if (declared.contains(root)) {
        continue;
      }
      boolean isOwn =
          !aliases.isDynamic(base)
              && root.equals(base)
              && base.type() instanceof Type.Array array
              && array.rank() == 1
              && array.element() instanceof Type.Primitive
              && !function.parameters().contains(base);
      if (!isOwn) {
        return false;
      }
      scratch.add(base);
    }
    return reads(loop.body()).stream().noneMatch(aliases::isDynamic);
  }

  /** Whether a trip does anything but compute. */
  private boolean hasEffects() {
    boolean[] found = new boolean[1];
    Walk.eachStatement(
        loop.body(),
        stmt ->
            found[0] |=
                stmt instanceof Stmt.Evaluate
                    || stmt instanceof Stmt.While
                    // What runs again in a trip would add to the sums again.
                    || (stmt instanceof Stmt.Checkpoint && !isWhole(stmt)));
    Walk.eachExpression(
        loop.body(),
        expr ->
            found[0] |=
                expr instanceof Expr.Call call && !INDEPENDENT.contains(call.callee().kind()));
    return found[0];
  }

  /** Whether a statement is all of a trip. */
  private boolean isWhole(Stmt stmt) {
    List<Stmt> statements = loop.body().statements();
    return statements.size() == 1 && statements.get(0) == stmt;
  }

  /** Whether a variable occurs in {@code s = s + e} and {@code s = s - e} alone. */
  private boolean isOnlyAddedTo(Variable sum) {
    int[] additions = new int[1];
    int[] reads = new int[1];
    Walk.eachStatement(
        loop.body(),
        stmt -> {
          if (stmt instanceof Stmt.Assign s && s.variable().equals(sum)) {
            boolean adds =
                s.value() instanceof Expr.Binary value
                    && (value.operator() == Operator.PLUS || value.operator() == Operator.MINUS)
                    && value.type().equals(sum.type())
                    && value.left().equals(Expr.read(sum));
            additions[0] += adds ? 1 : 1_000_000;
          }
        });
    Walk.eachExpression(loop.body(), expr -> reads[0] += expr.equals(Expr.read(sum)) ? 1 : 0);
    return additions[0] == reads[0];
  }

  private static Set<Variable> reads(Block block) {
    Set<Variable> result = new HashSet<>();
    Walk.eachExpression(
        block,
        expr -> {
          if (expr instanceof Expr.Read read) {
            result.add(read.variable());
          }
        });
    return result;
  }

  /** Whether something that the trips read gets another value after them. */
  private boolean isOverwritten(Changes later) {
    return reads(new Block(List.of(loop))).stream()
        .anyMatch(v -> isChanged(v, later) || isChanged(aliases.root(v), later));
  }

  private boolean isChanged(Variable variable, Changes later) {
    return later.contains(variable) && !sums.contains(variable);
  }
}
