package dev.adjoint.tensor;

import dev.adjoint.LeafMapper;
import dev.adjoint.ParameterTree;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What batch normalization saw of a batch while a gradient was computed, for the running statistics
 * of the model:
 *
 * <pre>{@code
 * BatchStatistics seen = new BatchStatistics();
 * var loss = seen.during(() -> NetGrad.loss(model, x, labels));
 * model = seen.applyTo(NetTree.TREE, state.step(model, loss.gradient()));
 * }</pre>
 *
 * <p>The model itself is not changed: {@link #applyTo} makes another one. Outside of {@link
 * #during} nothing is seen. {@code Training} does all this by itself.
 *
 * <p>Statistics are told apart by their tensors. So two layers that were made with the same ones
 * have to be separated first, which {@link ParameterTree#copy} does.
 */
public final class BatchStatistics {
  private static final ThreadLocal<@Nullable BatchStatistics> OPEN = new ThreadLocal<>();

  /** By the running means of the layers. */
  private final Map<Tensor, Seen> all = new IdentityHashMap<>();

  /** Nothing was seen yet. */
  public BatchStatistics() {}

  /** What one layer saw, each time that it was applied. */
  private record Seen(RunningStatistics running, float momentum, List<BatchMoments> batches) {}

  /** Forgets what was seen, and sees what layers do on this thread until the body is complete. */
  public <T> T during(Supplier<T> body) {
    all.clear();
    BatchStatistics before = OPEN.get();
    OPEN.set(this);
    try {
      return body.get();
    } finally {
      if (before == null) {
        OPEN.remove();
      } else {
        OPEN.set(before);
      }
    }
  }

  /**
   * Sees, where a body of {@link #during} is open on this thread, what was seen of the parts of one
   * batch on others, as if they had been one part: means and variances of all their elements.
   *
   * @param parts in the order in which they are added up, so that it decides the bits; a part may
   *     have seen nothing
   */
  public static void seePooled(List<BatchStatistics> parts) {
    BatchStatistics open = OPEN.get();
    if (open != null) {
      for (BatchStatistics part : parts) {
        part.all.keySet().forEach(key -> open.all.computeIfAbsent(key, k -> pooled(k, parts)));
      }
    }
  }

  private static Seen pooled(Tensor key, List<BatchStatistics> parts) {
    List<Seen> found =
        parts.stream().map(part -> part.all.get(key)).filter(Objects::nonNull).toList();
    int times = found.stream().mapToInt(seen -> seen.batches.size()).max().orElse(0);
    List<BatchMoments> batches = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int time = i;
      batches.add(
          BatchMoments.pooled(
              found.stream()
                  .filter(seen -> time < seen.batches.size())
                  .map(seen -> seen.batches.get(time))
                  .toList()));
    }
    return new Seen(found.get(0).running, found.get(0).momentum, batches);
  }

  /**
   * A model whose running statistics have moved towards those of what was seen; the others and all
   * parameters are the model's own.
   *
   * @param model the one that the gradient was computed of, or that a step made of it
   */
  public <M> M applyTo(ParameterTree<M> tree, M model) {
    if (all.isEmpty()) {
      return model;
    }
    Map<Tensor, Tensor> replaced = new IdentityHashMap<>();
    all.values()
        .forEach(
            seen -> {
              RunningStatistics moved = seen.running;
              for (BatchMoments batch : seen.batches) {
                moved = moved.updated(batch, seen.momentum);
              }
              replaced.put(seen.running.mean(), moved.mean());
              replaced.put(seen.running.variance(), moved.variance());
            });
    return tree.mapState(model, "", new Replacer(replaced));
  }

  /** Takes notice of a batch; called by batch normalization in training. */
  static void see(Tensor x, Tensor mean, Tensor variance, float momentum) {
    BatchStatistics open = OPEN.get();
    if (open == null) {
      return;
    }
    BatchMoments batch = BatchMoments.of(x);
    Seen seen =
        open.all.computeIfAbsent(
            mean,
            key -> new Seen(new RunningStatistics(mean, variance), momentum, new ArrayList<>()));
    // What is computed again, as by @Checkpoint, is no other batch.
    if (seen.batches.stream().noneMatch(batch::isSame)) {
      seen.batches.add(batch);
    }
  }

  /** Puts other tensors in the places of some. */
  private record Replacer(Map<Tensor, Tensor> replaced) implements LeafMapper {
    @Override
    public double map(String path, double value) {
      return value;
    }

    @Override
    public float map(String path, float value) {
      return value;
    }

    @Override
    public double[] map(String path, double[] value) {
      return value;
    }

    @Override
    public float[] map(String path, float[] value) {
      return value;
    }

    @Override
    public Tensor map(String path, Tensor value) {
      return replaced.getOrDefault(value, value);
    }
  }
}
