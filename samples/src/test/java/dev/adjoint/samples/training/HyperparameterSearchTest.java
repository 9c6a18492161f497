package dev.adjoint.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperparameterSearchTest {
  @TempDir Path directory;

  @Test
  void aReportHasAllTrials() throws IOException {
    String out = Quick.run(directory, "search", "--epochs", "2", "--trials", "6");
    assertThat(out).contains("the same bits", "learningRate");
    assertThat(Files.readAllLines(directory.resolve("search.csv"))).hasSize(7);
    assertThat(directory.resolve("search.html")).content().contains("Random search", "width");
  }
}
