package dev.adjoint.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Cuts the shuffled examples of a dataset into batches, each copied when it is asked for. */
final class ShuffledBatches<X, Y> implements Batches<Batch<X, Y>> {
  private final Dataset<X, Y> dataset;
  private final int batchSize;

  ShuffledBatches(Dataset<X, Y> dataset, int batchSize) {
    this.dataset = dataset;
    this.batchSize = batchSize;
  }

  @Override
  public int count() {
    return (dataset.size() - 1) / batchSize + 1;
  }

  @Override
  public long examples() {
    return dataset.size();
  }

  @Override
  public Iterable<Batch<X, Y>> epoch(long seed, int epoch) {
    int[] order = Batches.order(seed, epoch, dataset.size());
    return () -> batches(order);
  }

  private Iterator<Batch<X, Y>> batches(int[] order) {
    return IntStream.range(0, count()).mapToObj(batch -> batch(order, batch)).iterator();
  }

  private Batch<X, Y> batch(int[] order, int number) {
    int from = number * batchSize;
    int to = Math.min(order.length, from + batchSize);
    Dataset<X, Y> selected = dataset.select(Arrays.copyOfRange(order, from, to));
    return new Batch<>(selected.x(), selected.y());
  }
}
