package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.Derived;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Derivatives as functions like any other, which can be differentiated again: an adjoint, as what
 * returns the value and the gradient, and what forward mode gave.
 */
final class GradientFunction {
  private final Map<Variable, Variable> plain = new HashMap<>();
  private final Function function;

  private GradientFunction(Function function) {
    this.function = function;
  }

  /** The one-shot gradient of a function with a scalar result. */
  static Function of(Adjoint adjoint, Derived derived) {
    Function function = adjoint.function();
    Block body = new Assemble(adjoint).valueAndGradient(derived.result(), derived.gradient());
    return new GradientFunction(function).with(derived, function.parameters(), body);
  }

  /** The vector-Jacobian product of a function, whose seed is a parameter more. */
  static Function vjp(Adjoint adjoint, Derived derived) {
    Function function = adjoint.function();
    List<Variable> parameters = new ArrayList<>(function.parameters());
    Variable seed = function.variables().fresh("seed", function.result(), Variable.Kind.PARAMETER);
    parameters.add(seed);
    Block body = new Assemble(adjoint).vectorJacobianProduct(Expr.read(seed), derived.gradient());
    return new GradientFunction(function).with(derived, parameters, body);
  }

  /** What forward mode gave, as a function like any other. */
  static Function again(Function function, Jvp jvp, Derived derived) {
    return new GradientFunction(function).with(derived, jvp.parameters(), jvp.body());
  }

  private Function with(Derived derived, List<Variable> parameters, Block body) {
    return new Function(
        derived.callee(derived.base().name()),
        parameters,
        copy(body),
        Map.of(),
        Shapes.Declared.NONE,
        function.position(),
        function.variables());
  }

  /**
   * Statements of their own, as what is found out about a statement is kept by its identity, and
   * the same one may stand in both sweeps.
   */
  private Block copy(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (!(stmt instanceof Stmt.Comment)) {
        result.add(copy(stmt));
      }
    }
    return new Block(result);
  }

  private Stmt copy(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      return new Stmt.Declare(
          plain(s.variable()), s.value() == null ? null : copy(s.value()), s.position());
    } else if (stmt instanceof Stmt.Assign s) {
      return new Stmt.Assign(plain(s.variable()), copy(s.value()), s.position());
    }
    return Walk.at(stmt.position(), Walk.map(stmt, this::copy, this::copy));
  }

  private Expr copy(Expr expr) {
    return Walk.substitute(expr, variable -> Expr.read(plain(variable)));
  }

  /** What was made for adjoints before there were any is a variable like any other here. */
  private Variable plain(Variable variable) {
    return variable.kind() != Variable.Kind.SHADOW
        ? variable
        : plain.computeIfAbsent(
            variable,
            shadow ->
                function.variables().fresh(shadow.name(), shadow.type(), Variable.Kind.LOCAL));
  }
}
