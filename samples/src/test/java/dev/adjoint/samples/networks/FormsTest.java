package dev.adjoint.samples.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import dev.adjoint.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void scalarAndVectorizedGradientsAgree(long seed) {
    assertThat(Forms.formsDifference(seed)).isLessThan(1e-6);
  }

  @Test
  void theScalarFormAgreesWithDifferences() {
    RandomSource random = RandomSource.of(3);
    ScalarForm form = ScalarForm.init(2, 3, 2, random);
    GradientCheck.of(ScalarForm::loss, ScalarFormGrad::loss)
        .tree(ScalarForm.class, ScalarFormTree.TREE)
        .wrt(0)
        .at(form, ScalarForm.matrix(4, 2, random), ScalarForm.matrix(4, 2, random));
  }

  @Test
  void oneHiddenUnitHasTheClosedForm() {
    RandomSource random = RandomSource.of(9);
    for (int i = 0; i < 100; i++) {
      HiddenUnit unit =
          new HiddenUnit(
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian());
      assertThat(Forms.unitDifference(unit, random.nextGaussian(), 1)).isLessThan(1e-14);
    }
  }

  @Test
  void twoHiddenLayersLearnASurface() {
    DeepRegression model = Forms.learn(20, 1);
    // The function's own root mean square is about 0.5.
    assertThat(Forms.testError(model, 1)).isLessThan(0.15);
  }
}
