package dev.adjoint.data;

/** How a dataset is cut into batches, each setting with a default. */
public final class BatchSettings {
  private boolean shuffled = true;
  private boolean lastDropped;

  BatchSettings() {}

  /** Leaves the examples in their order, the same in all epochs; by default they are shuffled. */
  public BatchSettings inOrder() {
    shuffled = false;
    return this;
  }

  /**
   * Leaves out the last batch of an epoch if it is smaller than the others; other examples are left
   * out in the next epoch if they are shuffled. By default it is kept.
   */
  public BatchSettings dropLast() {
    lastDropped = true;
    return this;
  }

  boolean isShuffled() {
    return shuffled;
  }

  boolean isLastDropped() {
    return lastDropped;
  }
}
