package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sum that one loop adds up, from a constant on, of what is costly and kept in each trip anyway:
 * it is added up again, in the same order and so to the same bits, and not kept.
 *
 * <pre>
 * double sum = 1;
 * for (int j = 0; j &lt; b; j++) {
 *   double e = Math.exp(x[j]);
 *   sum += e;
 * }
 * </pre>
 *
 * @param loop the loop
 * @param addition its statement that adds to the sum
 * @param term the variable of the loop's body that is added
 */
public record KeptSum(Stmt.For loop, Stmt.Assign addition, Variable term) {

  /**
   * The sum that a declaration of a block begins; null if it begins none.
   *
   * @param later what the statements behind the declaration change
   */
  static @Nullable KeptSum of(
      Stmt.Declare declare, Block block, Changes later, Recording recording) {
    Variable sum = declare.variable();
    if (!sum.type().isFloating() || !(declare.value() instanceof Expr.Literal)) {
      return null;
    }
    List<Stmt> assigning = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt != declare && Walk.assigned(stmt).contains(sum)) {
        assigning.add(stmt);
      }
    }
    return assigning.size() == 1
            && assigning.get(0) instanceof Stmt.For loop
            && later.leave(loop.from())
            && later.leave(loop.bound())
        ? of(sum, loop, recording)
        : null;
  }

  private static @Nullable KeptSum of(Variable sum, Stmt.For loop, Recording recording) {
    Stmt.Assign addition = null;
    int assignments = 0;
    for (Stmt stmt : loop.body().statements()) {
      if (Walk.assigned(stmt).contains(sum)) {
        assignments++;
        addition = stmt instanceof Stmt.Assign s ? s : null;
      }
    }
    Variable term = addition == null ? null : term(addition);
    return addition != null
            && term != null
            && assignments == 1
            && recording.exits(loop.body()).stream().anyMatch(exit -> isKept(exit, term))
            && times(loop.body(), term) == 1
        ? new KeptSum(loop, addition, term)
        : null;
  }

  /** What a statement adds to its target, or takes from it; null if it does something else. */
  private static @Nullable Variable term(Stmt.Assign stmt) {
    if (stmt.value() instanceof Expr.Binary sum
        && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)
        && sum.left().equals(Expr.read(stmt.variable()))
        && sum.right() instanceof Expr.Read term
        && term.type() instanceof Type.Primitive
        && !term.variable().equals(stmt.variable())) {
      return term.variable();
    }
    return null;
  }

  /** Whether a loop keeps a term that costs so much that adding it once more is next to nothing. */
  private static boolean isKept(Recording.Exit exit, Variable term) {
    Expr value = exit.declaration().value();
    return exit.how() == Recording.AtExit.KEEP
        && exit.declaration().variable().equals(term)
        && value != null
        && !Recomputation.isCheap(value);
  }

  /** How often a block assigns a variable, its declaration included. */
  private static int times(Block block, Variable variable) {
    int[] times = new int[1];
    Walk.eachStatement(block, stmt -> times[0] += variable.equals(Walk.target(stmt)) ? 1 : 0);
    return times[0];
  }

  /** The variables that tell which trips the loop makes. */
  Set<Variable> bounds() {
    Set<Variable> result = Walk.reads(loop.from());
    result.addAll(Walk.reads(loop.bound()));
    return result;
  }
}
