package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a local name to what a parameter holds if the parameter gets other arrays or objects, so
 * that the parameter goes on to stand for what was given, and its adjoint for the gradient.
 *
 * <pre>
 * p = new double[n]; … p[0]   becomes   double[] p2 = p; p2 = new double[n]; … p2[0]
 * </pre>
 */
public final class CopyAssignedParameters {
  private final Map<Variable, Variable> locals = new HashMap<>();

  private CopyAssignedParameters() {}

  public static Function in(Function function) {
    CopyAssignedParameters pass = new CopyAssignedParameters();
    List<Stmt> statements = new ArrayList<>();
    for (Variable parameter : function.parameters()) {
      if (hasStructure(parameter.type()) && Walk.assigned(function.body()).contains(parameter)) {
        Variable local =
            function.variables().fresh(parameter.name(), parameter.type(), Variable.Kind.LOCAL);
        pass.locals.put(parameter, local);
        statements.add(new Stmt.Declare(local, Expr.read(parameter), function.position()));
      }
    }
    if (statements.isEmpty()) {
      return function;
    }
    statements.addAll(pass.rename(function.body()).statements());
    return function.withBody(new Block(statements));
  }

  /** Whether the zero of a value, or what a gradient keeps of it, depends on the value. */
  private static boolean hasStructure(Type type) {
    return type.holdsArrays()
        || (type.isDifferentiable() && (type instanceof Type.Tree || type instanceof Type.Whole));
  }

  private Block rename(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt renamed = Walk.map(stmt, this::rename, this::rename);
      if (renamed instanceof Stmt.Assign s && locals.containsKey(s.variable())) {
        renamed = new Stmt.Assign(rename(s.variable()), s.value(), s.position());
      }
      result.add(renamed);
    }
    return new Block(result);
  }

  private Expr rename(Expr expr) {
    return Walk.substitute(expr, variable -> Expr.read(rename(variable)));
  }

  private Variable rename(Variable variable) {
    return locals.getOrDefault(variable, variable);
  }
}
