package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first contribution to an adjoint write it, instead of adding to zero.
 *
 * <pre>
 * double xBar = 0; …; xBar += t;   becomes   …; double xBar = t;
 * </pre>
 */
final class WriteFirstContribution {
  private WriteFirstContribution() {}

  static Block in(Block block) {
    List<Stmt> statements = new ArrayList<>();
    block
        .statements()
        .forEach(stmt -> statements.add(Walk.map(stmt, expr -> expr, WriteFirstContribution::in)));
    List<Set<Variable>> mentions = new ArrayList<>();
    statements.forEach(stmt -> mentions.add(mentioned(stmt)));
    for (int i = 0; i < statements.size(); i++) {
      Stmt stmt = statements.get(i);
      Variable zeroed = zeroed(stmt);
      int first = zeroed == null ? -1 : firstMention(mentions, i + 1, zeroed);
      Expr contribution = first < 0 ? null : contribution(statements.get(first), zeroed);
      if (contribution != null) {
        statements.set(
            first,
            stmt instanceof Stmt.Declare
                ? new Stmt.Declare(zeroed, contribution, statements.get(first).position())
                : new Stmt.Assign(zeroed, contribution, statements.get(first).position()));
        statements.remove(i);
        mentions.remove(i);
        i--;
      }
    }
    return new Block(statements);
  }

  /** The variable that a statement sets to zero. */
  private static @Nullable Variable zeroed(Stmt stmt) {
    Variable variable = null;
    if (stmt instanceof Stmt.Declare s && s.value() != null && isZero(s.value())) {
      variable = s.variable();
    } else if (stmt instanceof Stmt.Assign s && isZero(s.value())) {
      variable = s.variable();
    }
    // Never a variable of the user: 0 + x is not x when x is a negative zero.
    return variable != null && variable.isAdjoint() ? variable : null;
  }

  private static boolean isZero(Expr value) {
    return (value instanceof Expr.Literal literal && literal.text().matches("0f?"))
        || (value instanceof Expr.Call call
            && call.type() instanceof Type.Vector vector
            && call.callee().name().equals(vector.zero()));
  }

  private static Set<Variable> mentioned(Stmt stmt) {
    Block one = new Block(List.of(stmt));
    Set<Variable> result = new HashSet<>(Walk.assigned(one));
    Walk.eachExpression(
        one,
        expr -> {
          if (expr instanceof Expr.Read read) {
            result.add(read.variable());
          }
        });
    return result;
  }

  private static int firstMention(List<Set<Variable>> mentions, int from, Variable variable) {
    for (int i = from; i < mentions.size(); i++) {
      if (mentions.get(i).contains(variable)) {
        return i;
      }
    }
    return -1;
  }

  /** What a statement adds to a variable; null if it does anything else. */
  private static @Nullable Expr contribution(Stmt stmt, Variable variable) {
    return stmt instanceof Stmt.Assign assign && assign.variable().equals(variable)
        ? withoutTarget(assign.value(), Expr.read(variable))
        : null;
  }

  /** What is added to the target; null if the target is used in any other way. */
  private static @Nullable Expr withoutTarget(Expr value, Expr target) {
    Expr rest = null;
    if (value instanceof Expr.Binary sum && sum.left().equals(target)) {
      if (sum.operator() == Operator.PLUS) {
        rest = sum.right();
      } else if (sum.operator() == Operator.MINUS) {
        rest = Exprs.negate(sum.right());
      }
    } else if (value instanceof Expr.Call call
        && call.type() instanceof Type.Vector vector
        && call.callee().name().equals(vector.plus())
        && call.arguments().get(0).equals(target)) {
      rest = call.arguments().get(1);
    } else if (!Walk.reads(value).stream().map(Expr::read).toList().contains(target)) {
      rest = value;
    }
    if (rest == null || Walk.reads(rest).stream().map(Expr::read).toList().contains(target)) {
      return null;
    }
    return rest;
  }
}
