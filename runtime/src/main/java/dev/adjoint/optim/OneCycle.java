package dev.adjoint.optim;

import java.util.OptionalDouble;

/**
 * The settings of {@link Schedules#oneCycle}, the policy of one cycle (Smith and Topin 2017) as
 * PyTorch's {@code OneCycleLR} has it: over all steps of the training the learning rate rises from
 * {@code 1 / startDivisor} of the optimizer's, which is the highest, to all of it, and falls to
 * {@code 1 / (startDivisor * endDivisor)}; the momentum falls from its highest value and rises
 * again.
 */
public final class OneCycle {
  private double rising = 0.3;
  private double startDivisor = 25;
  private double endDivisor = 1e4;
  private double lowestMomentum = 0.85;
  private double highestMomentum = 0.95;
  private boolean isMomentumCycled = true;
  private boolean isLinear;
  private boolean isSymmetric;

  OneCycle() {}

  /** The fraction of the steps in which the learning rate rises, up to 1; 0.3 by default. */
  public OneCycle rising(double fraction) {
    rising = Settings.fractionOrOne("rising", fraction);
    return this;
  }

  /** What the learning rate is divided by at the start; 25 by default. */
  public OneCycle startDivisor(double value) {
    startDivisor = Settings.positive("startDivisor", value);
    return this;
  }

  /** What the learning rate of the start is divided by at the end; 1e4 by default. */
  public OneCycle endDivisor(double value) {
    endDivisor = Settings.positive("endDivisor", value);
    return this;
  }

  /** Between what the momentum, or {@code beta1}, goes down and up; 0.85 and 0.95 by default. */
  public OneCycle momentum(double lowest, double highest) {
    lowestMomentum = Settings.fraction("lowest momentum", lowest);
    highestMomentum = Settings.fraction("highest momentum", highest);
    if (lowest > highest) {
      throw new IllegalArgumentException(
          "the lowest momentum %s must not be above the highest %s".formatted(lowest, highest));
    }
    isMomentumCycled = true;
    return this;
  }

  /** Leaves the optimizer its own momentum. An optimizer without momentum needs this. */
  public OneCycle ownMomentum() {
    isMomentumCycled = false;
    return this;
  }

  /** Goes along straight lines instead of halves of cosines. */
  public OneCycle linear() {
    isLinear = true;
    return this;
  }

  /** Falls as long as it rises to where it started, and then to the end: three phases. */
  public OneCycle threePhases() {
    isSymmetric = true;
    return this;
  }

  Schedule build() {
    if (isSymmetric && rising > 0.5) {
      throw new IllegalArgumentException("three phases need rising of at most 0.5: " + rising);
    }
    double first = 1 / startDivisor;
    Curve rate = new Curve(first, 1, isSymmetric ? first : 1, first / endDivisor);
    Curve momentum = new Curve(highestMomentum, lowestMomentum, highestMomentum, highestMomentum);
    OneCycleState state =
        new OneCycleState(rising, isSymmetric, isLinear, rate, momentum, isMomentumCycled);
    return () -> state;
  }

  /** The values at the start, at the turn, at the start of the last phase and at the end. */
  record Curve(double start, double turn, double third, double end) {}

  /** A function of the step alone. */
  private record OneCycleState(
      double rising,
      boolean isSymmetric,
      boolean isLinear,
      Curve rate,
      Curve momentum,
      boolean isMomentumCycled)
      implements ScheduleState {
    @Override
    public double factor(long step, long totalSteps) {
      return at(rate, step, totalSteps);
    }

    @Override
    public OptionalDouble momentum(long step, long totalSteps) {
      return isMomentumCycled
          ? OptionalDouble.of(at(momentum, step, totalSteps))
          : OptionalDouble.empty();
    }

    private double at(Curve curve, long step, long totalSteps) {
      double turn = rising * totalSteps - 1;
      double last = totalSteps - 1;
      if (step <= turn) {
        return between(curve.start(), curve.turn(), step / turn);
      }
      if (!isSymmetric) {
        return between(curve.turn(), curve.end(), (step - turn) / (last - turn));
      }
      double back = 2 * rising * totalSteps - 2;
      return step <= back
          ? between(curve.turn(), curve.third(), (step - turn) / (back - turn))
          : between(curve.third(), curve.end(), (step - back) / (last - back));
    }

    private double between(double from, double to, double progress) {
      // A phase of no steps is over where it starts.
      double done = Double.isNaN(progress) ? 1 : Math.min(1, progress);
      return isLinear
          ? (to - from) * done + from
          : to + (from - to) / 2 * (1 + Math.cos(Math.PI * done));
    }
  }
}
