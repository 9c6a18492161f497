package dev.adjoint.processor.transform;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
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

  /** The type of what a method gives in forward mode. */
  static Type.Other resultType(Type result) {
    return new Type.Other(QualifiedName.of("dev.adjoint", "ValueAndTangent"), List.of(result));
  }

  /**
   * Emits the call.
   *
   * @param expression receives it
   * @param matters whether the result of the call has a tangent that reaches the function's result
   */
  @Nullable Result of(Expr.Call call, ExpressionTangent expression, boolean matters) {
    CompanionRule rule = rules.findCompanion(call.callee());
    if (rule == null) {
      return null;
    } else if (!matters) {
      return rules.isHidden(call.callee()) ? new Result(valueOf(call, rule), null) : null;
    }
    String method = rules.findJvp(call.callee());
    if (method == null) {
      findings.add(
          Message.NO_MODE, call.position(), call.callee(), "JVP", function.callee().name());
      return new Result(call, null);
    }
    List<Callee.Operand> operands = new ArrayList<>(plain(call));
    List<Expr> arguments = new ArrayList<>(call.arguments());
    for (int i = 0; i < call.arguments().size(); i++) {
      Callee.Operand operand = call.callee().operands().get(i);
      Expr argument = call.arguments().get(i);
      if (rule.inputs().contains(operand.name())) {
        operands.add(new Callee.Operand(operand.name() + "Dot", operand.type()));
        arguments.add(expression.whole(argument, operand.type()));
      } else if (!operand.constant() && expression.isVarying(argument)) {
        findings.add(Message.NOT_IN_WRT, call.position(), rule.method(), operand.name());
      }
    }
    Type type = resultType(call.type());
    Expr made = call(rule, method, operands, type, arguments, call.position());
    Variable both = variables.fresh(rule.method(), type, Variable.Kind.TEMPORARY);
    expression.statements().add(new Stmt.Declare(both, made, call.position()));
    return new Result(
        part(both, "value", call.type()),
        TangentVariables.expand(part(both, "tangent", call.type())));
  }

  /** What a record of both returns is boxed; a cast of a cast unboxes first. */
  private static Expr part(Variable both, String name, Type type) {
    Expr part = Exprs.invoke(Expr.read(both), name, type);
    return type.isFloating() ? new Expr.Cast(part, type) : part;
  }

  /** The value of a method that can only be called through its pullback. */
  private static Expr valueOf(Expr.Call call, CompanionRule rule) {
    Type result = call.type();
    Expr pullback =
        call(
            rule,
            rule.method() + "Pullback",
            plain(call),
            rule.pullback(),
            call.arguments(),
            call.position());
    Expr value =
        Exprs.invoke(pullback, "value", result.isFloating() ? Type.Primitive.DOUBLE : result);
    return Exprs.as(result, value);
  }

  private static List<Callee.Operand> plain(Expr.Call call) {
    return call.callee().operands().stream()
        .map(o -> new Callee.Operand(o.name(), o.type(), o.constant(), false))
        .toList();
  }

  private static Expr call(
      CompanionRule rule,
      String method,
      List<Callee.Operand> operands,
      Type result,
      List<Expr> arguments,
      Position position) {
    return new Expr.Call(
        new Callee(rule.companion(), method, true, operands, result, Callee.Kind.PRIMITIVE),
        arguments,
        position);
  }
}
