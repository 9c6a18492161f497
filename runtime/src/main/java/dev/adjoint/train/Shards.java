package dev.adjoint.train;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.Workspace;
import dev.adjoint.data.Column;
import dev.adjoint.data.Examples;
import dev.adjoint.kernel.Workers;
import dev.adjoint.optim.SavedState;
import dev.adjoint.tensor.BatchStatistics;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The loss and the gradient of a batch, computed from a fixed number of shards of it by several
 * threads. Shards are weighted by their numbers of examples and added up from the first to the
 * last, so that which thread computed which one changes no bit.
 */
final class Shards<M, B> implements BiFunction<M, B, ValueAndGradient<M>>, AutoCloseable {
  private final BiFunction<M, B, ValueAndGradient<M>> loss;
  private final Function<B, Examples<B, ?>> examples;
  private final ParameterTree<M> tree;
  private final Workers workers;
  private final boolean ownsWorkers;

  /** What each shard has computed: a workspace lends its gradient for a step only. */
  private final List<List<Leaf>> gradients = new ArrayList<>();

  private final double[] values;

  /** What batch normalization saw of each shard. */
  private final List<BatchStatistics> statistics = new ArrayList<>();

  /** As many as threads have ever worked at the same time. */
  private final ConcurrentLinkedDeque<Workspace> idle = new ConcurrentLinkedDeque<>();

  private M sum;

  /**
   * Makes room for the gradients.
   *
   * @param threads how many threads compute; 0 for those of the tensor operations
   */
  Shards(
      BiFunction<M, B, ValueAndGradient<M>> loss,
      Function<B, Examples<B, ?>> examples,
      ParameterTree<M> tree,
      M model,
      int count,
      int threads) {
    this.loss = loss;
    this.examples = examples;
    this.tree = tree;
    this.ownsWorkers = threads > 0;
    this.workers = ownsWorkers ? new Workers(threads) : Workers.shared();
    this.values = new double[count];
    this.sum = tree.zeros(model);
    for (int shard = 0; shard < count; shard++) {
      gradients.add(tree.leaves(tree.zeros(model)));
      statistics.add(new BatchStatistics());
    }
  }

  @Override
  public ValueAndGradient<M> apply(M model, B batch) {
    Examples<B, ?> all = examples.apply(batch);
    int size = all.size();
    // Shards without examples would have a loss of 0/0.
    int count = Math.max(1, Math.min(values.length, size));
    workers.run(
        count,
        shard -> compute(model, all, cut(size, shard, count), cut(size, shard + 1, count), shard));
    double value = 0;
    double[] weights = new double[count];
    for (int shard = 0; shard < count; shard++) {
      int examplesOfShard = cut(size, shard + 1, count) - cut(size, shard, count);
      weights[shard] = size == 0 ? 1 : (double) examplesOfShard / size;
      value += weights[shard] * values[shard];
    }
    List<Leaf> leaves = tree.leaves(sum);
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      add(leaves.get(leaf), leaf, weights);
    }
    sum = tree.withLeaves(sum, leaves);
    BatchStatistics.seePooled(statistics.subList(0, count));
    return new ValueAndGradient<>(value, sum);
  }

  private void compute(M model, Examples<B, ?> all, int from, int to, int shard) {
    Workspace found = idle.poll();
    Workspace workspace = found == null ? new Workspace() : found;
    try {
      workspace.use(() -> compute(model, all.select(IntStream.range(from, to).toArray()), shard));
    } finally {
      idle.push(workspace);
    }
  }

  private double compute(M model, Examples<B, ?> part, int shard) {
    ValueAndGradient<M> result = statistics.get(shard).during(() -> loss.apply(model, part.all()));
    List<Leaf> computed = tree.leaves(result.gradient());
    List<Leaf> kept = gradients.get(shard);
    ParameterTree.requireSame(kept, computed);
    for (int i = 0; i < kept.size(); i++) {
      SavedState.copy(computed.get(i), kept.get(i));
    }
    values[shard] = result.value();
    return result.value();
  }

  private void add(Leaf into, int leaf, double[] weights) {
    for (int shard = 0; shard < weights.length; shard++) {
      Leaf part = gradients.get(shard).get(leaf);
      if (part instanceof Leaf.Floats source && into instanceof Leaf.Floats target) {
        addScaled((float) weights[shard], source.values(), target.values(), shard == 0);
      } else {
        for (int i = 0; i < into.size(); i++) {
          into.set(i, weights[shard] * part.get(i) + (shard == 0 ? 0 : into.get(i)));
        }
      }
    }
  }

  private static void addScaled(float weight, float[] x, float[] y, boolean isFirst) {
    if (isFirst) {
      for (int i = 0; i < y.length; i++) {
        y[i] = weight * x[i];
      }
    } else {
      for (int i = 0; i < y.length; i++) {
        y[i] += weight * x[i];
      }
    }
  }

  private static int cut(int size, int shard, int count) {
    return (int) ((long) size * shard / count);
  }

  /**
   * A column of what a batch has.
   *
   * @throws IllegalArgumentException if nobody knows how to take some examples of it
   */
  @SuppressWarnings("unchecked") // Each column is of the type of its values.
  static <X> Column<X> column(X values) {
    if (values instanceof Tensor tensor) {
      return (Column<X>) Column.of(tensor);
    }
    if (values instanceof int[] ints) {
      return (Column<X>) Column.of(ints);
    }
    if (values instanceof double[] doubles) {
      return (Column<X>) Column.of(doubles);
    }
    if (values instanceof int[][] rows) {
      return (Column<X>) Column.of(rows);
    }
    if (values instanceof List<?> items) {
      return (Column<X>) Column.of(items);
    }
    throw new IllegalArgumentException(
        "examples cannot be taken out of %s: expected a tensor, int[], double[], int[][] or a List"
            .formatted(values.getClass().getTypeName()));
  }

  @Override
  public void close() {
    if (ownsWorkers) {
      workers.close();
    }
  }
}
