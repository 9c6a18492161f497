package dev.adjoint.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundAndWithin() {
    Axis axis = Axis.linear(0.013, 0.987);
    assertThat(axis.ticks().stream().map(Axis::text))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(axis.place(0)).isZero();
    assertThat(axis.place(1)).isCloseTo(1, within(1e-12));
  }

  @Test
  void equalAndNegativeNumbersHaveAnAxis() {
    for (double value : new double[] {0, 1, -3, 1e-20, 1e20}) {
      Axis axis = Axis.linear(value, value);
      assertThat(axis.place(value)).isBetween(0.2, 0.8);
      assertThat(axis.ticks()).hasSizeBetween(2, 12);
    }
    assertThat(Axis.linear(-7, 12).ticks()).contains(-5.0, 0.0, 10.0);
  }

  @Test
  void aLogarithmicAxisHasPowersOfTen() {
    Axis axis = Axis.logarithmic(2e-4, 3);
    assertThat(axis.ticks().stream().map(Axis::text)).containsExactly("0.001", "0.01", "0.1", "1");
    assertThat(axis.place(2e-4)).isBetween(0.0, 0.1);
    assertThat(Axis.logarithmic(1e-30, 1e30).ticks()).hasSizeLessThan(9);
  }

  @Test
  void numbersAreShort() {
    List<String> texts =
        List.of(1234567.0, 0.000012345, 123.456, 0.5, 100.0, -2.0, 1e-10, 99999.0).stream()
            .map(Axis::text)
            .toList();
    assertThat(texts)
        .containsExactly("1.23e6", "1.23e-5", "123.5", "0.5", "100", "-2", "1e-10", "99999");
  }
}
