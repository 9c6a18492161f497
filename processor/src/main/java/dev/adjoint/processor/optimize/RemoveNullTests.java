package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers where it can be told whether an adjoint is null, its zero while its structure is not
 * known.
 *
 * <pre>
 * Layer bar = null; bar = bar != null ? TREE.plus(bar, t) : t;   becomes   Layer bar = null; bar = t;
 * </pre>
 */
final class RemoveNullTests {
  /** What is known at a point of the program. */
  private record Known(Set<Variable> there, Set<Variable> none) {
    Known copy() {
      return new Known(new HashSet<>(there), new HashSet<>(none));
    }

    void keepCommon(Known other) {
      there.retainAll(other.there);
      none.retainAll(other.none);
    }

    void forget(Set<Variable> variables) {
      there.removeAll(variables);
      none.removeAll(variables);
    }
  }

  /** Variables that are declared here; what comes from elsewhere is never null. */
  private final Set<Variable> own;

  /** Arrays of vectors as an operation has made them, which has no zero of unknown structure. */
  private final Set<Variable> full;

  private RemoveNullTests(Block block) {
    own = Walk.assigned(block);
    full = full(block);
  }

  static Block in(Block block) {
    boolean[] found = new boolean[1];
    Walk.eachExpression(block, expr -> found[0] |= tested(expr) != null);
    if (!found[0]) {
      return block;
    }
    return new RemoveNullTests(block).remove(block, new Known(new HashSet<>(), new HashSet<>()));
  }

  private static Set<Variable> full(Block block) {
    Set<Variable> result = new HashSet<>();
    Set<Variable> written = new HashSet<>();
    Walk.eachStatement(
        block,
        stmt -> {
          Variable target = Walk.target(stmt);
          boolean isFirst = target == null || written.add(target);
          if (stmt instanceof Stmt.Declare s
              && isFirst
              && s.value() != null
              && Holders.makesVectors(s.value())) {
            result.add(target);
          } else {
            result.remove(target);
          }
        });
    result.removeAll(Walk.stored(block));
    return result;
  }

  /** The variable of {@code v != null}; null for any other expression. */
  private static @Nullable Variable tested(Expr expr) {
    return expr instanceof Expr.Binary test
            && test.operator() == Operator.NOT_EQUAL
            && isNull(test.right())
            && test.left() instanceof Expr.Read read
            && (read.variable().isAdjoint() || read.variable().isTemporary())
        ? read.variable()
        : null;
  }

  private static boolean isNull(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.text().equals("null");
  }

  /** Moves what is known over a block, in place. */
  private Block remove(Block block, Known known) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.If branch) {
        branch(branch, known, result);
      } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
        enter(stmt, known);
        result.add(Walk.map(stmt, e -> simplify(e, known), body -> remove(body, known.copy())));
      } else {
        Stmt simple = Walk.map(stmt, e -> simplify(e, known), nested -> nested);
        result.add(simple);
        if (simple instanceof Stmt.Declare s && s.value() != null) {
          learn(s.variable(), s.value(), known);
        } else if (simple instanceof Stmt.Assign s) {
          learn(s.variable(), s.value(), known);
        }
      }
    }
    return block.with(result);
  }

  /** Leaves what is known at the start of each trip of a loop. */
  private void enter(Stmt loop, Known known) {
    Set<Variable> assigned = Walk.assigned(loop);
    Set<Variable> there = new HashSet<>(known.there());
    known.forget(assigned);
    there.removeAll(known.there());
    // What a trip that starts with it ends with, all trips start with.
    int before;
    do {
      before = there.size();
      Known trip = known.copy();
      trip.there().addAll(there);
      Walk.blocks(loop).forEach(body -> remove(body, trip));
      there.retainAll(trip.there());
    } while (there.size() < before);
    known.there().addAll(there);
  }

  private void branch(Stmt.If stmt, Known known, List<Stmt> out) {
    Variable tested = tested(stmt.condition());
    if (tested != null && known.there().contains(tested)) {
      out.addAll(remove(stmt.then(), known).statements());
      return;
    } else if (tested != null && known.none().contains(tested)) {
      out.addAll(remove(stmt.otherwise(), known).statements());
      return;
    }
    Expr condition = simplify(stmt.condition(), known);
    Known otherwise = known.copy();
    if (tested != null) {
      known.there().add(tested);
      otherwise.none().add(tested);
    }
    Block then = remove(stmt.then(), known);
    Block rest = remove(stmt.otherwise(), otherwise);
    known.keepCommon(otherwise);
    boolean isSame =
        condition == stmt.condition() && then == stmt.then() && rest == stmt.otherwise();
    out.add(isSame ? stmt : new Stmt.If(condition, then, rest, stmt.position()));
  }

  private void learn(Variable variable, Expr value, Known known) {
    known.forget(Set.of(variable));
    if (isNull(value) || (value instanceof Expr.Read r && known.none().contains(r.variable()))) {
      known.none().add(variable);
    } else if (isThere(value, known)) {
      known.there().add(variable);
    }
  }

  private boolean isThere(Expr value, Known known) {
    if (value instanceof Expr.Read read) {
      return known.there().contains(read.variable()) || !own.contains(read.variable());
    } else if (value instanceof Expr.Cast cast) {
      return isThere(cast.operand(), known);
    } else if (value instanceof Expr.Conditional choice) {
      Variable tested = tested(choice.condition());
      Known then = known;
      if (tested != null) {
        then = known.copy();
        then.there().add(tested);
      }
      return isThere(choice.then(), then) && isThere(choice.otherwise(), known);
    } else if (value instanceof Expr.Call call) {
      return call.callee().makesValue();
    }
    return value instanceof Expr.NewRecord
        || value instanceof Expr.Component
        || (value instanceof Expr.Element element
            && element.array() instanceof Expr.Read array
            && full.contains(array.variable()));
  }

  private Expr simplify(Expr expr, Known known) {
    if (expr instanceof Expr.Conditional choice) {
      Variable tested = tested(choice.condition());
      if (tested != null && known.there().contains(tested)) {
        return simplify(choice.then(), known);
      } else if (tested != null && known.none().contains(tested)) {
        return simplify(choice.otherwise(), known);
      }
    }
    return Walk.mapParts(expr, part -> simplify(part, known));
  }
}
