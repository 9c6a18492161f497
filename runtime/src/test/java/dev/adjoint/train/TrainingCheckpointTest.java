package dev.adjoint.train;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.train.EarlyStopping.earlyStopping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Point;
import dev.adjoint.io.Safetensors;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCheckpointTest {
  @TempDir private Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void choose() {
    directory = temporary.resolve("run");
  }

  /** A training with everything that remembers something: 21 steps, a file after each. */
  private TrainingPlan2<Point, Tensor, Tensor> plan() {
    return ResumedTraining.plan(3, RandomSource.of(5));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void goesOnFromAnyStepBitForBit() throws IOException {
    TrainingResult<Point> expected = plan().run();
    TrainingResult<Point> saving =
        plan().checkpoint(directory, c -> c.everySteps(1).keepLast(100).keepBest("error")).run();
    Regression.assertSame(saving, expected);
    assertThat(names()).hasSize(1 + 12).startsWith("best.safetensors");
    for (String name : names()) {
      Regression.assertSame(plan().resume(directory.resolve(name)).run(), expected);
    }
    Regression.assertSame(plan().resume(directory).run(), expected);
  }

  /** A file in the midst of an accumulated step does not exist, but one in an epoch does. */
  @Test
  void goesOnWithShardsAndSteps() throws IOException {
    TrainingPlan2<Point, Tensor, Tensor> plan = Regression.plan().shards(2).steps(17);
    TrainingResult<Point> expected = plan.run();
    Regression.plan()
        .shards(2)
        .steps(17)
        .checkpoint(directory, c -> c.everySteps(5).every(100).keepLast(9))
        .run();
    assertThat(names())
        .containsExactly(
            "checkpoint-000000005.safetensors",
            "checkpoint-000000010.safetensors",
            "checkpoint-000000015.safetensors",
            "checkpoint-000000017.safetensors");
    for (String name : names()) {
      Regression.assertSame(
          Regression.plan().shards(2).steps(17).resume(directory.resolve(name)).run(), expected);
    }
  }

  @Test
  void keepsTheLastAndTheBest() throws IOException {
    double[] measures = {3, 1, 2, 4, 5};
    int[] epoch = {0};
    Regression.plan()
        .epochs(5)
        .validate(Regression.DATA)
        .metric("score", (model, x, y) -> measures[epoch[0]++])
        .checkpoint(directory, c -> c.keepLast(2).keepBest("score"))
        .run();
    assertThat(names())
        .containsExactly(
            "best.safetensors",
            "checkpoint-000000028.safetensors",
            "checkpoint-000000035.safetensors");
    Point best =
        TrainingCheckpoint.loadModel(
            directory.resolve("best.safetensors"), Point.TREE, Regression.start());
    // The schedule depends on the number of all steps, so that two epochs alone are not the same.
    Point[] expected = new Point[1];
    Regression.plan()
        .epochs(5)
        .callback(
            new TrainingCallback<>() {
              @Override
              public void onEpochEnd(TrainingState<Point> state, EpochReport report) {
                if (report.epoch() == 2) {
                  expected[0] = Point.TREE.copy(state.model());
                }
              }
            })
        .run();
    assertThat(best).isEqualTo(expected[0]);
  }

  @Test
  void theBestMayBeTheGreatest() throws IOException {
    double[] measures = {3, 1, 2};
    int[] epoch = {0};
    Regression.plan()
        .validate(Regression.DATA)
        .metric("score", (model, x, y) -> measures[epoch[0]++])
        .checkpoint(directory, c -> c.maximize().keepBest("score").every(9))
        .run();
    Map<String, String> metadata = Safetensors.loadMetadata(directory.resolve("best.safetensors"));
    assertThat(metadata).containsEntry("epoch", "1").containsEntry("batch", "0");
  }

  @Test
  void aCallbackVetoesASaving() throws IOException {
    Regression.plan()
        .checkpoint(directory, c -> c.every(1).keepLast(9))
        .callback(
            new TrainingCallback<>() {
              @Override
              public boolean beforeSave(TrainingState<Point> state, Path file) {
                return !file.getFileName().toString().contains("14");
              }
            })
        .run();
    assertThat(names())
        .containsExactly("checkpoint-000000007.safetensors", "checkpoint-000000021.safetensors");
  }

  @Test
  void aTrainingThatWasStoppedStaysStopped() throws IOException {
    TrainingCallback<Point> stopping =
        new TrainingCallback<>() {
          @Override
          public void afterStep(TrainingState<Point> state) {
            if (state.step() == 9) {
              state.stop("enough");
            }
          }
        };
    TrainingResult<Point> expected =
        plan().callback(stopping).checkpoint(directory, c -> c.everySteps(1).keepLast(99)).run();
    assertThat(expected.stopReason()).contains("enough");
    assertThat(expected.epochs()).hasSize(3);
    Regression.assertSame(plan().resume(directory).run(), expected);
    for (String name : names()) {
      Regression.assertSame(
          plan().callback(stopping).resume(directory.resolve(name)).run(), expected);
    }
  }

  /** The best measure comes in the midst of an epoch, and so does the one too many. */
  @Test
  void aTrainingThatStopsEarlyWithinAnEpoch() throws IOException {
    Supplier<TrainingPlan2<Point, Tensor, Tensor>> stopped =
        () ->
            Regression.plan()
                .validate(Regression.DATA)
                .metric("fit", Regression::fit)
                .validateEverySteps(2)
                .callback(earlyStopping(e -> e.on("fit").patience(2).restoreBest()));
    TrainingResult<Point> expected = stopped.get().run();
    assertThat(expected.stepLosses()).hasSize(8);
    stopped.get().checkpoint(directory, c -> c.everySteps(1).keepLast(99).keepBest("fit")).run();
    assertThat(names()).hasSize(1 + 8);
    for (String name : names()) {
      Regression.assertSame(stopped.get().resume(directory.resolve(name)).run(), expected);
    }
  }

  @Test
  void aTrainingIsStoppedAtTheStartOfAnEpoch() {
    TrainingResult<Point> result =
        Regression.plan()
            .checkpoint(directory, c -> c.every(9))
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public void onEpochStart(TrainingState<Point> state) {
                    if (state.epoch() == 2) {
                      state.stop("one is enough");
                    }
                  }
                })
            .run();
    assertThat(result.epochs()).hasSize(1);
    Regression.assertSame(Regression.plan().resume(directory).run(), result);
  }

  @Test
  void aLongerTrainingGoesOn() {
    Regression.plan().checkpoint(directory, c -> {}).run();
    TrainingResult<Point> result = Regression.plan().epochs(5).resume(directory).run();
    assertThat(result.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4, 5);
    assertThat(result.stepLosses()).hasSize(35);
  }

  @Test
  void startsAnewWhereThereIsNothing() throws IOException {
    TrainingResult<Point> expected = plan().run();
    Regression.assertSame(
        plan().checkpoint(directory, c -> {}).resumeIfPresent(directory).run(), expected);
    // What a killed training has left is removed, and nothing else.
    Files.writeString(directory.resolve("checkpoint-000000009.safetensors.1f.part"), "half");
    Files.writeString(directory.resolve("notes.part"), "mine");
    Regression.assertSame(
        plan().checkpoint(directory, c -> {}).resumeIfPresent(directory).run(), expected);
    assertThat(names())
        .containsExactly(
            "checkpoint-000000004.safetensors",
            "checkpoint-000000008.safetensors",
            "checkpoint-000000012.safetensors",
            "notes.part");
    assertThatThrownBy(() -> plan().checkpoint(directory, c -> {}).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            directory
                + " has checkpoints of an earlier training: resume it, or choose another"
                + " directory");
    assertThatThrownBy(() -> plan().resume(temporary).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(temporary + ": no training checkpoint in it");
  }

  private Path saved() {
    plan().epochs(1).checkpoint(directory, c -> {}).run();
    return directory.resolve("checkpoint-000000004.safetensors");
  }

  private void assertRefused(
      TrainingPlan2<Point, Tensor, Tensor> plan, Path file, String... reasons) {
    assertThatThrownBy(() -> plan.resume(file).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContainingAll(reasons);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = saved();
    byte[] bytes = Files.readAllBytes(file);
    RandomSource source = RandomSource.of(5);
    long[] before = source.state();
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertRefused(ResumedTraining.plan(3, source), file, "truncated");
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused(ResumedTraining.plan(3, source), file, "too long");
    // Nothing was half loaded.
    assertThat(source.state()).isEqualTo(before);
  }

  @Test
  void everySpoiltByteIsRefused() throws IOException {
    Path file = saved();
    byte[] bytes = Files.readAllBytes(file);
    RandomSource source = RandomSource.of(5);
    long[] before = source.state();
    for (int i = 0; i < bytes.length; i++) {
      byte[] spoilt = bytes.clone();
      spoilt[i] ^= (byte) (1 << i % 8);
      Files.write(file, spoilt);
      int position = i;
      assertThatThrownBy(() -> ResumedTraining.plan(3, source).resume(file).run())
          .as("bit %d of byte %d", i % 8, position)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(file + ": ");
    }
    assertThat(source.state()).isEqualTo(before);
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    Path file = temporary.resolve("model.safetensors");
    assertRefused(plan(), file, "no such file");
    Safetensors.save(file, Point.TREE, Regression.start());
    assertRefused(plan(), file, "no training checkpoint");
    Files.writeString(file, "epoch,loss\n1,0.5\n");
    assertRefused(plan(), file, "header too large");
    Map<String, String> metadata = Map.of("format", "adjoint training checkpoint", "version", "2");
    Safetensors.save(file, List.of(), metadata);
    assertRefused(plan(), file, "version 2, expected 1");
  }

  @Test
  void anotherPlanIsRefused() {
    Path file = saved();
    assertRefused(plan().seed(2), file, "the checkpoint has seed 1, the training has 2");
    assertRefused(plan().accumulate(3), file, "has accumulate 2, the training has 3");
    assertRefused(plan().shards(4), file, "has shards 1, the training has 4");
    assertRefused(
        plan().data(Regression.DATA.batches(10)), file, "has batches 7, the training has 5");
    assertRefused(
        plan().metric("fit", Regression::fit),
        file,
        "has metrics error, the training has error, fit");
    assertRefused(
        plan().optimizer(sgd(s -> {})), file, "nothing takes optimizer.", "of the saved state");
    assertRefused(
        plan().optimizer(adam(a -> a.amsGrad())), file, "the saved state has no optimizer.");
    assertRefused(
        plan().randomSource("more", RandomSource.of(1)),
        file,
        "has randomSources noise, the training has noise, more");
  }

  @Test
  void anotherModelIsRefused() {
    Path file = saved();
    assertThatThrownBy(
            () -> TrainingCheckpoint.loadModel(file, Point.TREE, new Point(Tensor.zeros(4, 1), 0)))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": the saved state has w: float[3, 1], expected w: float[4, 1]");
    Regression.plan().checkpoint(temporary, c -> {}).run();
    TrainingPlan2<Point, Tensor, Tensor> other =
        Training.of(Point.TREE, new Point(Tensor.zeros(4, 1), 0), Regression::loss)
            .data(Regression.DATA.batches(8))
            .seed(1);
    assertRefused(
        other,
        temporary.resolve("checkpoint-000000021.safetensors"),
        "the saved state has model.w: float[3, 1], expected model.w: float[4, 1]");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> plan().checkpoint(directory, c -> c.every(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every must be positive: 0");
    assertThatThrownBy(() -> plan().checkpoint(directory, c -> c.everySteps(0)))
        .hasMessage("everySteps must be positive: 0");
    assertThatThrownBy(() -> plan().checkpoint(directory, c -> c.keepLast(-1)))
        .hasMessage("keepLast must be positive: -1");
    assertThatThrownBy(() -> plan().checkpoint(directory, c -> c.keepBest("acuracy")).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("keepBest watches \"acuracy\", expected \"loss\" or a metric");
    assertThatThrownBy(() -> plan().randomSource("noise", RandomSource.of(1)))
        .hasMessage("randomSource has \"noise\" twice");
  }
}
