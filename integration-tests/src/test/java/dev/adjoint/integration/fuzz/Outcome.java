package dev.adjoint.integration.fuzz;

import org.jspecify.annotations.Nullable;

/**
 * What came of a program.
 *
 * @param compared at how many points its gradient was compared with differences
 * @param skipped at how many it was not, for they are not smooth
 */
record Outcome(Program program, @Nullable Failure failure, int compared, int skipped) {

  static Outcome passed(Program program, int compared, int skipped) {
    return new Outcome(program, null, compared, skipped);
  }

  static Outcome failed(Program program, Failure failure) {
    return new Outcome(program, failure, 0, 0);
  }

  boolean isLike(Failure other) {
    return failure != null && failure.isLike(other);
  }
}
