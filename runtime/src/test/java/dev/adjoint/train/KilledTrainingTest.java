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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a training at random moments, until it has made its way to the end in spite of that. */
class KilledTrainingTest {
  private static final int KILLS = 25;
  private static final int EPOCHS = 150;

  /** How many steps a start is left to make: however slow the machine is, it gets ahead. */
  private static final int MOST_STEPS = 16;

  /** How long it may go on after them, so that it is killed anywhere in a step. */
  private static final int MOST_MICROS = 2_000;

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
      int steps = kills < KILLS ? 1 + random.nextInt(MOST_STEPS) : Integer.MAX_VALUE;
      if (isKilled(directory, result, steps, random.nextInt(MOST_MICROS))) {
        kills++;
      } else {
        ends++;
        assertThat(result).hasSameBinaryContentAs(expected);
      }
    }
    assertThat(resumedFrom).hasSizeGreaterThan(KILLS / 3);
  }

  /** Trains until the end, or until a time after some steps. */
  private static boolean isKilled(Path directory, Path result, int steps, long micros)
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
      StringBuilder rest = new StringBuilder();
      int made = 0;
      String line = output.readLine();
      while (line != null) {
        if (!line.equals(ResumedTraining.STEP)) {
          rest.append(line).append('\n');
        } else if (++made == steps) {
          process.waitFor(micros, TimeUnit.MICROSECONDS);
          process.destroyForcibly();
          process.waitFor();
          return !Files.exists(result);
        }
        line = output.readLine();
      }
      assertThat(process.waitFor()).as(rest.toString()).isZero();
      return false;
    }
  }

  private static String place(Class<?> type) throws URISyntaxException, IOException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
