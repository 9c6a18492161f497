package dev.adjoint.optim;

/**
 * A schedule of some steps, which others may follow:
 *
 * <pre>{@code
 * warmup(100).then(cosine(c -> c.floor(0.1)))
 * warmup(100).then(constant().forSteps(1000)).then(exponential(e -> e.decay(0.999)))
 * }</pre>
 *
 * <p>Where nothing follows, it goes on as it would with more steps.
 */
public final class Phase implements Schedule {
  private final Schedule schedule;
  private final long steps;

  Phase(Schedule schedule, long steps) {
    this.schedule = schedule;
    this.steps = steps;
  }

  /** How many steps it has. */
  public long steps() {
    return steps;
  }

  /** This phase and then another schedule, whose steps count from 0 to the rest of the training. */
  public Schedule then(Schedule next) {
    return () -> new SequenceState(start(), steps, next.start());
  }

  /** This phase and then another one, together a phase. */
  public Phase then(Phase next) {
    return new Phase(then((Schedule) next), Math.addExact(steps, next.steps));
  }

  @Override
  public ScheduleState start() {
    ScheduleState whole = schedule.start();
    return new PhaseState(whole, steps);
  }
}
