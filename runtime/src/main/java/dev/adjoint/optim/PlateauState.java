package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;

/** The state of {@link Schedules#reduceOnPlateau}. */
final class PlateauState implements ScheduleState {
  private final ReduceOnPlateau settings;
  private double factor = 1;
  private double best;
  private long badMeasures;
  private long cooldownLeft;

  PlateauState(ReduceOnPlateau settings) {
    this.settings = settings;
    this.best = settings.isMaximized ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  @Override
  public double factor(long step, long totalSteps) {
    return factor;
  }

  @Override
  public void observe(double metric) {
    if (isBetter(metric)) {
      best = metric;
      badMeasures = 0;
    } else {
      badMeasures++;
    }
    if (cooldownLeft > 0) {
      cooldownLeft--;
      badMeasures = 0;
    }
    if (badMeasures > settings.patience) {
      factor = Math.max(factor * settings.factor, settings.floor);
      cooldownLeft = settings.cooldown;
      badMeasures = 0;
    }
  }

  private boolean isBetter(double metric) {
    double threshold = settings.threshold;
    if (settings.isMaximized) {
      return metric > (settings.isAbsolute ? best + threshold : best * (1 + threshold));
    }
    return metric < (settings.isAbsolute ? best - threshold : best * (1 - threshold));
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
