package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells pullbacks that they are applied for the last time, so that what they keep can be given
 * back.
 *
 * <pre>
 * forward.apply(hBar)   becomes   forward.apply(hBar, true)
 * </pre>
 */
public final class ApplyLast {
  private static final String IS_LAST = "isLast";

  private ApplyLast() {}

  /**
   * @param isLast whether each application that a body contains is the last one
   */
  public static Block in(Block block, Expr isLast) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(Walk.map(stmt, expr -> tell(expr, isLast), nested -> in(nested, isLast)));
    }
    return block.with(result);
  }

  private static Expr tell(Expr expr, Expr isLast) {
    Expr mapped = Walk.mapParts(expr, part -> tell(part, isLast));
    return mapped instanceof Expr.Call call
            && call.callee().kind() == Callee.Kind.APPLICATION
            && (call.type().holdsVectors() || call.arguments().get(1).type().holdsVectors())
        ? new Expr.Call(
            telling(call.callee()),
            List.of(call.arguments().get(0), call.arguments().get(1), isLast),
            call.position())
        : mapped;
  }

  private static Callee telling(Callee apply) {
    List<Callee.Operand> operands = new ArrayList<>(apply.operands());
    operands.add(new Callee.Operand(IS_LAST, Type.Primitive.BOOLEAN, true, false));
    return new Callee(
        apply.owner(), apply.name(), apply.isStatic(), operands, apply.result(), apply.kind());
  }
}
