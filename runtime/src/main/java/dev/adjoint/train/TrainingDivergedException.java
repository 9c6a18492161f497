package dev.adjoint.train;

/** A loss that is no finite number, so that no further step can be meant. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param loss the loss
   * @param epoch the number of the epoch, from 1
   * @param step the number of the step in the epoch, from 1
   */
  public TrainingDivergedException(double loss, int epoch, int step) {
    super(
        "the loss is %s in epoch %d, step %d: lower the learning rate, or look for a logarithm or a"
                .formatted(loss, epoch, step)
            + " quotient of 0 in the model");
  }
}
