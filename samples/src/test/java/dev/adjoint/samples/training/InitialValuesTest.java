package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitialValuesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3"})
  void theRightOnesKeepTheVariance(String seed) {
    assertThat(Quick.run(directory, "initial-values", "--seed", seed)).contains("ReLU He");
  }
}
