package dev.adjoint.samples.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.samples.beyond.Pricing.Heston;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GreeksTest {
  private static final Heston MARKET = Greeks.MARKET;

  @Test
  void blackScholesHasItsClosedForms() {
    for (double strike : new double[] {60, 100, 150}) {
      assertThat(Greeks.blackScholes(100, strike, 0.05, 0.3, 1.5))
          .allSatisfy(
              greek -> assertThat(greek.generated()).isCloseTo(greek.closed(), within(1e-10)));
    }
  }

  @Test
  void hestonHasThePublishedPrice() {
    assertThat(Pricing.heston(100, 100, 0, 1, MARKET)).isCloseTo(Greeks.REFERENCE, within(1e-7));
  }

  /** SciPy's quad over Heston's own two integrals, relative error 1e-11. */
  @Test
  void hestonHasThePriceOfAnotherFormula() {
    assertThat(Pricing.heston(100, 100, 0, 1, MARKET)).isCloseTo(5.785155434289, within(1e-9));
  }

  @Test
  void hestonHasTheDerivativesOfDifferences() {
    PricingGrad.HestonGradient g = PricingGrad.heston(95, 100, 0.02, 1.5, MARKET).gradient();
    check(g.spot(), 95, s -> Pricing.heston(s, 100, 0.02, 1.5, MARKET));
    check(g.strike(), 100, k -> Pricing.heston(95, k, 0.02, 1.5, MARKET));
    check(g.rate(), 0.02, r -> Pricing.heston(95, 100, r, 1.5, MARKET));
    check(g.years(), 1.5, t -> Pricing.heston(95, 100, 0.02, t, MARKET));
    check(g.market().variance(), MARKET.variance(), v -> with(v, MARKET.correlation()));
    check(g.market().correlation(), MARKET.correlation(), c -> with(MARKET.variance(), c));
  }

  private static double with(double variance, double correlation) {
    return Pricing.heston(
        95,
        100,
        0.02,
        1.5,
        new Heston(variance, MARKET.reversion(), MARKET.mean(), MARKET.deviation(), correlation));
  }

  /** Central differences, extrapolated once: an error of the order of the step to the fourth. */
  private static void check(double derivative, double x, DoubleUnaryOperator f) {
    double step = 1e-3 * Math.abs(x);
    double wide = (f.applyAsDouble(x + step) - f.applyAsDouble(x - step)) / (2 * step);
    double narrow = (f.applyAsDouble(x + step / 2) - f.applyAsDouble(x - step / 2)) / step;
    double expected = (4 * narrow - wide) / 3;
    assertThat(derivative).isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
  }

  /** A variance that hardly moves is that of Black and Scholes. */
  @Test
  void hestonBecomesBlackScholes() {
    Heston still = new Heston(0.04, 1, 0.04, 1e-3, 0);
    PricingGrad.HestonGradient heston = PricingGrad.heston(100, 105, 0.01, 1, still).gradient();
    PricingGrad.BlackScholesGradient simple =
        PricingGrad.blackScholes(100, 105, 0.01, 0.2, 1).gradient();
    assertThat(heston.spot()).isCloseTo(simple.spot(), within(1e-5));
    assertThat(heston.rate()).isCloseTo(simple.rate(), within(1e-3));
  }
}
