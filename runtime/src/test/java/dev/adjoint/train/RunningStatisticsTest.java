package dev.adjoint.train;

import static dev.adjoint.optim.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import dev.adjoint.io.Safetensors;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.nn.Sequential;
import dev.adjoint.nn.SequentialTree;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.RunningStatistics;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What batch normalization knows after a training. */
class RunningStatisticsTest {
  private static final Map<String, double[]> GOLDEN = Golden.read("normalized.txt");
  private static final RandomSource UNUSED = RandomSource.of(1);

  @TempDir private Path directory;

  private static TrainingPlan2<Sequential, Tensor, Tensor> plan() {
    return NormalizedNetwork.plan(NormalizedNetwork.start(), UNUSED)
        .optimizer(sgd(s -> s.learningRate(0.02)))
        .epochs(8);
  }

  private static RunningStatistics statistics(Sequential model, int layer) {
    return ((BatchNorm) model.layers().get(layer)).statistics();
  }

  @Test
  void areThoseOfPyTorch() {
    Sequential trained = plan().run().model();
    assertClose("mean1", statistics(trained, 1).mean());
    assertClose("variance1", statistics(trained, 1).variance());
    assertClose("mean2", statistics(trained, 4).mean());
    assertClose("variance2", statistics(trained, 4).variance());
    assertClose("outputs", trained.apply(NormalizedNetwork.DATA.x()));
  }

  private static void assertClose(String name, Tensor actual) {
    double[] expected = Objects.requireNonNull(GOLDEN.get(name));
    assertThat(actual.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      double allowed = 1e-5 * Math.max(1, Math.abs(expected[i]));
      assertThat((double) actual.array()[i]).as(name).isCloseTo(expected[i], within(allowed));
    }
  }

  @Test
  void theModelThatWasGivenStaysAsItIs() {
    Sequential start = NormalizedNetwork.start();
    NormalizedNetwork.plan(start, UNUSED).run();
    assertThat(start).isEqualTo(NormalizedNetwork.start());
  }

  /** Layers that were made with the same statistics have their own in the training's copy. */
  @Test
  void aLayerInTwoPlacesHasTwo() {
    BatchNorm norm = BatchNorm.init(2);
    Sequential twice = Sequential.of(norm, norm);
    Sequential copy = SequentialTree.TREE.copy(twice);
    assertThat(statistics(copy, 0).mean()).isNotSameAs(statistics(copy, 1).mean());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theNumberOfThreadsChangesNoBit(int threads) {
    Sequential expected = plan().shards(3).run().model();
    assertThat(plan().shards(3).threads(threads).run().model()).isEqualTo(expected);
  }

  /** The first normalization has the same batch before its first step. */
  @Test
  void shardsTogetherAreTheWholeBatch() {
    Sequential whole = plan().steps(1).run().model();
    Sequential shards = plan().steps(1).shards(3).run().model();
    assertThat(statistics(shards, 1).mean().isCloseTo(statistics(whole, 1).mean(), 1e-7f)).isTrue();
    assertThat(statistics(shards, 1).variance().isCloseTo(statistics(whole, 1).variance(), 1e-6f))
        .isTrue();
  }

  @Test
  void aVetoedBatchIsNotSeen() {
    Sequential trained =
        plan()
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public boolean beforeStep(TrainingState<Sequential> state) {
                    return false;
                  }
                })
            .run()
            .model();
    assertThat(trained).isEqualTo(NormalizedNetwork.start());
  }

  /** Of which the parameters alone are averaged. */
  @Test
  void anAverageOfWeightsHasTheLatest() {
    Sequential trained = plan().run().model();
    Sequential averaged = plan().averageWeights(0.5).run().model();
    assertThat(statistics(averaged, 4)).isEqualTo(statistics(trained, 4));
    assertThat(averaged).isNotEqualTo(trained);
  }

  @Test
  void filesHaveThem() throws IOException {
    Path checkpoints = directory.resolve("run");
    Sequential trained = plan().checkpoint(checkpoints, c -> {}).run().model();
    Path file = directory.resolve("model.safetensors");
    Safetensors.save(file, SequentialTree.TREE, trained);
    assertThat(Safetensors.loadTensors(file))
        .containsKeys("layers.1.statistics.mean", "layers.4.statistics.variance")
        .hasSize(14);
    Sequential start = NormalizedNetwork.start();
    assertThat(Safetensors.load(file, SequentialTree.TREE, start)).isEqualTo(trained);
    Path newest = new CheckpointDirectory(checkpoints).newest().orElseThrow();
    assertThat(TrainingCheckpoint.loadModel(newest, SequentialTree.TREE, start)).isEqualTo(trained);
  }
}
