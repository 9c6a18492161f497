package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;
import java.util.OptionalDouble;

/** A schedule to which the training seems to have a number of steps of its own. */
record PhaseState(ScheduleState schedule, long steps) implements ScheduleState {
  @Override
  public double factor(long step, long totalSteps) {
    return schedule.factor(step, steps);
  }

  @Override
  public OptionalDouble momentum(long step, long totalSteps) {
    return schedule.momentum(step, steps);
  }

  @Override
  public void observe(double metric) {
    schedule.observe(metric);
  }

  @Override
  public List<Leaf> state() {
    return schedule.state();
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    schedule.restore(saved);
  }
}
