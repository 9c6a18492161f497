package dev.adjoint.benchmarks.adbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientsTest {
  static List<Problem> problems() {
    return Problems.all();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void gradientsAreThoseOfTheReference(Problem problem) {
    double[] generated = Problem.flatten(problem.generated().gradient());
    double[] byHand = Problem.flatten(problem.byHand().gradient());
    assertClose(generated, byHand);
    double value = problem.objective();
    assertThat(problem.generated().value()).isEqualTo(value);
    assertThat(problem.byHand().value()).isCloseTo(value, within(1e-12 * Math.abs(value)));
    if (problem.expectedGradient().length > 0) {
      assertThat(problem.objective())
          .isCloseTo(problem.expectedValue(), within(1e-12 * Math.abs(problem.expectedValue())));
      assertThat(problem.error(generated)).as("generated").isLessThanOrEqualTo(1e-12);
      assertThat(problem.error(byHand)).as("by hand").isLessThanOrEqualTo(1e-12);
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (double each : expected) {
      largest = Math.max(largest, Math.abs(each));
    }
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(1e-12 * largest));
    }
  }

  @Test
  void allEntriesOfBundleAdjustment() {
    BundleAdjustmentProblem problem = BundleAdjustmentProblem.read("ba1_n49_m7776_p31843");
    // A quarter of a million entries: the sum of a stream compensates for rounding.
    double sum =
        Arrays.stream(Problem.flatten(problem.generated().gradient())).map(Math::abs).sum();
    assertThat(sum).isCloseTo(problem.expectedSum(), within(1e-12 * problem.expectedSum()));
  }

  /** ADBench's own data repeat one camera, so that they cannot show a wrong index. */
  @Test
  void perturbedBundleAdjustment() {
    BundleAdjustmentProblem problem =
        BundleAdjustmentProblem.read("ba1_n49_m7776_p31843").perturbed(60);
    double[] generated = Problem.flatten(problem.generated().gradient());
    assertClose(generated, Problem.flatten(problem.byHand().gradient()));
    double[][] parts = {problem.cameras(), problem.points(), problem.weights()};
    int at = 0;
    for (double[] part : parts) {
      for (int i = 0; i < Math.min(part.length, 40); i++) {
        double slope = (16 * slope(problem, part, i, 0.5) - slope(problem, part, i, 1)) / 15;
        assertThat(generated[at + i])
            .as("entry %d", at + i)
            .isCloseTo(slope, within(1e-6 * Math.max(1e3, Math.abs(slope))));
      }
      at += part.length;
    }
  }

  /** Richardson's extrapolation of central differences. */
  private static double slope(
      BundleAdjustmentProblem problem, double[] part, int i, double factor) {
    double kept = part[i];
    double h = 1e-3 * factor * Math.max(1e-2, Math.abs(kept));
    double wide = difference(problem, part, i, h);
    double narrow = difference(problem, part, i, h / 2);
    part[i] = kept;
    return (4 * narrow - wide) / 3;
  }

  private static double difference(
      BundleAdjustmentProblem problem, double[] part, int i, double h) {
    double kept = part[i];
    part[i] = kept + h;
    double above = problem.objective();
    part[i] = kept - h;
    double below = problem.objective();
    part[i] = kept;
    return (above - below) / (2 * h);
  }
}
