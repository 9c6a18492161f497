package dev.adjoint.samples.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenLayerTest {
  @Test
  void weightsSetByHandGiveTheTruthTables() {
    assertThat(HiddenLayer.table(HiddenLayer.XOR)).containsExactly(0, 1, 1, 0);
    assertThat(HiddenLayer.table(HiddenLayer.XNOR)).containsExactly(1, 0, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void learningGivesTheTruthTables(long seed) {
    double[] xor = HiddenLayer.outputs(HiddenLayer.learn(Gate.XOR, seed));
    assertThat(xor).satisfies(y -> assertThat(HiddenLayer.isRight(y, Gate.XOR)).isTrue());
    double[] xnor = HiddenLayer.outputs(HiddenLayer.learn(Gate.XNOR, seed));
    assertThat(xnor).satisfies(y -> assertThat(HiddenLayer.isRight(y, Gate.XNOR)).isTrue());
  }

  @Test
  void theGradientAgreesWithDifferences() {
    GradientCheck.of(Pair::loss, PairGrad::loss)
        .tree(Pair.class, PairTree.TREE)
        .wrt(0)
        .at(HiddenLayer.XOR, Gate.INPUTS, Gate.XOR.table());
  }
}
