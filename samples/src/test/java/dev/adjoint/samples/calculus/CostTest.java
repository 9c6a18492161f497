package dev.adjoint.samples.calculus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.samples.GeneratedCode;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CostTest {
  /** Two products for each layer, but for the first, whose input has no gradient. */
  @Test
  void theGeneratedSweepMultipliesNoMoreThanItMust() throws IOException {
    String loss = GeneratedCode.method(PerceptronGrad.class, "loss").orElseThrow();
    loss = loss.replaceAll("//.*", "");
    assertThat(count("FusedOperations\\.linear|\\.matmul\\(", loss)).isEqualTo(3);
    assertThat(count("\\.transposedMatmul\\(|\\.matmulTransposed\\(", loss)).isEqualTo(5);
  }

  @Test
  void multiplicationsAreCounted() {
    // 20 and 6 products forward; 20 and twice 6 backward.
    assertThat(Cost.counted(new int[] {10, 2, 3})).isEqualTo(32.0 / 26);
  }

  private static long count(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
