package dev.adjoint.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Statistics have fixed seeds; their bounds are five standard deviations. */
class RandomSourceTest {
  private static final int COUNT = 100_000;

  @Test
  void firstNumbersAreThoseOfTheReferenceAlgorithm() {
    // SplitMix64 from 0 gives the first state, of which xoshiro256++ makes the first number.
    RandomSource random = RandomSource.of(0);
    assertThat(random.state()[0]).isEqualTo(0xe220a8397b1dcdafL);
    assertThat(random.state()[1]).isEqualTo(0x6e789e6aa1b965f4L);
    assertThat(random.nextLong()).isEqualTo(0x53175d61490b23dfL);
  }

  @Test
  void theStateGoesOnWhereItWasSaved() {
    RandomSource random = RandomSource.of(1);
    random.nextGaussian();
    RandomSource restored = RandomSource.restore(random.state());
    RandomSource other = RandomSource.of(2);
    other.goOnFrom(random.state());
    for (int i = 0; i < 100; i++) {
      double expected = random.nextGaussian();
      assertThat(restored.nextGaussian()).isEqualTo(expected);
      assertThat(other.nextGaussian()).isEqualTo(expected);
    }
    assertThatThrownBy(() -> other.goOnFrom(new long[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(other.state()).isEqualTo(random.state());
    assertThatThrownBy(() -> RandomSource.restore(new long[4]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void splitsAreDifferentAndReproducible() {
    RandomSource first = RandomSource.of(2).split();
    RandomSource same = RandomSource.of(2).split();
    RandomSource parent = RandomSource.of(2);
    RandomSource second = RandomSource.of(2);
    second.split();
    long number = first.nextLong();
    assertThat(same.nextLong()).isEqualTo(number);
    assertThat(number).isNotEqualTo(parent.nextLong()).isNotEqualTo(second.split().nextLong());
  }

  @Test
  void uniformNumbersFillTheInterval() {
    RandomSource random = RandomSource.of(3);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < COUNT; i++) {
      double value = i % 2 == 0 ? random.nextDouble() : random.nextFloat();
      assertThat(value).isBetween(0.0, Math.nextDown(1.0));
      sum += value;
      squares += value * value;
    }
    assertThat(sum / COUNT).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / COUNT)));
    assertThat(squares / COUNT).isCloseTo(1.0 / 3, within(5 * Math.sqrt(4.0 / 45 / COUNT)));
  }

  @Test
  void gaussianNumbersHaveTheMomentsOfTheNormalDistribution() {
    RandomSource random = RandomSource.of(4);
    double[] moments = new double[4];
    for (int i = 0; i < COUNT; i++) {
      double value = random.nextGaussian();
      for (int j = 0; j < 4; j++) {
        moments[j] += Math.pow(value, j + 1) / COUNT;
      }
    }
    double deviation = 5 / Math.sqrt(COUNT);
    assertThat(moments[0]).isCloseTo(0, within(deviation));
    assertThat(moments[1]).isCloseTo(1, within(deviation * Math.sqrt(2)));
    assertThat(moments[2]).isCloseTo(0, within(deviation * Math.sqrt(15)));
    assertThat(moments[3]).isCloseTo(3, within(deviation * Math.sqrt(96)));
  }

  @Test
  void boundedNumbersAreEquallyLikely() {
    RandomSource random = RandomSource.of(5);
    int[] counts = new int[7];
    for (int i = 0; i < COUNT; i++) {
      counts[random.nextInt(7)]++;
    }
    double expected = COUNT / 7.0;
    double deviation = Math.sqrt(expected * 6 / 7);
    for (int count : counts) {
      assertThat((double) count).isCloseTo(expected, within(5 * deviation));
    }
    assertThatThrownBy(() -> random.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyOrderIsEquallyLikely() {
    RandomSource random = RandomSource.of(6);
    int[] counts = new int[9];
    for (int i = 0; i < COUNT; i++) {
      int[] order = random.permutation(3);
      counts[order[0] * 3 + order[1]]++;
    }
    double expected = COUNT / 6.0;
    for (int i = 0; i < counts.length; i++) {
      boolean possible = i / 3 != i % 3;
      assertThat((double) counts[i])
          .isCloseTo(possible ? expected : 0, within(5 * Math.sqrt(expected)));
    }
    int[] sorted = random.permutation(100);
    Arrays.sort(sorted);
    assertThat(sorted).startsWith(0, 1, 2).endsWith(98, 99).doesNotHaveDuplicates();
  }
}
