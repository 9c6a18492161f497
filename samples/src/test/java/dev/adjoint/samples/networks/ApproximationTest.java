package dev.adjoint.samples.networks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApproximationTest {
  @Test
  void widerLayersComeCloser() {
    double[] errors = Approximation.errors(new int[] {1, 2, 4, 8}, 500, 1);
    assertThat(Approximation.isFalling(errors)).as("%s", errors).isTrue();
    assertThat(errors[3]).isLessThan(errors[0] / 20);
  }
}
