package dev.adjoint.samples.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.optim.Minimum;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void theParametersThatMadeTheDataAreFoundAgain() {
    double[] film = Calibration.TRUE.angles(Calibration.PICTURES, Calibration.SECONDS, 4);
    Minimum<Pendulum> found = Calibration.calibrate(film);
    assertThat(found.hasConverged()).isTrue();
    assertThat(Calibration.distance(found.model(), Calibration.TRUE)).isLessThan(1e-6);
  }

  /** For small swings without drag there is a closed form: a cosine. */
  @Test
  void aSmallSwingIsACosine() {
    Pendulum pendulum = new Pendulum(0.5, 0, 0, 1e-4, 0);
    double[] angles = pendulum.angles(20, 0.05, 10);
    for (int i = 0; i < angles.length; i++) {
      double expected = 1e-4 * Math.cos(Math.sqrt(9.81 / 0.5) * i * 0.05);
      assertThat(angles[i]).isCloseTo(expected, within(1e-11));
    }
  }
}
