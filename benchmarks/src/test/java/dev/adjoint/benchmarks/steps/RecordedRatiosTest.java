package dev.adjoint.benchmarks.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRatiosTest {
  private static final String KEY = RecordedRatios.key("a processor", 17, 1, "lstm");

  @TempDir private Path folder;

  @Test
  void aFallByMoreThanTheFractionIsSeen() {
    RecordedRatios recorded = new RecordedRatios();
    recorded.put(KEY, 2);
    assertThat(recorded.isFallen(KEY, 1.71, 0.15)).isFalse();
    assertThat(recorded.isFallen(KEY, 1.69, 0.15)).isTrue();
    assertThat(recorded.isFallen(KEY, 3, 0.15)).isFalse();
  }

  @Test
  void otherConditionsAreOtherRecords() {
    RecordedRatios recorded = new RecordedRatios();
    recorded.put(KEY, 2);
    assertThat(recorded.ratio(RecordedRatios.key("a processor", 25, 1, "lstm"))).isEmpty();
    assertThat(recorded.ratio(RecordedRatios.key("a processor", 17, 2, "lstm"))).isEmpty();
    assertThat(recorded.ratio(RecordedRatios.key("another", 17, 1, "lstm"))).isEmpty();
    assertThat(recorded.ratio(KEY)).hasValue(2);
  }

  @Test
  void aFileIsReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("recorded.csv");
    assertThat(RecordedRatios.read(file).ratio(KEY)).isEmpty();
    RecordedRatios recorded = new RecordedRatios();
    recorded.put(KEY, 1.25);
    recorded.write(file);
    assertThat(Files.readAllLines(file))
        .containsExactly("processor,java,threads,model,ratio", "a processor,17,1,lstm,1.250");
    assertThat(RecordedRatios.read(file).ratio(KEY)).hasValue(1.25);
  }

  @Test
  void aLineWithoutARatioIsRefused() throws IOException {
    Path file = folder.resolve("recorded.csv");
    Files.writeString(file, "nothing\n");
    assertThatThrownBy(() -> RecordedRatios.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing");
  }
}
