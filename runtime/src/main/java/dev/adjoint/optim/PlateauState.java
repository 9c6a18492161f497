package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;

/** The state of {@link Schedules#reduceOnPlateau}. */
final class PlateauState implements ScheduleState {
  private final ReduceOnPlateau.Rule rule;
  private double factor = 1;
  private double best;
  private long badMeasures;
  private long cooldownLeft;

  PlateauState(ReduceOnPlateau.Rule rule) {
    this.rule = rule;
    this.best = rule.worst();
  }

  @Override
  public double factor(long step, long totalSteps) {
    return factor;
  }

  @Override
  public void observe(double metric) {
    if (rule.isBetter(metric, best)) {
      best = metric;
      badMeasures = 0;
    } else {
      badMeasures++;
    }
    if (cooldownLeft > 0) {
      cooldownLeft--;
      badMeasures = 0;
    }
    if (badMeasures > rule.patience()) {
      factor = Math.max(factor * rule.factor(), rule.floor());
      cooldownLeft = rule.cooldown();
      badMeasures = 0;
    }
  }

  @Override
  public List<Leaf> state() {
    return List.of(
        SavedState.scalar("factor", factor),
        SavedState.scalar("best", best),
        SavedState.scalar("badMeasures", badMeasures),
        SavedState.scalar("cooldownLeft", cooldownLeft));
  }

  @Override
  public void restore(List<? extends Leaf> saved) {
    List<Leaf> own = state();
    SavedState.copy(saved, own);
    factor = own.get(0).get(0);
    best = own.get(1).get(0);
    badMeasures = (long) own.get(2).get(0);
    cooldownLeft = (long) own.get(3).get(0);
  }
}
