package dev.adjoint.train.search;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came out of a trial.
 *
 * @param trial what was tried
 * @param objective what it reached; empty if it failed
 * @param failure why it failed, if it did
 * @param time how long it took
 */
public record TrialResult(
    Trial trial, OptionalDouble objective, Optional<Throwable> failure, Duration time) {

  /** Whether the trial failed. */
  public boolean isFailed() {
    return failure.isPresent();
  }

  /** Why it failed, in one line; empty if it did not. */
  public String reason() {
    return failure.map(Object::toString).orElse("").replaceAll("\\R", " ");
  }
}
