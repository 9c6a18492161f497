package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalarsTest {
  @Test
  void sigmoidAndSoftplusDoNotOverflow() {
    assertThat(Scalars.sigmoid(1000.0)).isEqualTo(1);
    assertThat(Scalars.sigmoid(-1000.0)).isZero();
    assertThat(Scalars.sigmoid(-80f)).isCloseTo(1.8048514e-35f, within(1e-41f));
    assertThat(Scalars.softplus(1000.0)).isEqualTo(1000);
    assertThat(Scalars.softplus(-1000.0)).isZero();
    assertThat(Scalars.softplus(0.0)).isEqualTo(Math.log(2));
    assertThat(Scalars.softplus(200f)).isEqualTo(200f);
  }

  @Test
  void reluKeepsNaN() {
    assertThat(Scalars.relu(-2.0)).isZero();
    assertThat(Scalars.relu(2f)).isEqualTo(2f);
    assertThat(Scalars.relu(Double.NaN)).isNaN();
    assertThat(Scalars.square(-3f)).isEqualTo(9f);
  }

  @Test
  void stopGradientKeepsTheValueAndSharesNoArray() {
    double[] array = {1, 2};
    assertThat(Gradients.stopGradient(array)).isEqualTo(array).isNotSameAs(array);
    assertThat(Gradients.stopGradient(3.5)).isEqualTo(3.5);
  }
}
