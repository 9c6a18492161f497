package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Completion;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what follows a throw, which Java would not compile.
 *
 * <pre>
 * throw e; trips++;   becomes   throw e;
 * </pre>
 */
final class RemoveUnreachable {
  private RemoveUnreachable() {}

  static Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt reachable = Walk.map(stmt, expr -> expr, RemoveUnreachable::in);
      result.add(reachable);
      if (!Completion.completes(reachable)) {
        break;
      }
    }
    return block.with(result);
  }
}
