package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropoutSampleTest {
  @TempDir Path directory;

  @Test
  void itKeepsTheExpectationAndOverFitsLess() {
    assertThat(Quick.run(directory, "dropout", "--epochs", "30")).contains("standard errors");
  }
}
