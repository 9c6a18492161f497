package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One schedule for some steps and then another, which begins at its step 0. */
final class SequenceState implements ScheduleState {
  private static final String STEP = "step";

  private final ScheduleState first;
  private final long steps;
  private final ScheduleState second;

  /** The step that was asked for last, which says whose measures are observed. */
  private long step;

  SequenceState(ScheduleState first, long steps, ScheduleState second) {
    this.first = first;
    this.steps = steps;
    this.second = second;
  }

  @Override
  public double factor(long newStep, long totalSteps) {
    step = newStep;
    return newStep < steps
        ? first.factor(newStep, steps)
        : second.factor(newStep - steps, totalSteps - steps);
  }

  @Override
  public OptionalDouble momentum(long atStep, long totalSteps) {
    return atStep < steps
        ? first.momentum(atStep, steps)
        : second.momentum(atStep - steps, totalSteps - steps);
  }

  @Override
  public void observe(double metric) {
    (step < steps ? first : second).observe(metric);
  }

  @Override
  public List<Leaf> state() {
    return state(SavedState.scalar(STEP, step));
  }

  private List<Leaf> state(Leaf counter) {
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(counter);
    leaves.addAll(SavedState.prefixed("first", first.state()));
    leaves.addAll(SavedState.prefixed("second", second.state()));
    return leaves;
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    SavedState.requireSame(saved, state());
    first.restore(SavedState.below("first", saved));
    second.restore(SavedState.below("second", saved));
    step =
        (long)
            saved.stream()
                .filter(leaf -> leaf.path().equals(STEP))
                .findFirst()
                .orElseThrow()
                .get(0);
  }
}
