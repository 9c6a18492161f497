package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.List;
import java.util.Set;

/**
 * Where a statement of the forward sweep stands.
 *
 * @param loops the counted loops around it, outermost first
 * @param changing what the outermost loop assigns
 * @param stores whether the outermost loop writes elements of arrays
 * @param inWhile whether a loop around it has an unknown number of trips
 * @param inBranch whether it may not be reached
 * @param loopInBranch whether the outermost loop may not be reached
 * @param beforeBranch receives what must stand before the outermost branch or loop
 * @param beforeLoop receives what must stand before the outermost loop, in the branch that it is in
 */
record Site(
    List<Stmt.For> loops,
    Set<Variable> changing,
    boolean stores,
    boolean inWhile,
    boolean inBranch,
    boolean loopInBranch,
    List<Stmt> beforeBranch,
    List<Stmt> beforeLoop) {

  /** A statement of the function itself. */
  static Site top(List<Stmt> before) {
    return new Site(List.of(), Set.of(), false, false, false, false, before, before);
  }

  /** A branch of a statement here. */
  Site branch() {
    return new Site(loops, changing, stores, inWhile, true, loopInBranch, beforeBranch, beforeLoop);
  }

  /**
   * The body of a loop here.
   *
   * @param before receives what must stand before the loop, if it is the outermost
   */
  Site loop(Stmt.For loop, List<Stmt> before) {
    boolean isOutermost = isOutsideLoops();
    // Once for all that is kept in the loop.
    boolean isFirst = loops.isEmpty();
    return new Site(
        Trips.append(loops, loop),
        isFirst ? Walk.assigned(loop) : changing,
        isFirst ? !Walk.stored(loop.body()).isEmpty() : stores,
        inWhile,
        inBranch,
        isOutermost ? inBranch : loopInBranch,
        beforeBranch,
        isOutermost ? before : beforeLoop);
  }

  /** The body of a loop here whose trips are not known before. */
  Site loop() {
    return new Site(
        loops, changing, stores, true, inBranch, loopInBranch, beforeBranch, beforeLoop);
  }

  /** Whether the statement runs at most once. */
  boolean isOutsideLoops() {
    return loops.isEmpty() && !inWhile;
  }
}
