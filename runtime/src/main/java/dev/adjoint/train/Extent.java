package dev.adjoint.train;

import java.util.OptionalLong;

/**
 * How long a training is, in batches and in steps of the optimizer.
 *
 * @param batches how many batches an epoch has
 * @param accumulated how many batches a step has; the last step of an epoch has what is left
 * @param wholeEpochs how many epochs are gone through as a whole
 * @param lastBatches how many batches of one more epoch are gone through
 */
record Extent(int batches, int accumulated, int wholeEpochs, int lastBatches) {

  /** Of so many epochs, or of so many steps where that is set. */
  static Extent of(int batches, int accumulated, int epochs, OptionalLong steps) {
    if (steps.isEmpty()) {
      return new Extent(batches, accumulated, epochs, 0);
    }
    long stepsOfEpoch = ceilDiv(batches, accumulated);
    int whole = Math.toIntExact(steps.getAsLong() / stepsOfEpoch);
    long rest = steps.getAsLong() % stepsOfEpoch;
    return new Extent(batches, accumulated, whole, (int) rest * accumulated);
  }

  private static long ceilDiv(long number, long divisor) {
    return (number + divisor - 1) / divisor;
  }

  int epochs() {
    return wholeEpochs + (lastBatches > 0 ? 1 : 0);
  }

  /** Whether there is more to do where so many batches of an epoch, from 0, are done. */
  boolean isBefore(int epoch, int batch) {
    return epoch < wholeEpochs || epoch == wholeEpochs && batch < lastBatches;
  }

  /** How many batches of an epoch, from 0, are gone through. */
  int batchesOf(int epoch) {
    return epoch < wholeEpochs ? batches : lastBatches;
  }

  /** Whether a step is complete after so many batches of an epoch. */
  boolean isStep(int batch) {
    return batch % accumulated == 0 || batch == batches;
  }

  /** How many steps were begun after so many batches of an epoch, from 0. */
  long step(int epoch, int batch) {
    return epoch * ceilDiv(batches, accumulated) + ceilDiv(batch, accumulated);
  }

  long totalSteps() {
    return step(wholeEpochs, lastBatches);
  }
}
