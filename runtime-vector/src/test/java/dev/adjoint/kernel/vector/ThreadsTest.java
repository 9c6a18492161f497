package dev.adjoint.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many threads there are, which is asked once in a JVM, decides no bit of a convolution. */
class ThreadsTest {
  private static String alone;

  @BeforeAll
  static void runAlone() throws Exception {
    alone = bits(1);
    assertThat(alone.lines())
        .hasSize(ConvolutionBits.SHAPES.length)
        .allMatch(line -> line.startsWith("["));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 12})
  void convolutionsHaveTheSameBits(int threads) throws Exception {
    assertThat(bits(threads)).isEqualTo(alone);
  }

  private static String bits(int threads) throws Exception {
    return Launch.onClassPath(ConvolutionBits.class, Launch.FLAG, "-Dadjoint.threads=" + threads)
        .lines()
        .filter(line -> line.startsWith("["))
        .reduce("", (before, line) -> before + line + "\n");
  }
}
