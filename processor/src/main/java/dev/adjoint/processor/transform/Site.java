package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Stmt;
import java.util.List;

/**
 * Where a statement of the forward sweep stands.
 *
 * @param loops the loops around it, outermost first
 * @param inBranch whether it may not be reached
 * @param loopInBranch whether the outermost loop may not be reached
 * @param beforeBranch receives what must stand before the outermost branch or loop
 * @param beforeLoop receives what must stand before the outermost loop, in the branch that it is in
 */
record Site(
    List<Stmt.For> loops,
    boolean inBranch,
    boolean loopInBranch,
    List<Stmt> beforeBranch,
    List<Stmt> beforeLoop) {

  /** A statement of the function itself. */
  static Site top(List<Stmt> before) {
    return new Site(List.of(), false, false, before, before);
  }

  /** A branch of a statement here. */
  Site branch() {
    return new Site(loops, true, loopInBranch, beforeBranch, beforeLoop);
  }

  /**
   * The body of a loop here.
   *
   * @param before receives what must stand before the loop, if it is the outermost
   */
  Site loop(Stmt.For loop, List<Stmt> before) {
    boolean isOutermost = loops.isEmpty();
    return new Site(
        Trips.append(loops, loop),
        inBranch,
        isOutermost ? inBranch : loopInBranch,
        beforeBranch,
        isOutermost ? before : beforeLoop);
  }
}
