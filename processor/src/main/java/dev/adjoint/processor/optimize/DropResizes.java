package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out what only changes a shape where the shape stays.
 *
 * <pre>
 * Tensor hBar = yBar.matmulTransposed(w).sumTo(h.shape());   becomes   … = yBar.matmulTransposed(w);
 * </pre>
 */
public final class DropResizes {
  /** What is known of operations and of the shapes of values. */
  public interface Facts {
    /** Whether the result of a method is its first operand itself where the shape stays. */
    boolean isResize(Callee callee);

    /** Whether a result of such a method may share memory with its operand in any case. */
    boolean isView(Callee callee);

    /** Whether two values have the same shape for certain. */
    boolean areEqual(Expr a, Expr b);

    /** Whether two values have different shapes for certain. */
    boolean differ(Expr a, Expr b);
  }

  private final Facts facts;

  private DropResizes(Facts facts) {
    this.facts = facts;
  }

  public static Block in(Block block, Facts facts) {
    return new DropResizes(facts).drop(block);
  }

  private Block drop(Block block) {
    List<Stmt> result = new ArrayList<>();
    block.statements().forEach(stmt -> result.add(Walk.map(stmt, this::drop, this::drop)));
    return block.with(result);
  }

  private Expr drop(Expr expr) {
    Expr mapped = Walk.mapParts(expr, this::drop);
    if (expr instanceof Expr.Call call
        && mapped instanceof Expr.Call changed
        && facts.isResize(call.callee())) {
      Expr operand = call.arguments().get(0);
      if (facts.areEqual(call, operand)) {
        return changed.arguments().get(0);
      } else if (!facts.isView(call.callee()) && facts.differ(call, operand)) {
        return new Expr.Call(call.callee().withOwnMemory(), changed.arguments(), call.position());
      }
    }
    return mapped;
  }
}
