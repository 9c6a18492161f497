package dev.adjoint.data;

/** Makes batches on another thread. */
final class PrefetchedBatches<B> implements Batches<B> {
  private final Batches<B> source;
  private final int ready;

  PrefetchedBatches(Batches<B> source, int ready) {
    if (ready <= 0) {
      throw new IllegalArgumentException(
          "prefetch: %d batches, expected a positive number".formatted(ready));
    }
    this.source = source;
    this.ready = ready;
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public long examples() {
    return source.examples();
  }

  @Override
  public int transforms() {
    return source.transforms();
  }

  @Override
  public Epoch<B> epoch(long seed, int epoch, int first) {
    return new PrefetchedEpoch<>(source.epoch(seed, epoch, first), ready);
  }
}
