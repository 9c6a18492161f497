package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A {@link Schedule} at work in one training. Most schedules are functions of the step alone and
 * remember nothing.
 */
public interface ScheduleState extends Resumable {
  /**
   * What the optimizer's learning rate is multiplied by.
   *
   * @param step the number of the step, from 0
   * @param totalSteps how many steps the whole training has
   */
  double factor(long step, long totalSteps);

  /** What the optimizer's momentum (or {@code beta1}) is; empty if that is not scheduled. */
  default OptionalDouble momentum(long step, long totalSteps) {
    return OptionalDouble.empty();
  }

  /** Takes notice of a measure of the model, such as the loss on validation data. */
  default void observe(double metric) {}

  @Override
  default List<Leaf> state() {
    return List.of();
  }

  @Override
  default void restore(List<? extends Leaf> saved) {
    SavedState.requireSame(saved, List.of());
  }
}
