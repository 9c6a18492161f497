package dev.adjoint.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong on purpose must be found, and kinks must not. */
class TensorOracleTest {
  private static Outcome outcome(String result) {
    Node body = new Node.Text("return " + result + ";");
    Program program =
        new Program(
            TensorPrograms.DIALECT,
            1,
            List.of(),
            List.of(
                new Parameter("v3", "Tensor", "x", true), new Parameter("v3", "Tensor", "w", true)),
            List.of(),
            "loss",
            new Node.Block(true, List.of(body)),
            List.of());
    return Runner.run(List.of(program)).get(0);
  }

  @Test
  void findsAWrongDerivativeByDifferences() {
    Failure failure = outcome("Crooked.twist(x).times(w).sum()").failure();
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.WRONG);
    assertThat(failure.signature()).isEqualTo("gradient against finite differences");
  }

  @Test
  void comparesWhatIsRight() {
    Outcome outcome = outcome("Activations.tanh(x).times(w).sum()");
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.compared()).isEqualTo(3);
  }

  @Test
  void knowsTheSlopeOfASmoothFunction() {
    double[] point = {0.7};
    FloatDifferences.Estimate estimate =
        new FloatDifferences(x -> (float) Math.sin(x[0]), point).along(0);
    assertThat(estimate.isKnown()).isTrue();
    assertThat(estimate.excludes(Math.cos(0.7))).isFalse();
    assertThat(estimate.excludes(Math.cos(0.7) + 0.01)).isTrue();
  }

  @Test
  void knowsNoSlopeAtAKink() {
    for (double at : new double[] {0, 0.001, -0.005, 0.01}) {
      FloatDifferences.Estimate estimate =
          new FloatDifferences(x -> (float) Math.abs(x[0] - at), new double[] {0}).along(0);
      assertThat(estimate.excludes(-1)).as("kink at %s", at).isFalse();
      assertThat(estimate.excludes(1)).as("kink at %s", at).isFalse();
    }
  }
}
