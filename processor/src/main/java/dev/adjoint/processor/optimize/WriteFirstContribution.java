package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<Variable, List<Integer>> mentions = mentions(statements);
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Stmt stmt = statements.get(i);
      Variable zeroed = zeroed(stmt);
      int first = zeroed == null ? -1 : firstMention(mentions, i, zeroed);
      Expr contribution = first < 0 ? null : contribution(statements.get(first), zeroed);
      if (contribution == null) {
        result.add(stmt);
      } else {
        statements.set(
            first,
            stmt instanceof Stmt.Declare
                ? new Stmt.Declare(zeroed, contribution, statements.get(first).position())
                : new Stmt.Assign(zeroed, contribution, statements.get(first).position()));
      }
    }
    return block.with(result);
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
    if (value instanceof Expr.Literal literal) {
      return literal.text().matches("0(\\.0)?f?")
          || (Exprs.isNull(literal) && literal.type() instanceof Type.Whole);
    }
    return Wholes.isZero(value);
  }

  /** For each variable that is set to zero, the statements in or below which it is mentioned. */
  private static Map<Variable, List<Integer>> mentions(List<Stmt> statements) {
    Map<Variable, List<Integer>> result = new HashMap<>();
    for (Stmt stmt : statements) {
      Variable zeroed = zeroed(stmt);
      if (zeroed != null) {
        result.put(zeroed, new ArrayList<>());
      }
    }
    if (result.isEmpty()) {
      return result;
    }
    for (int i = 0; i < statements.size(); i++) {
      int at = i;
      Walk.eachStatement(statements.get(i), stmt -> addMentions(stmt, at, result));
    }
    return result;
  }

  private static void addMentions(Stmt stmt, int at, Map<Variable, List<Integer>> out) {
    Variable target = Walk.target(stmt);
    if (target != null) {
      addMention(target, at, out);
    }
    for (Expr expr : Walk.expressions(stmt)) {
      Walk.eachRead(expr, variable -> addMention(variable, at, out));
    }
  }

  private static void addMention(Variable variable, int at, Map<Variable, List<Integer>> out) {
    List<Integer> places = out.get(variable);
    // Twice in one statement does no harm.
    if (places != null) {
      places.add(at);
    }
  }

  private static int firstMention(
      Map<Variable, List<Integer>> mentions, int after, Variable variable) {
    List<Integer> places = mentions.getOrDefault(variable, List.of());
    int low = 0;
    int high = places.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (places.get(middle) > after) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < places.size() ? places.get(low) : -1;
  }

  /** What a statement adds to a variable; null if it does anything else. */
  private static @Nullable Expr contribution(Stmt stmt, Variable variable) {
    return stmt instanceof Stmt.Assign assign && assign.variable().equals(variable)
        ? withoutTarget(assign.value(), new Expr.Read(variable))
        : null;
  }

  /** What is added to the target; null if the target is used in any other way. */
  private static @Nullable Expr withoutTarget(Expr value, Expr.Read target) {
    Expr rest = null;
    List<Expr> terms = Wholes.terms(value);
    if (value instanceof Expr.Binary sum && sum.left().equals(target)) {
      if (sum.operator() == Operator.PLUS) {
        rest = sum.right();
      } else if (sum.operator() == Operator.MINUS) {
        rest = Exprs.negate(sum.right());
      }
    } else if (terms != null && terms.get(0).equals(target)) {
      rest = terms.get(1);
    } else if (!Walk.reads(value, target.variable())) {
      rest = value;
    }
    if (rest == null || Walk.reads(rest, target.variable())) {
      return null;
    }
    return rest;
  }
}
