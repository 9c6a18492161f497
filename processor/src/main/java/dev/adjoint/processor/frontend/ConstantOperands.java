package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts off the derivative of what a parameter gets that is {@code @NonDifferentiable}: of a method
 * whose body takes the place of its calls, no declaration is left that would say so.
 *
 * <pre>
 * g(x, x * x)   becomes   c = Adjoints.constant(x * x);  g(x, c)
 * </pre>
 */
final class ConstantOperands {
  private static final QualifiedName ADJOINTS = QualifiedName.of("dev.adjoint", "Adjoints");

  private ConstantOperands() {}

  static List<Expr> in(Callee callee, List<Expr> arguments, Frame frame) {
    List<Expr> result = new ArrayList<>(arguments);
    for (int i = 0; i < result.size(); i++) {
      Callee.Operand operand = callee.operands().get(i);
      Expr argument = result.get(i);
      boolean isConstant = argument instanceof Expr.Literal || frame.functions.isKnown(argument);
      if (operand.constant() && argument.type().isDifferentiable() && !isConstant) {
        result.set(i, frame.name(operand.name(), constant(argument), Position.NONE));
      }
    }
    return result;
  }

  /** The value itself, which may not be written through either name. */
  private static Expr constant(Expr value) {
    List<Callee.Operand> operands = List.of(new Callee.Operand("value", value.type()));
    return new Expr.Call(
        new Callee(ADJOINTS, "constant", true, operands, value.type(), Callee.Kind.CONSTANT, true),
        List.of(value),
        Position.NONE);
  }
}
