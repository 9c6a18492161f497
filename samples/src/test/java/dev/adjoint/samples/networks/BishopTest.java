package dev.adjoint.samples.networks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BishopTest {
  @Test
  void threeUnitsAreEnough() {
    for (Bishop.Target target : Bishop.TARGETS) {
      Curve curve = CurveFit.best(target.function(), 50, 3, 5, 500, 1).model();
      for (int i = -100; i <= 100; i++) {
        double x = i / 100.0;
        assertThat(Math.abs(curve.at(x) - target.function().applyAsDouble(x)))
            .as("%s at %s", target.name(), x)
            .isLessThan(0.1);
      }
    }
  }
}
