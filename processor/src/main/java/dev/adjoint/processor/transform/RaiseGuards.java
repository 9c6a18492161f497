package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Completion;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what runs where nothing is thrown out of the branch, so that no sweep asks for the
 * condition again.
 *
 * <pre>
 * if (n &lt; 0) { throw e; } else { a(); }    becomes   if (n &lt; 0) { throw e; }  a();
 * if (n &lt; 0) { a(); } else { throw e; }    becomes   if (n &gt;= 0) { throw e; }  a();
 * </pre>
 */
public final class RaiseGuards {
  private RaiseGuards() {}

  public static Function in(Function function) {
    List<Stmt> body = function.body().statements();
    List<Stmt> result = new ArrayList<>(raise(new Block(body.subList(0, body.size() - 1))));
    // The result stays, even if nothing gets there: every function has one.
    result.add(body.get(body.size() - 1));
    return function.withBody(new Block(result));
  }

  private static List<Stmt> raise(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt raised = Walk.map(stmt, expr -> expr, nested -> new Block(raise(nested)));
      if (raised instanceof Stmt.If s && !Completion.completes(s.then())) {
        result.add(new Stmt.If(s.condition(), s.then(), Block.EMPTY, s.position()));
        result.addAll(s.otherwise().statements());
      } else if (raised instanceof Stmt.If s && !Completion.completes(s.otherwise())) {
        Expr not = Exprs.not(s.condition());
        result.add(new Stmt.If(not, s.otherwise(), Block.EMPTY, s.position()));
        result.addAll(s.then().statements());
      } else {
        result.add(raised);
      }
      if (!Completion.completes(raised)) {
        break;
      }
    }
    return result;
  }
}
