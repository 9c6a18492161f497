package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies statements, with fresh variables for those that they declare. */
final class FreshCopy {
  private final Variables variables;
  private final Map<Variable, Expr> replacements = new HashMap<>();

  FreshCopy(Variables variables) {
    this.variables = variables;
  }

  /** Puts an expression in the place of a variable. */
  void replace(Variable variable, Expr replacement) {
    replacements.put(variable, replacement);
  }

  Expr copy(Expr expr) {
    return Walk.substitute(
        expr,
        variable -> {
          Expr replacement = replacements.get(variable);
          return replacement == null ? Expr.read(variable) : replacement;
        });
  }

  Block copy(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(copy(stmt));
    }
    return new Block(result);
  }

  Stmt copy(Stmt stmt) {
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
