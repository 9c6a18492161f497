package dev.adjoint.samples.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.GeneratedCode;
import dev.adjoint.samples.calculus.ClosedForms.Comparison;
import dev.adjoint.samples.calculus.ClosedForms.Derivative;
import dev.adjoint.testing.GradientCheck;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChainRuleTest {
  private static void equalToTheClosedForm(Comparison comparison, double value) {
    assertThat(comparison.value()).as(comparison.what()).isEqualTo(value);
    for (Derivative derivative : comparison.derivatives()) {
      double tolerance = 1e-12 * Math.max(1, Math.abs(derivative.closedForm()));
      assertThat(derivative.generated())
          .as("%s of %s", derivative.name(), comparison.what())
          .isCloseTo(derivative.closedForm(), within(tolerance));
    }
  }

  @Test
  void generatedDerivativesEqualTheClosedForms() {
    RandomSource random = RandomSource.of(1);
    for (int i = 0; i < 200; i++) {
      double a = 2 * random.nextGaussian();
      double b = 2 * random.nextGaussian();
      double x = 2 * random.nextGaussian();
      double t = random.nextInt(2);
      double lambda = random.nextDouble();
      equalToTheClosedForm(ClosedForms.loss(a, b, x, t), Functions.loss(a, b, x, t));
      equalToTheClosedForm(
          ClosedForms.regularizedLoss(a, b, x, t, lambda),
          Functions.regularizedLoss(a, b, x, t, lambda));
      equalToTheClosedForm(ClosedForms.fanOut(a), Functions.fanOut(a));
      equalToTheClosedForm(ClosedForms.sineAndProduct(a, b), Functions.sineAndProduct(a, b));
      equalToTheClosedForm(ClosedForms.composition(a), Functions.composition(a));
    }
  }

  @Test
  void generatedDerivativesAgreeWithDifferences() {
    GradientCheck.of(Functions::loss, FunctionsGrad::loss).wrt(0, 1).at(0.7, -0.3, 1.5, 1.0);
    GradientCheck.of(Functions::fanOut, FunctionsGrad::fanOut).at(0.8);
    GradientCheck.of(Functions::sineAndProduct, FunctionsGrad::sineAndProduct).at(0.5, 2.0);
    GradientCheck.of(Functions::composition, FunctionsGrad::composition).at(0.9);
  }

  @Test
  void theGeneratedCodeHasTheLinesOfTheLecture() throws IOException {
    String loss = GeneratedCode.method(FunctionsGrad.class, "loss").orElseThrow();
    assertThat(loss)
        .containsSubsequence(
            "double zBar = yBar * y * (1 - y);",
            "double wBar = zBar * x;",
            "new LossGradient(wBar, zBar)");
    String fanOut = GeneratedCode.method(FunctionsGrad.class, "fanOut").orElseThrow();
    assertThat(fanOut)
        .containsSubsequence("double tBar = yBar * (2 * t);", "tBar -= xBar * Math.sin(t);");
  }
}
