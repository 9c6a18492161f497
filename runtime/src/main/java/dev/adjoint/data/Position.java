package dev.adjoint.data;

/**
 * Where reading stands between two batches: all that a training checkpoint needs in order to go on
 * with the same batches.
 *
 * @param seed what the order of the data depends on
 * @param epoch the number of the epoch, from 0
 * @param batch the number, from 0, of the next batch in the epoch
 */
public record Position(long seed, int epoch, int batch) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the epoch or the batch is negative
   */
  public Position {
    if (epoch < 0 || batch < 0) {
      throw new IllegalArgumentException(
          "a position has the epoch %d and the batch %d, expected no negative number"
              .formatted(epoch, batch));
    }
  }

  /** The start of the first epoch. */
  public static Position start(long seed) {
    return new Position(seed, 0, 0);
  }
}
