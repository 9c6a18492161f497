package dev.adjoint.optim;

import java.util.function.Consumer;

/**
 * Learning rate schedules in block style, for static import. Impossible settings throw an {@link
 * IllegalArgumentException} that names the setting and its value.
 */
public final class Schedules {
  private static final Schedule CONSTANT = Schedule.of((step, totalSteps) -> 1);

  private Schedules() {}

  /** The optimizer's own learning rate at every step. */
  public static Schedule constant() {
    return CONSTANT;
  }

  /** Falls at some steps: {@code staircase(s -> s.every(1000).factor(0.5))}. */
  public static Schedule staircase(Consumer<Staircase> settings) {
    Staircase staircase = new Staircase();
    settings.accept(staircase);
    return staircase.build();
  }

  /** Falls by a factor from step to step: {@code exponential(e -> e.decay(0.999))}. */
  public static Schedule exponential(Consumer<Exponential> settings) {
    Exponential exponential = new Exponential();
    settings.accept(exponential);
    return exponential.build();
  }

  /** Falls by a power of the steps that are left: {@code polynomial(p -> p.power(2))}. */
  public static Schedule polynomial(Consumer<Polynomial> settings) {
    Polynomial polynomial = new Polynomial();
    settings.accept(polynomial);
    return polynomial.build();
  }

  /**
   * Half a cosine from 1 down to the floor (Loshchilov and Hutter 2017), over all steps or again
   * and again, after a warm-up if one is wanted: {@code cosine(c -> c.warmup(100).floor(0.1))}.
   */
  public static Schedule cosine(Consumer<Cosine> settings) {
    Cosine cosine = new Cosine();
    settings.accept(cosine);
    return cosine.build();
  }

  /** Up and down once, the momentum the other way: {@code oneCycle(o -> {})}. */
  public static Schedule oneCycle(Consumer<OneCycle> settings) {
    OneCycle oneCycle = new OneCycle();
    settings.accept(oneCycle);
    return oneCycle.build();
  }

  /** Falls when a measure gets no better: {@code reduceOnPlateau(r -> r.patience(5))}. */
  public static Schedule reduceOnPlateau(Consumer<ReduceOnPlateau> settings) {
    ReduceOnPlateau plateau = new ReduceOnPlateau();
    settings.accept(plateau);
    return plateau.build();
  }

  /**
   * A straight line between two factors.
   *
   * @param from the factor at step 0, positive
   * @param to the factor from the last step on
   * @param steps how many steps it takes
   * @throws IllegalArgumentException if one of them is impossible
   */
  public static Phase linear(double from, double to, long steps) {
    Settings.positive("from", from);
    Settings.notNegative("to", to);
    Settings.positive("steps", steps);
    return Schedule.of((step, total) -> from + (to - from) * Math.min(step, steps) / steps)
        .forSteps(steps);
  }

  /**
   * A warm-up: a straight line up to the optimizer's learning rate, which the first step after it
   * has. The step with number {@code i}, from 0, has {@code (i + 1) / (steps + 1)} of it.
   *
   * @throws IllegalArgumentException if the number of steps is not positive
   */
  public static Phase warmup(long steps) {
    Settings.positive("warmup", steps);
    return Schedule.of((step, total) -> Math.min(1, (step + 1.0) / (steps + 1))).forSteps(steps);
  }
}
