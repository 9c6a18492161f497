package dev.adjoint.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Cuts the examples of a dataset into batches, each copied when it is asked for. */
final class DatasetBatches<B> implements Batches<B> {
  private final Examples<B, ?> dataset;
  private final int batchSize;
  private final int count;
  private final boolean shuffled;

  DatasetBatches(Examples<B, ?> dataset, int batchSize, int count, boolean shuffled) {
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.count = count;
    this.shuffled = shuffled;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long examples() {
    return Math.min(dataset.size(), (long) count * batchSize);
  }

  @Override
  public Epoch<B> epoch(long seed, int epoch, int first) {
    int[] order =
        shuffled
            ? Batches.order(seed, epoch, dataset.size())
            : IntStream.range(0, dataset.size()).toArray();
    return Epoch.of(first, count, batch -> batch(order, batch));
  }

  private B batch(int[] order, int number) {
    int from = number * batchSize;
    int to = Math.min(order.length, from + batchSize);
    return dataset.select(Arrays.copyOfRange(order, from, to)).all();
  }
}
