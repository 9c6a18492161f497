package dev.adjoint.processor.ir;

/**
 * Whether what follows a statement can ever run, by Java's own rules for unreachable statements.
 */
public final class Completion {
  private Completion() {}

  /** Whether a block can reach its end. */
  public static boolean completes(Block block) {
    return block.statements().stream().allMatch(Completion::completes);
  }

  /** Whether what follows a statement is reachable. */
  public static boolean completes(Stmt stmt) {
    if (stmt instanceof Stmt.If s) {
      return completes(s.then()) || completes(s.otherwise());
    } else if (stmt instanceof Stmt.While s) {
      // Nothing breaks out of a loop: what leaves it early is part of its condition.
      return !isTrue(s.condition());
    } else if (stmt instanceof Stmt.Checkpoint s) {
      return completes(s.body());
    }
    return !(stmt instanceof Stmt.Throw || stmt instanceof Stmt.Return);
  }

  private static boolean isTrue(Expr condition) {
    return condition instanceof Expr.Literal literal && literal.text().equals("true");
  }
}
