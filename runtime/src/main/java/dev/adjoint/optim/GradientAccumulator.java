package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.List;

/**
 * The mean of the gradients of several batches, for one step with all of them:
 *
 * <pre>{@code
 * accumulator.add(result.gradient());
 * if (accumulator.isComplete()) {
 *   model = state.step(model, accumulator.take());
 * }
 * }</pre>
 *
 * @param <T> the type of the model
 */
public final class GradientAccumulator<T> implements Resumable {
  private static final String SUM = "sum";

  private final TreeSum<T> sum;
  private final int batches;
  private int count;

  /**
   * Accumulates nothing yet, in memory of its own.
   *
   * @param model a model of the structure that the gradients will have
   * @param batches how many gradients make a step
   * @throws IllegalArgumentException if that is not positive
   */
  public GradientAccumulator(ParameterTree<T> tree, T model, int batches) {
    this.batches = (int) Settings.positive("batches", (long) batches);
    this.sum = new TreeSum<>(tree, tree.zeros(model));
  }

  /**
   * Adds the gradient of a batch, which is only read.
   *
   * @throws IllegalArgumentException if its structure is not the model's
   * @throws IllegalStateException if there are enough gradients for a step
   */
  public void add(T gradient) {
    if (isComplete()) {
      throw new IllegalStateException(
          "the gradients of " + batches + " batches are waiting for a step: take() them first");
    }
    if (count == 0) {
      sum.set(gradient);
    } else {
      sum.add(gradient);
    }
    count++;
  }

  /** How many gradients were added since the last step. */
  public int count() {
    return count;
  }

  /** Whether there are enough gradients for a step. */
  public boolean isComplete() {
    return count == batches;
  }

  /**
   * The mean of the gradients that were added, in memory that the next {@link #add} writes, and
   * begins anew. There may be fewer than a step wants, as at the end of the data.
   *
   * @throws IllegalStateException if no gradient was added
   */
  public T take() {
    if (count == 0) {
      throw new IllegalStateException("no gradient was added since the last step");
    }
    sum.scale(1.0 / count);
    count = 0;
    return sum.get();
  }

  @Override
  public List<Leaf> state() {
    return sum.state(SUM, count);
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    count = (int) sum.restore(SUM, saved);
  }
}
