package dev.adjoint.samples.beyond;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.ValueAndGradient;
import dev.adjoint.random.RandomSource;
import org.junit.jupiter.api.Test;

class NeuralOdeTest {
  @Test
  void aFieldIsLearned() {
    double[][] seen = NeuralOde.spiral();
    VectorField start = VectorField.init(RandomSource.of(1), 16);
    VectorField trained = NeuralOde.train(start, seen, 60, (epoch, field) -> {});
    assertThat(NeuralOde.distance(trained, seen)).isLessThan(0.3 * NeuralOde.distance(start, seen));
  }

  @Test
  void whatIsRunAgainGivesTheSameGradient() {
    double[][] seen = NeuralOde.spiral();
    VectorField field = VectorField.init(RandomSource.of(2), 8);
    ValueAndGradient<VectorField> kept = VectorFieldGrad.misfit(field, seen, 0.06, 3);
    ValueAndGradient<VectorField> again = VectorFieldGrad.misfitRunAgain(field, seen, 0.06, 3);
    assertThat(again.value()).isEqualTo(kept.value());
    assertThat(VectorFieldTree.TREE.flatten(again.gradient()))
        .isEqualTo(VectorFieldTree.TREE.flatten(kept.gradient()));
  }
}
