package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Two schedules whose factors are multiplied. */
record ProductState(ScheduleState first, ScheduleState second) implements ScheduleState {
  @Override
  public double factor(long step, long totalSteps) {
    return first.factor(step, totalSteps) * second.factor(step, totalSteps);
  }

  @Override
  public OptionalDouble momentum(long step, long totalSteps) {
    OptionalDouble momentum = first.momentum(step, totalSteps);
    return momentum.isPresent() ? momentum : second.momentum(step, totalSteps);
  }

  @Override
  public void observe(double metric) {
    first.observe(metric);
    second.observe(metric);
  }

  @Override
  public List<Leaf> state() {
    List<Leaf> leaves = new ArrayList<>(SavedState.prefixed("first", first.state()));
    leaves.addAll(SavedState.prefixed("second", second.state()));
    return leaves;
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    SavedState.requireSame(saved, state());
    first.restore(SavedState.below("first", saved));
    second.restore(SavedState.below("second", saved));
  }
}
