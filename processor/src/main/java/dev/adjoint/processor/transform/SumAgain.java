package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.KeptSum;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the loop that adds up a sum once more, of what was kept.
 *
 * <pre>
 * for (int j = 0; j &lt; b; j++) {
 *   double e = Math.exp(x[t * b + j]);             for (int j = 0; j &lt; b; j++) {
 *   sum += e;                            becomes     sum += eKept[t * b + j];
 *   eKept[t * b + j] = e;                          }
 * }
 * </pre>
 */
final class SumAgain {
  private SumAgain() {}

  /**
   * The loop; null if what was kept can be read but once, latest first.
   *
   * @param terms where the terms are kept, null if they are not
   */
  static @Nullable Stmt loop(KeptSum sum, @Nullable Storage terms, Variables variables) {
    if (terms == null || terms.index() == null) {
      return null;
    }
    Stmt.For loop = sum.loop();
    Expr value =
        Walk.substitute(
            sum.addition().value(),
            variable -> variable.equals(sum.term()) ? terms.restore() : Expr.read(variable));
    Stmt add = new Stmt.Assign(sum.addition().variable(), value, Position.NONE);
    Stmt again =
        new Stmt.For(
            loop.index(),
            loop.from(),
            loop.relation(),
            loop.bound(),
            loop.step(),
            new Block(List.of(add)),
            Position.NONE);
    return new FreshCopy(variables).copy(again);
  }
}
