package dev.adjoint.benchmarks.steps;

/**
 * Milliseconds of a training step, median and least, of ours and of a peer.
 *
 * @param way how the peer ran: {@code eager} or {@code compiled}
 * @param difference the greatest relative difference of the first losses
 */
record StepTimes(
    String way,
    double ours,
    double oursLeast,
    double theirs,
    double theirsLeast,
    double difference) {
  /** How many times as fast ours is, by medians. */
  double ratio() {
    return theirs / ours;
  }

  /** The same by the least times. */
  double leastRatio() {
    return theirsLeast / oursLeast;
  }
}
