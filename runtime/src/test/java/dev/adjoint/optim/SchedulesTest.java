package dev.adjoint.optim;

import static dev.adjoint.optim.Schedules.constant;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.optim.Schedules.exponential;
import static dev.adjoint.optim.Schedules.linear;
import static dev.adjoint.optim.Schedules.oneCycle;
import static dev.adjoint.optim.Schedules.polynomial;
import static dev.adjoint.optim.Schedules.reduceOnPlateau;
import static dev.adjoint.optim.Schedules.staircase;
import static dev.adjoint.optim.Schedules.warmup;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import dev.adjoint.Leaf;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulesTest {
  private static final Map<String, double[]> GOLDEN = Golden.read("schedules.txt");

  /** PyTorch multiplies the last learning rate, 39 times at most; we compute each anew. */
  private static final double TOLERANCE = 1e-13;

  private static final Map<String, Schedule> SCHEDULES =
      Map.ofEntries(
          entry("staircase every", staircase(s -> s.every(7).factor(0.3))),
          entry("staircase at", staircase(s -> s.at(3, 10, 10, 20).factor(0.5))),
          entry("exponential", exponential(e -> e.decay(0.9))),
          entry("polynomial", polynomial(p -> p.steps(25).power(2.5))),
          entry("linear", linear(0.25, 0.75, 12)),
          entry("cosine", cosine(c -> c.floor(0.1))),
          entry("cosine restarts", cosine(c -> c.restart(9).floor(0.05))),
          entry("cosine growing restarts", cosine(c -> c.restart(5, 2))),
          entry("warmup then cosine", warmup(8).then(cosine(c -> {}))),
          entry(
              "sequence",
              constant()
                  .forSteps(10)
                  .then(exponential(e -> e.decay(0.8)).forSteps(12))
                  .then(staircase(s -> s.every(4).factor(0.5)))),
          entry(
              "product",
              exponential(e -> e.decay(0.95)).times(staircase(s -> s.every(10).factor(0.5)))),
          entry("oneCycle", oneCycle(o -> {})),
          entry(
              "oneCycle linear",
              oneCycle(
                  o -> o.rising(0.4).linear().startDivisor(10).endDivisor(100).momentum(0.7, 0.9))),
          entry("oneCycle three", oneCycle(o -> o.rising(0.25).threePhases().ownMomentum())),
          entry("oneCycle short", oneCycle(o -> {})));

  private static final Map<String, Schedule> PLATEAUS =
      Map.of(
          "plateau", reduceOnPlateau(r -> r.patience(2).factor(0.5)),
          "plateau cooldown",
              reduceOnPlateau(r -> r.patience(0).factor(0.3).cooldown(2).floor(0.05)),
          "plateau absolute", reduceOnPlateau(r -> r.patience(1).absoluteThreshold(0.5)),
          "plateau maximize", reduceOnPlateau(r -> r.patience(3).maximize().factor(0.2)));

  static Stream<String> schedules() {
    return SCHEDULES.keySet().stream().sorted();
  }

  static Stream<String> plateaus() {
    return PLATEAUS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void followsPyTorch(String name) {
    double[] factors = GOLDEN.get(name);
    double[] momenta = GOLDEN.get(name + " momentum");
    ScheduleState state = SCHEDULES.get(name).start();
    for (int step = 0; step < factors.length; step++) {
      assertThat(state.factor(step, factors.length))
          .as("factor at step %d", step)
          .isCloseTo(factors[step], within(TOLERANCE));
      if (momenta == null) {
        assertThat(state.momentum(step, factors.length)).isEmpty();
      } else {
        assertThat(state.momentum(step, factors.length).orElseThrow())
            .as("momentum at step %d", step)
            .isCloseTo(momenta[step], within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plateaus")
  void observesMeasuresAsPyTorchDoes(String name) {
    double[] metrics = GOLDEN.get("metrics");
    double[] factors = GOLDEN.get(name);
    ScheduleState state = PLATEAUS.get(name).start();
    ScheduleState resumed = PLATEAUS.get(name).start();
    for (int i = 0; i < metrics.length; i++) {
      resumed.restore(OptimizerTreesTest.copies(state.state()));
      state.observe(metrics[i]);
      resumed.observe(metrics[i]);
      assertThat(state.factor(i, 100)).as("after %d", i).isCloseTo(factors[i], within(TOLERANCE));
      assertThat(resumed.factor(i, 100)).isEqualTo(state.factor(i, 100));
    }
    assertThat(PLATEAUS.get(name).start().factor(0, 1)).isEqualTo(1);
  }

  @Test
  void aWarmUpAloneEndsAtTheFullLearningRate() {
    ScheduleState state = warmup(4).start();
    assertThat(state.factor(0, 100)).isCloseTo(0.2, within(TOLERANCE));
    assertThat(state.factor(3, 100)).isCloseTo(0.8, within(TOLERANCE));
    assertThat(state.factor(4, 100)).isEqualTo(1);
    assertThat(state.factor(99, 100)).isEqualTo(1);
  }

  @Test
  void cosineMayWarmUpAndStaysAtTheFloor() {
    ScheduleState state = cosine(c -> c.warmup(4).floor(0.1)).start();
    assertThat(state.factor(3, 104)).isCloseTo(0.8, within(TOLERANCE));
    assertThat(state.factor(4, 104)).isCloseTo(1, within(TOLERANCE));
    assertThat(state.factor(54, 104)).isCloseTo(0.55, within(TOLERANCE));
    assertThat(state.factor(104, 104)).isCloseTo(0.1, within(TOLERANCE));
    assertThat(state.factor(200, 104)).isCloseTo(0.1, within(TOLERANCE));
  }

  @Test
  void trainingsOfOneStepHaveALearningRate() {
    SCHEDULES.forEach(
        (name, schedule) -> assertThat(schedule.start().factor(0, 1)).as(name).isBetween(0.0, 1.0));
  }

  @Test
  void whoIsAtWorkObserves() {
    Schedule plateau = reduceOnPlateau(r -> r.patience(0).factor(0.5));
    Schedule both = plateau.forSteps(10).then(plateau).times(constant());
    ScheduleState state = both.start();
    assertThat(state.factor(0, 100)).isEqualTo(1);
    state.observe(1);
    state.observe(2);
    assertThat(state.factor(1, 100)).isEqualTo(0.5);
    assertThat(state.factor(10, 100)).isEqualTo(1);
    state.observe(1);
    ScheduleState resumed = both.start();
    resumed.restore(OptimizerTreesTest.copies(state.state()));
    state.observe(2);
    resumed.observe(2);
    assertThat(state.factor(11, 100)).isEqualTo(0.5);
    assertThat(resumed.factor(11, 100)).isEqualTo(0.5);
    assertThat(state.state())
        .extracting(Leaf::path)
        .contains("first.step", "first.first.best", "first.second.cooldownLeft");
  }

  @Test
  void statesOfOtherSchedulesAreRefused() {
    ScheduleState plateau = reduceOnPlateau(r -> {}).start();
    assertThatThrownBy(() -> constant().start().restore(plateau.state()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing takes factor: double[] of the saved state");
    assertThatThrownBy(() -> plateau.restore(List.of()))
        .hasMessage("the saved state has no factor: double[]");
  }

  @Test
  void impossibleSettingsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> staircase(s -> s.factor(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a staircase needs every(steps) or at(steps), and not both: every 0, at []");
    assertThatThrownBy(() -> staircase(s -> s.every(0))).hasMessage("every must be positive: 0");
    assertThatThrownBy(() -> exponential(e -> {}))
        .hasMessage("decay must be more than 0 and less than 1: 0.0");
    assertThatThrownBy(() -> linear(0, 1, 5)).hasMessage("from must be positive: 0.0");
    assertThatThrownBy(() -> warmup(0)).hasMessage("warmup must be positive: 0");
    assertThatThrownBy(() -> constant().forSteps(0)).hasMessage("steps must be positive: 0");
    assertThatThrownBy(() -> oneCycle(o -> o.rising(1.5)))
        .hasMessage("rising must be at least 0 and at most 1: 1.5");
    assertThatThrownBy(() -> oneCycle(o -> o.momentum(0.9, 1)))
        .hasMessage("highest momentum must be at least 0 and less than 1: 1.0");
    assertThatThrownBy(() -> oneCycle(o -> o.momentum(0.9, 0.8)))
        .hasMessage("the lowest momentum 0.9 must not be above the highest 0.8");
    assertThatThrownBy(() -> oneCycle(o -> o.rising(0.7).threePhases()))
        .hasMessage("three phases need rising of at most 0.5: 0.7");
    assertThatThrownBy(() -> reduceOnPlateau(r -> r.factor(1)))
        .hasMessage("factor must be more than 0 and less than 1: 1.0");
    assertThatThrownBy(() -> cosine(c -> c.restart(0))).hasMessage("restart must be positive: 0");
  }
}
