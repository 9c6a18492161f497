package dev.adjoint.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SchedulesTest {
  /** One cosine and a few operations in double. */
  private static final double TOLERANCE = 1e-12;

  @Test
  void constantStaysAtOne() {
    assertThat(Schedules.constant().start().factor(0, 10)).isEqualTo(1);
    assertThat(Schedules.constant().start().factor(9, 10)).isEqualTo(1);
  }

  @Test
  void cosineRisesThenFalls() {
    Schedule schedule = Schedules.cosine(c -> c.warmup(4));
    assertThat(schedule.start().factor(0, 104)).isCloseTo(0.2, within(TOLERANCE));
    assertThat(schedule.start().factor(3, 104)).isCloseTo(0.8, within(TOLERANCE));
    assertThat(schedule.start().factor(4, 104)).isCloseTo(1, within(TOLERANCE));
    assertThat(schedule.start().factor(54, 104)).isCloseTo(0.5, within(TOLERANCE));
    assertThat(schedule.start().factor(104, 104)).isCloseTo(0, within(TOLERANCE));
  }

  @Test
  void cosineEndsAtTheFloor() {
    Schedule schedule = Schedules.cosine(c -> c.floor(0.1));
    assertThat(schedule.start().factor(0, 100)).isCloseTo(1, within(TOLERANCE));
    assertThat(schedule.start().factor(50, 100)).isCloseTo(0.55, within(TOLERANCE));
    assertThat(schedule.start().factor(200, 100)).isCloseTo(0.1, within(TOLERANCE));
  }
}
