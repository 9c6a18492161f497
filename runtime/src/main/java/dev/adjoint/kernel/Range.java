package dev.adjoint.kernel;

/** A loop over a range of numbers, which may be cut anywhere. */
@FunctionalInterface
public interface Range {
  /** Runs the trips from the first number to the second, which is left out. */
  void run(int from, int to);
}
