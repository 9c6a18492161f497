package dev.adjoint.samples.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureMapsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void fitsAreThoseOfTheNormalEquations(int degree) {
    double[] xs = new double[20];
    double[] ts = new double[20];
    double[][] features = new double[20][degree + 1];
    for (int i = 0; i < 20; i++) {
      xs[i] = i / 10.0 - 0.95;
      ts[i] = Math.exp(xs[i]) + 0.1 * (i % 3);
      for (int j = 0; j <= degree; j++) {
        features[i][j] = Math.pow(xs[i], j);
      }
    }
    double[] expected = Algebra.normalEquations(features, ts, 0);
    double[] fitted = FeatureMaps.fit(degree, xs, ts).w();
    for (int j = 0; j <= degree; j++) {
      assertThat(fitted[j]).as("weight of x^%d", j).isCloseTo(expected[j], within(1e-6));
    }
  }
}
