package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.Point;
import dev.adjoint.annotations.Differentiable;
import dev.adjoint.io.Safetensors;
import dev.adjoint.nn.SequentialTree;
import dev.adjoint.random.RandomSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    save(expected, Point.TREE, ResumedTraining.plan(EPOCHS, RandomSource.of(5)).run());
    kill(ResumedTraining.class, expected, KILLS, EPOCHS);
  }

  /** The running statistics of batch normalization are as they would have been. */
  @Test
  void soDoesANetworkThatRemembersItsBatches() throws Exception {
    Path expected = temporary.resolve("expected.safetensors");
    save(
        expected,
        SequentialTree.TREE,
        NormalizedNetwork.resumable(EPOCHS / 3, RandomSource.of(5)).run());
    kill(NormalizedNetwork.class, expected, KILLS / 3, EPOCHS / 3);
  }

  private void kill(Class<?> program, Path expected, int wanted, int epochs) throws Exception {
    RandomSource random = RandomSource.of(2);
    Set<Path> resumedFrom = new TreeSet<>();
    int kills = 0;
    int ends = 0;
    // A busy machine makes few steps between two kills, and then needs more of them.
    while (kills < wanted || ends == 0 || resumedFrom.size() <= wanted / 3) {
      Path directory = temporary.resolve("run-" + ends);
      Path result = temporary.resolve("result-%d.safetensors".formatted(ends));
      new CheckpointDirectory(directory).newest().ifPresent(resumedFrom::add);
      Optional<Long> patience =
          kills < wanted || resumedFrom.size() <= wanted / 3
              ? Optional.of((long) random.nextInt(MOST_MICROS))
              : Optional.empty();
      if (isKilled(program, epochs, directory, result, patience)) {
        kills++;
      } else {
        ends++;
        assertThat(result).hasSameBinaryContentAs(expected);
      }
    }
  }

  /** Trains until the end, or until the patience is over. */
  private static boolean isKilled(
      Class<?> program, int epochs, Path directory, Path result, Optional<Long> micros)
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
                    place(program)),
                program.getName(),
                directory.toString(),
                result.toString(),
                Integer.toString(epochs))
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

  /** Says that the training makes steps. */
  static final class Ready<M> implements TrainingCallback<M> {
    private boolean isSaid;

    @Override
    public void afterStep(TrainingState<M> state) {
      if (!isSaid) {
        System.out.println("ready");
        System.out.flush();
        isSaid = true;
      }
    }
  }

  /** All that does not depend on the clock. */
  static <M> void save(Path file, ParameterTree<M> tree, TrainingResult<M> result)
      throws IOException {
    List<Leaf> leaves = new ArrayList<>(tree.allLeaves(result.model()));
    double[] losses = result.stepLosses().stream().mapToDouble(x -> x).toArray();
    leaves.add(new Leaf.Doubles("losses", new int[] {losses.length}, losses));
    double[] means = result.epochs().stream().mapToDouble(EpochReport::loss).toArray();
    leaves.add(new Leaf.Doubles("epochs", new int[] {means.length}, means));
    double[] errors =
        result.validations().stream().mapToDouble(v -> v.metrics().get("error")).toArray();
    leaves.add(new Leaf.Doubles("errors", new int[] {errors.length}, errors));
    Safetensors.save(file, leaves, Map.of());
  }
}
