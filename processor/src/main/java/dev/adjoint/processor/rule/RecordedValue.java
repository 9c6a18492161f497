package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The method of the runtime that notes a value of a computation graph and returns it. Its rule
 * notes the adjoint and hands that on, so that values and adjoints of anything that can be
 * differentiated can be recorded.
 */
public final class RecordedValue {
  /** What takes notes. */
  public static final Type RECORDER =
      new Type.Other(QualifiedName.of("dev.adjoint.graph", "GraphRecorder"), List.of());

  private static final String VALUE = "value";

  private RecordedValue() {}

  /** A call that notes a value of a node, and returns it. */
  public static Expr.Call of(Variable recorder, int node, Expr value, RuleBook rules) {
    Callee callee =
        new Callee(
            ((Type.Other) RECORDER).name(),
            VALUE,
            false,
            List.of(
                new Callee.Operand("this", RECORDER),
                new Callee.Operand("node", Type.Primitive.INT),
                new Callee.Operand(VALUE, value.type())),
            value.type(),
            Callee.Kind.PRIMITIVE,
            true);
    if (!rules.contains(callee)) {
      rules.put(callee, rule(callee));
    }
    List<Expr> arguments = List.of(Expr.read(recorder), Expr.Literal.of(node), value);
    return new Expr.Call(callee, arguments, Position.NONE);
  }

  /** The node that a call notes a value of; -1 if it is another call. */
  public static int nodeOf(Expr expr) {
    return expr instanceof Expr.Call call
            && call.callee().kind() == Callee.Kind.PRIMITIVE
            && call.callee().name().equals(VALUE)
            && call.arguments().get(0).type().equals(RECORDER)
        ? Integer.parseInt(((Expr.Literal) call.arguments().get(1)).text())
        : -1;
  }

  private static PrimitiveRule rule(Callee callee) {
    Type type = callee.result();
    Variables variables = new Variables();
    Variable recorder = variables.fresh("recorder", RECORDER, Variable.Kind.PARAMETER);
    Variable node = variables.fresh("node", Type.Primitive.INT, Variable.Kind.PARAMETER);
    Variable value = variables.fresh(VALUE, type, Variable.Kind.PARAMETER);
    Variable y = variables.fresh("y", type, Variable.Kind.PARAMETER);
    Variable yBar = variables.fresh("yBar", type, Variable.Kind.PARAMETER);
    Expr noted =
        Exprs.invokeRuntime(Expr.read(recorder), "adjoint", type, Expr.read(node), Expr.read(yBar));
    Function vjp =
        new Function(
            callee,
            List.of(recorder, node, value, y, yBar),
            new Block(List.of(new Stmt.Return(noted, Position.NONE))),
            Map.of(),
            Shapes.Declared.NONE,
            Position.NONE,
            variables);
    return new PrimitiveRule(
        "",
        true,
        false,
        Map.of(VALUE, vjp),
        null,
        Map.of(),
        Set.of(),
        PrimitiveRule.Reach.EVERYWHERE);
  }
}
