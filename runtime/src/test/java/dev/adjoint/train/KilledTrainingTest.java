package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.random.RandomSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a training at random moments, until it has made its way to the end in spite of that. */
class KilledTrainingTest {
  private static final int KILLS = 25;
  private static final int EPOCHS = 150;

  /** From the first step after the start on. */
  private static final int MOST_MICROS = 60_000;

  @TempDir private Path temporary;

  @Test
  void endsWithTheBytesOfAnUndisturbedTraining() throws Exception {
    Path expected = temporary.resolve("expected.safetensors");
    ResumedTraining.save(expected, ResumedTraining.plan(EPOCHS, RandomSource.of(5)).run());
    RandomSource random = RandomSource.of(2);
    Set<Path> resumedFrom = new TreeSet<>();
    int kills = 0;
    int ends = 0;
    while (kills < KILLS || ends == 0) {
      Path directory = temporary.resolve("run-" + ends);
      Path result = temporary.resolve("result-%d.safetensors".formatted(ends));
      new CheckpointDirectory(directory).newest().ifPresent(resumedFrom::add);
      Optional<Long> patience =
          kills < KILLS ? Optional.of((long) random.nextInt(MOST_MICROS)) : Optional.empty();
      if (isKilled(directory, result, patience)) {
        kills++;
      } else {
        ends++;
        assertThat(result).hasSameBinaryContentAs(expected);
      }
    }
    assertThat(resumedFrom).hasSizeGreaterThan(KILLS / 3);
  }

  /** Trains until the end, or until the patience is over. */
  private static boolean isKilled(Path directory, Path result, Optional<Long> micros)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(
                    File.pathSeparator,
                    place(Training.class),
                    place(Differentiable.class),
                    place(ResumedTraining.class)),
                ResumedTraining.class.getName(),
                directory.toString(),
                result.toString(),
                Integer.toString(EPOCHS))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && !line.equals("ready")) {
        line = output.readLine();
      }
      if (micros.isPresent() && !process.waitFor(micros.get(), TimeUnit.MICROSECONDS)) {
        process.destroyForcibly();
        process.waitFor();
        return !Files.exists(result);
      }
      String rest = String.join("\n", output.lines().toList());
      assertThat(process.waitFor()).as(rest).isZero();
      return false;
    }
  }

  private static String place(Class<?> type) throws URISyntaxException, IOException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
