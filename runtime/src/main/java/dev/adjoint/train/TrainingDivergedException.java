package dev.adjoint.train;

import java.util.Optional;

/** A loss, a gradient or a parameter that is no finite number: no further step can be meant. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final int batch;
  private final String path;

  /**
   * Creates the exception.
   *
   * @param what what is not finite, as the beginning of a sentence
   * @param epoch the number of the epoch, from 1
   * @param batch the number of the batch in the epoch, from 1
   * @param path the parameter that went first, or nothing
   */
  TrainingDivergedException(String what, int epoch, int batch, Optional<NonFinite> path) {
    super(
        "%s in epoch %d, step %d%s: lower the learning rate, or look for a logarithm or a"
                .formatted(what, epoch, batch, path.map(first -> ", where " + first).orElse(""))
            + " quotient of 0 in the model");
    this.epoch = epoch;
    this.batch = batch;
    this.path = path.map(NonFinite::path).orElse("");
  }

  /** The number of the epoch, from 1. */
  public int epoch() {
    return epoch;
  }

  /** The number of the batch in the epoch, from 1. */
  public int batch() {
    return batch;
  }

  /** The path of the parameter that went first, if one did. */
  public Optional<String> path() {
    return Optional.of(path).filter(text -> !text.isEmpty());
  }
}
