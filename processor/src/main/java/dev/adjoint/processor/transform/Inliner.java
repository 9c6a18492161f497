package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.List;
import java.util.Set;

/** Puts a copy of a function's body where it is called. */
final class Inliner {
  private Inliner() {}

  /**
   * Copies the body of a function, with fresh variables.
   *
   * @param position where it is called
   * @param out receives the statements but for the last one
   * @return what the function returns
   */
  static Expr inline(
      Function function,
      List<Expr> arguments,
      Position position,
      Variables variables,
      List<Stmt> out) {
    FreshCopy copy = new FreshCopy(variables);
    Set<Variable> assigned = Walk.assigned(function.body());
    for (int i = 0; i < arguments.size(); i++) {
      Variable parameter = function.parameters().get(i);
      Expr argument = arguments.get(i);
      if (isStable(argument) && !assigned.contains(parameter)) {
        copy.replace(parameter, Exprs.convert(argument, parameter.type()));
      } else {
        Variable local =
            variables.fresh(parameter.name(), parameter.type(), Variable.Kind.TEMPORARY);
        out.add(new Stmt.Declare(local, argument, position));
        copy.replace(parameter, Expr.read(local));
      }
    }
    List<Stmt> statements = function.body().statements();
    for (Stmt stmt : statements.subList(0, statements.size() - 1)) {
      out.add(copy.copy(stmt));
    }
    Stmt.Return last = (Stmt.Return) statements.get(statements.size() - 1);
    return copy.copy(last.value());
  }

  /** Whether an expression has the same value, at no cost, wherever a body may put it. */
  private static boolean isStable(Expr expr) {
    return expr instanceof Expr.Literal
        || expr instanceof Expr.StaticField
        || expr instanceof Expr.Read
        || (expr instanceof Expr.Component component && isStable(component.record()));
  }
}
