package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each condition a name, so that it is evaluated once, in the forward sweep, and replayed in
 * the backward sweep.
 *
 * <pre>
 * if (s &gt; 0) …   becomes   boolean positive = s &gt; 0;  if (positive) …
 * </pre>
 */
public final class NameConditions {
  private final Variables variables;

  private NameConditions(Variables variables) {
    this.variables = variables;
  }

  public static Function in(Function function) {
    return function.withBody(new NameConditions(function.variables()).name(function.body()));
  }

  private Block name(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.If s) {
        Expr condition = name(s.condition(), s.position(), result);
        result.add(new Stmt.If(condition, name(s.then()), name(s.otherwise()), s.position()));
      } else {
        result.add(Walk.map(stmt, expr -> nameRoot(expr, stmt.position(), result), this::name));
      }
    }
    return new Block(result);
  }

  private Expr nameRoot(Expr expr, Position position, List<Stmt> out) {
    if (expr instanceof Expr.Conditional e && e.type().isDifferentiable()) {
      return new Expr.Conditional(
          name(e.condition(), position, out), e.then(), e.otherwise(), e.type());
    }
    return expr;
  }

  private Expr name(Expr condition, Position position, List<Stmt> out) {
    Variable variable =
        variables.fresh(nameFor(condition), Type.Primitive.BOOLEAN, Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(variable, condition, position));
    return Expr.read(variable);
  }

  private static String nameFor(Expr condition) {
    if (condition instanceof Expr.Read read) {
      return read.variable().name();
    } else if (condition instanceof Expr.InstanceOf test
        && (test.tested() instanceof Type.Tree || test.tested() instanceof Type.Sum)) {
      return "is" + test.tested();
    }
    if (condition instanceof Expr.Binary binary
        && binary.right() instanceof Expr.Literal literal
        && literal.text().matches("0(\\.0*)?[dDfF]?")) {
      return switch (binary.operator()) {
        case GREATER -> "positive";
        case GREATER_EQUAL -> "notNegative";
        case LESS -> "negative";
        case LESS_EQUAL -> "notPositive";
        case EQUAL -> "zero";
        case NOT_EQUAL -> "notZero";
        default -> "condition";
      };
    }
    if (condition instanceof Expr.Binary binary && binary.operator() != Operator.EQUAL) {
      return switch (binary.operator()) {
        case GREATER, GREATER_EQUAL -> "above";
        case LESS, LESS_EQUAL -> "below";
        default -> "condition";
      };
    }
    return "condition";
  }
}
