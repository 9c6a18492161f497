package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a copy of a function's body where it is called. */
final class Inliner {
  private final Variables variables;
  private final Map<Variable, Expr> replacements = new HashMap<>();

  private Inliner(Variables variables) {
    this.variables = variables;
  }

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
    Inliner inliner = new Inliner(variables);
    Set<Variable> assigned = Walk.assigned(function.body());
    for (int i = 0; i < arguments.size(); i++) {
      Variable parameter = function.parameters().get(i);
      Expr argument = arguments.get(i);
      if (isStable(argument) && !assigned.contains(parameter)) {
        inliner.replacements.put(parameter, Exprs.convert(argument, parameter.type()));
      } else {
        Variable local =
            variables.fresh(parameter.name(), parameter.type(), Variable.Kind.TEMPORARY);
        out.add(new Stmt.Declare(local, argument, position));
        inliner.replacements.put(parameter, Expr.read(local));
      }
    }
    List<Stmt> statements = function.body().statements();
    for (Stmt stmt : statements.subList(0, statements.size() - 1)) {
      out.add(inliner.copy(stmt));
    }
    Stmt.Return last = (Stmt.Return) statements.get(statements.size() - 1);
    return inliner.copy(last.value());
  }

  /** Whether an expression has the same value, at no cost, wherever a body may put it. */
  private static boolean isStable(Expr expr) {
    return expr instanceof Expr.Literal
        || expr instanceof Expr.StaticField
        || expr instanceof Expr.Read
        || (expr instanceof Expr.Component component && isStable(component.record()));
  }

  private Expr copy(Expr expr) {
    return Walk.substitute(
        expr,
        variable -> {
          Expr replacement = replacements.get(variable);
          return replacement == null ? Expr.read(variable) : replacement;
        });
  }

  private Block copy(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(copy(stmt));
    }
    return new Block(result);
  }

  private Stmt copy(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      // The value first: it cannot see the variable.
      Expr value = s.value() == null ? null : copy(s.value());
      return new Stmt.Declare(renew(s.variable()), value, s.position());
    } else if (stmt instanceof Stmt.For s) {
      Expr from = copy(s.from());
      Expr bound = copy(s.bound());
      Variable index = renew(s.index());
      return new Stmt.For(index, from, s.relation(), bound, s.step(), copy(s.body()), s.position());
    } else if (stmt instanceof Stmt.While s) {
      Variable trips = ((Expr.Read) copy(Expr.read(s.trips()))).variable();
      return new Stmt.While(copy(s.condition()), copy(s.body()), trips, s.position());
    } else if (stmt instanceof Stmt.Assign s) {
      Variable target = ((Expr.Read) copy(Expr.read(s.variable()))).variable();
      return new Stmt.Assign(target, copy(s.value()), s.position());
    }
    return Walk.map(stmt, this::copy, this::copy);
  }

  private Variable renew(Variable variable) {
    Variable fresh = variables.fresh(variable.name(), variable.type(), variable.kind());
    replacements.put(variable, Expr.read(fresh));
    return fresh;
  }
}
