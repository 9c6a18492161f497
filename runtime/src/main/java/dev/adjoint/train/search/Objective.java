package dev.adjoint.train.search;

/** What is searched for: a number for each trial. It is called by several threads at a time. */
@FunctionalInterface
public interface Objective {
  /**
   * Tries a point.
   *
   * @throws Exception if the trial fails, which is recorded and does not stop the others
   */
  double of(Trial trial) throws Exception;
}
