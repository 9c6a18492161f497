package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.List;

/**
 * The exponential moving average of a model's parameters (Polyak and Juditsky 1992 with fading
 * memory), as PyTorch's {@code AveragedModel} with {@code get_ema_multi_avg_fn} has it: the first
 * model is copied, and each later one moves the average towards it by {@code 1 - decay} of the way.
 *
 * @param <T> the type of the model
 */
public final class WeightAverage<T> implements Resumable {
  private static final String AVERAGE = "average";

  private final TreeSum<T> average;
  private final double decay;
  private long count;

  /**
   * Starts with a copy of a model.
   *
   * @param decay how much of the average stays at each update, at least 0 and less than 1
   * @throws IllegalArgumentException if the decay is impossible
   */
  public WeightAverage(ParameterTree<T> tree, T model, double decay) {
    this.decay = Settings.fraction("decay", decay);
    this.average = new TreeSum<>(tree, tree.copy(model));
  }

  /**
   * Takes notice of the model after a step.
   *
   * @throws IllegalArgumentException if its structure is another one
   */
  public void update(T model) {
    if (count == 0) {
      average.set(model);
    } else {
      average.approach(1 - decay, model);
    }
    count++;
  }

  /** The average, in memory that the next {@link #update} writes. */
  public T model() {
    return average.get();
  }

  @Override
  public List<Leaf> state() {
    return average.state(AVERAGE, count);
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    count = average.restore(AVERAGE, saved);
  }
}
