package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import java.util.List;
import java.util.Set;

/**
 * What generated code changes by calling the runtime: an array that something is added to, or a
 * stack that something is pushed on.
 *
 * <pre>
 * Adjoints.add(aBar, bar);     xStack.push(x);
 * </pre>
 *
 * @param target the array or the stack, which keeps what was in it
 * @param values what gets into it
 */
public record Changed(Expr target, List<Expr> values) {
  private static final Set<String> METHODS = Set.of("add", "subtract", "set", "push");

  /** Whether a statement changes something so. */
  public static boolean isMadeBy(Stmt stmt) {
    return stmt instanceof Stmt.Evaluate evaluate
        && evaluate.expression() instanceof Expr.Call call
        && call.callee().kind() == Callee.Kind.RUNTIME
        && METHODS.contains(call.callee().name());
  }

  /** What a statement of which {@link #isMadeBy} is true changes. */
  public static Changed by(Stmt stmt) {
    Expr.Call call = (Expr.Call) ((Stmt.Evaluate) stmt).expression();
    List<Expr> arguments = call.arguments();
    return new Changed(arguments.get(0), arguments.subList(1, arguments.size()));
  }
}
