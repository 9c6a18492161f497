package dev.adjoint.samples.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.samples.units.PerceptronRule.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerceptronRuleTest {
  @Test
  void theRuleLearnsWhatALineSeparates() {
    for (Gate gate : List.of(Gate.AND, Gate.OR)) {
      Outcome outcome = PerceptronRule.learn(gate);
      assertThat(outcome.converged()).as(gate.name()).isTrue();
      for (int i = 0; i < 4; i++) {
        double[] x = Gate.INPUTS[i];
        assertThat(outcome.unit().fires(x[0], x[1])).as(gate.name()).isEqualTo(gate.table()[i]);
      }
    }
  }

  @Test
  void theRuleNeverLearnsXor() {
    assertThat(PerceptronRule.learn(Gate.XOR).converged()).isFalse();
    assertThat(PerceptronRule.learn(Gate.XNOR).converged()).isFalse();
  }

  /** The gradient of the criterion is the rule: minus the input times the target, or nothing. */
  @Test
  void theGradientIsTheRule() {
    ThresholdUnit unit = new ThresholdUnit(1, -2, 0.5);
    assertThat(ThresholdUnitGrad.loss(unit, 3, 1, -1).gradient())
        .isEqualTo(new ThresholdUnit(3, 1, 1));
    assertThat(ThresholdUnitGrad.loss(unit, 3, 1, 1).gradient()).isEqualTo(ThresholdUnit.ZERO);
    assertThat(ThresholdUnitGrad.loss(ThresholdUnit.ZERO, 3, 1, 1).gradient())
        .isEqualTo(new ThresholdUnit(-3, -1, -1));
  }

  @Test
  void gatesKnowTheirInputs() {
    assertThat(Gate.XOR.where(1)).isEqualTo(new double[][] {{0, 1}, {1, 0}});
    assertThat(Gate.AND.where(0)).isEqualTo(new double[][] {{0, 0, 1}, {0, 1, 0}});
  }
}
