package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRatesTest {
  @TempDir Path directory;

  @Test
  void highThenLowIsBetterThanBothAndGoesOnFromTheMiddle() {
    assertThat(Quick.run(directory, "learning-rates")).contains("the same bits");
  }
}
