package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.List;
import java.util.function.Consumer;

/** Finds the variables on which an expression depends with a derivative that may not be zero. */
public final class Dependence {
  private Dependence() {}

  /** Visits each such variable. */
  public static void each(Expr expr, Consumer<Variable> visitor) {
    if (!expr.type().isDifferentiable() && !Type.isDifferentiableStack(expr.type())) {
      return;
    }
    if (expr instanceof Expr.Read read) {
      visitor.accept(read.variable());
    } else if (expr instanceof Expr.Unary e) {
      each(e.operand(), visitor);
    } else if (expr instanceof Expr.Binary e) {
      each(e.left(), visitor);
      each(e.right(), visitor);
    } else if (expr instanceof Expr.Conditional e) {
      each(e.then(), visitor);
      each(e.otherwise(), visitor);
    } else if (expr instanceof Expr.Cast e) {
      each(e.operand(), visitor);
    } else if (expr instanceof Expr.Element e) {
      each(e.array(), visitor);
    } else if (expr instanceof Expr.Component e) {
      if (isDifferentiable(e)) {
        each(e.record(), visitor);
      }
    } else if (expr instanceof Expr.Call e) {
      eachOfCall(e, visitor);
    } else if (expr instanceof Expr.ArrayLiteral e) {
      e.elements().forEach(element -> each(element, visitor));
    } else if (expr instanceof Expr.NewRecord e && e.type() instanceof Type.Tree record) {
      List<Type.Component> components = record.components();
      for (int i = 0; i < components.size(); i++) {
        if (components.get(i).isDifferentiable()) {
          each(e.arguments().get(i), visitor);
        }
      }
    }
  }

  private static void eachOfCall(Expr.Call call, Consumer<Variable> visitor) {
    Callee callee = call.callee();
    if (callee.kind() == Callee.Kind.CONSTANT) {
      return;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (!callee.operands().get(i).constant()) {
        each(call.arguments().get(i), visitor);
      }
    }
  }

  /** Whether a component of a record takes part in derivatives. */
  public static boolean isDifferentiable(Expr.Component component) {
    return ((Type.Tree) component.record().type())
        .components().stream()
            .anyMatch(c -> c.name().equals(component.name()) && c.isDifferentiable());
  }
}
