package dev.adjoint.processor.transform;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls the forward mode of a method that is differentiated elsewhere.
 *
 * <pre>
 * y = f(x);   becomes   ValueAndTangent f = XGrad.fJvp(x, xDot); y = f.value(); yDot = f.tangent();
 * </pre>
 */
final class CallJvp {
  private final Function function;
  private final RuleBook rules;
  private final Variables variables;
  private final Findings findings;

  CallJvp(Function function, RuleBook rules, Variables variables, Findings findings) {
    this.function = function;
    this.rules = rules;
    this.variables = variables;
    this.findings = findings;
  }

  /** What stands for the value and for the tangent of a call; that is null if it is zero. */
  record Result(Expr value, @Nullable AdjointNode tangent) {}

  /**
   * Emits the call.
   *
   * @param expression receives it
   * @param matters whether the result of the call has a tangent that reaches the function's result
   */
  @Nullable Result of(Expr.Call call, ExpressionTangent expression, boolean matters) {
    Derived derived = rules.findDerived(call.callee());
    if (derived == null) {
      return null;
    } else if (!matters) {
      boolean isHidden = derived.isMethod() && rules.isHidden(call.callee());
      return isHidden ? new Result(valueOf(call, derived.rule()), null) : null;
    }
    Derived next = derived.next();
    Callee callee = rules.derived(next);
    if (callee == null) {
      findings.add(
          next.isFirst() ? Message.NO_MODE : Message.TOO_HIGH,
          call.position(),
          derived.base(),
          next.mode(),
          function.callee().name());
      return new Result(call, null);
    }
    List<Expr> arguments = new ArrayList<>(call.arguments());
    List<Callee.Operand> operands = derived.operands();
    for (int input : derived.inputs()) {
      arguments.add(expression.whole(call.arguments().get(input), operands.get(input).type()));
    }
    for (int i = 0; i < operands.size(); i++) {
      Callee.Operand operand = operands.get(i);
      if (!operand.constant()
          && !derived.inputs().contains(i)
          && expression.isVarying(call.arguments().get(i))) {
        findings.add(Message.NOT_IN_WRT, call.position(), derived.rule().method(), operand.name());
      }
    }
    Variable both =
        variables.fresh(derived.rule().method(), next.result(), Variable.Kind.TEMPORARY);
    Expr made = new Expr.Call(callee, arguments, call.position());
    expression.statements().add(new Stmt.Declare(both, made, call.position()));
    if (derived.kind() == Derived.Kind.GRADIENT && derived.order() == 0) {
      return gradient(both, (Type.Tree) call.type());
    }
    return new Result(
        part(both, "value", call.type()),
        TangentVariables.expand(part(both, "tangent", call.type())));
  }

  /** Of a Hessian-vector product, the gradient that it is the derivative of. */
  private static Result gradient(Variable both, Type.Tree type) {
    Type gradient = type.components().get(1).type();
    Expr value =
        new Expr.NewRecord(
            type,
            List.of(
                component(both, "value", Type.Primitive.DOUBLE),
                component(both, "gradient", gradient)));
    Map<String, AdjointNode> tangents = new LinkedHashMap<>();
    tangents.put("value", new AdjointNode.Leaf(component(both, "tangent", Type.Primitive.DOUBLE)));
    tangents.put("gradient", TangentVariables.expand(part(both, "hvp", gradient)));
    return new Result(value, new AdjointNode.Node(type, tangents));
  }

  private static Expr component(Variable record, String name, Type type) {
    return new Expr.Component(Expr.read(record), name, type);
  }

  /** What a record of both returns is boxed; a cast of a cast unboxes first. */
  private static Expr part(Variable both, String name, Type type) {
    Expr part = component(both, name, type);
    return type.isFloating() ? new Expr.Cast(part, type) : part;
  }

  /** The value of a method that can only be called through its pullback. */
  private static Expr valueOf(Expr.Call call, CompanionRule rule) {
    Type result = call.type();
    List<Callee.Operand> operands =
        call.callee().operands().stream()
            .map(o -> new Callee.Operand(o.name(), o.type(), o.constant(), false))
            .toList();
    Callee callee =
        new Callee(
            rule.companion(),
            rule.method() + "Pullback",
            true,
            operands,
            rule.pullback(),
            Callee.Kind.PRIMITIVE);
    Expr pullback = new Expr.Call(callee, call.arguments(), call.position());
    Expr value =
        Exprs.invoke(pullback, "value", result.isFloating() ? Type.Primitive.DOUBLE : result);
    return Exprs.as(result, value);
  }
}
