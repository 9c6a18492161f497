package dev.adjoint.train;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.optim.Schedules.constant;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.optim.Schedules.reduceOnPlateau;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Point;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Batch;
import dev.adjoint.data.Batch3;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Dataset;
import dev.adjoint.optim.GradientClipping;
import dev.adjoint.optim.Schedule;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Linear regression with a gradient by hand. */
class TrainingTest {
  private final Dataset<Tensor, Tensor> data = data();
  private final Point start = new Point(Tensor.zeros(3, 1), 0);

  private static Dataset<Tensor, Tensor> data() {
    Tensor x = Tensors.normal(RandomSource.of(10), 50, 3);
    Tensor w = Tensor.of(new float[] {1, -2, 0.5f}, 3, 1);
    return Dataset.of(x, x.matmul(w).shift(0.75f));
  }

  private static Tensor predict(Point model, Tensor x) {
    return x.matmul(model.w()).shift((float) model.b());
  }

  private static ValueAndGradient<Point> loss(Point model, Tensor x, Tensor y) {
    Tensor prediction = predict(model, x);
    Tensor seed = prediction.minus(y).scale(2f / y.size());
    Point gradient = new Point(x.transposedMatmul(seed), seed.sum());
    return new ValueAndGradient<>(Losses.meanSquaredError(prediction, y), gradient);
  }

  private static float error(Point model, Tensor x, Tensor y) {
    return Losses.meanSquaredError(predict(model, x), y);
  }

  private TrainingPlan2<Point, Tensor, Tensor> plan() {
    return Training.of(Point.TREE, start, TrainingTest::loss)
        .optimizer(adam(a -> a.learningRate(0.05)))
        .schedule(cosine(c -> c.warmup(5)))
        .data(data.batches(8))
        .validate(data, TrainingTest::error)
        .seed(1)
        .epochs(40);
  }

  @Test
  void findsTheParametersAndKeepsTheUsersModel() {
    TrainingResult<Point> result = plan().run();
    // The data has no noise, so the optimum is exact; the learning rate falls to 0 around it.
    Tensor expected = Tensor.of(new float[] {1, -2, 0.5f}, 3, 1);
    assertThat(result.model().w().isCloseTo(expected, 1e-2f)).isTrue();
    assertThat(result.model().b()).isCloseTo(0.75, within(1e-2));
    assertThat(start.w()).isEqualTo(Tensor.zeros(3, 1));
    assertThat(result.epochs()).hasSize(40);
    assertThat(result.stepLosses()).hasSize(40 * 7);
    assertThat(result.loss()).isLessThan(result.epochs().get(0).loss() / 100);
    assertThat(result.metric().orElseThrow()).isEqualTo(error(result.model(), data.x(), data.y()));
    assertThat(result.epochs().get(0).examplesPerSecond()).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    assertThat(plan().run().stepLosses()).isEqualTo(plan().run().stepLosses());
    assertThat(plan().run().stepLosses()).isNotEqualTo(plan().seed(2).run().stepLosses());
  }

  @Test
  void lossesOfOneAndThreePartsOfTheData() {
    Training.of(Point.TREE, start, (Point m, Tensor x) -> loss(m, x, Tensor.zeros(50, 1)))
        .data(Batches.of(List.of(data.x())))
        .validate(data.x(), (m, x) -> predict(m, x).mean())
        .run();
    TrainingResult<Point> result =
        Training.of(
                Point.TREE, start, (Point m, Tensor x, Tensor y, String unused) -> loss(m, x, y))
            .optimizer(sgd(s -> s.learningRate(0.1)))
            .data(Batches.of(List.of(new Batch3<>(data.x(), data.y(), ""))))
            .epochs(200)
            .run();
    assertThat(result.loss()).isCloseTo(0, within(1e-6));
    assertThat(result.metric()).isEmpty();
  }

  /** As many steps with the mean of all batches as there are epochs. */
  @Test
  void accumulatesTheBatchesOfAnEpoch() {
    List<Long> steps = new ArrayList<>();
    Point whole =
        plan()
            .optimizer(sgd(s -> s.learningRate(0.1)))
            .schedule(Schedule.of((step, total) -> 1))
            .data(data.batches(50))
            .epochs(3)
            .run()
            .model();
    Point parts =
        plan()
            .optimizer(sgd(s -> s.learningRate(0.1)))
            .schedule(
                Schedule.of(
                    (step, total) -> {
                      steps.add(10 * step + total);
                      return 1;
                    }))
            .data(data.batches(10))
            .accumulate(8)
            .epochs(3)
            .run()
            .model();
    assertThat(steps).containsExactly(3L, 13L, 23L);
    assertThat(parts.w().isCloseTo(whole.w(), 1e-6f)).isTrue();
    assertThat(parts.b()).isCloseTo(whole.b(), within(1e-6));
  }

  @Test
  void clipsBeforeTheStep() {
    Point model =
        plan()
            .optimizer(sgd(s -> s.learningRate(1)))
            .schedule(constant())
            .clip(GradientClipping.byValue(0.01))
            .epochs(1)
            .run()
            .model();
    double[] moved = Point.TREE.flatten(model);
    assertThat(moved).hasSize(4);
    for (double number : moved) {
      assertThat(Math.abs(number)).isBetween(1e-4, 0.0700001);
    }
  }

  @Test
  void groupsAreTheOptimizers() {
    Point model = plan().groups(g -> g.group("b", s -> s.freeze())).run().model();
    assertThat(model.b()).isZero();
    assertThat(model.w()).isNotEqualTo(start.w());
    assertThatThrownBy(() -> plan().groups(g -> g.group("bias", s -> s.freeze())).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no parameter matches the pattern \"bias\"");
  }

  @Test
  void validatesAndReturnsTheAverageOfTheWeights() {
    TrainingResult<Point> result = plan().averageWeights(0.9).epochs(2).run();
    TrainingResult<Point> last = plan().epochs(2).run();
    assertThat(result.stepLosses()).isEqualTo(last.stepLosses());
    assertThat(result.model()).isNotEqualTo(last.model());
    assertThat(result.metric().orElseThrow()).isEqualTo(error(result.model(), data.x(), data.y()));
  }

  @Test
  void schedulesObserveWhatIsValidated() {
    List<EpochReport> epochs =
        plan()
            .schedule(reduceOnPlateau(r -> r.patience(0).maximize().factor(1e-9)))
            .epochs(6)
            .run()
            .epochs();
    // The error falls, so to a schedule that waits for greater ones it gets no better after the
    // first epoch, and with almost no learning rate it stays.
    assertThat(epochs.get(1).metric().orElseThrow())
        .isLessThan(0.99 * epochs.get(0).metric().orElseThrow());
    assertThat(epochs.get(5).metric().orElseThrow())
        .isCloseTo(epochs.get(1).metric().orElseThrow(), within(1e-5));
  }

  @Test
  void aLossThatIsNoNumberStopsTheTraining() {
    int[] steps = {0};
    Loss2<Point, Tensor, Tensor> diverging =
        (model, x, y) -> new ValueAndGradient<>(++steps[0] == 10 ? Double.NaN : 1, model);
    assertThatThrownBy(
            () -> Training.of(Point.TREE, start, diverging).data(data.batches(8)).epochs(3).run())
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageStartingWith("the loss is NaN in epoch 2, step 3: lower the learning rate");
  }

  @Test
  void aTrainingThatFailsEndsTheThreadThatMakesItsBatches() {
    AtomicReference<Thread> maker = new AtomicReference<>();
    Batches<Batch<Tensor, Tensor>> batches =
        data.batches(8)
            .map(
                (batch, random) -> {
                  maker.set(Thread.currentThread());
                  return batch;
                });
    Loss2<Point, Tensor, Tensor> diverging =
        (model, x, y) -> new ValueAndGradient<>(Double.NaN, model);
    assertThatThrownBy(
            () -> Training.of(Point.TREE, start, diverging).data(batches.prefetch(1)).run())
        .isInstanceOf(TrainingDivergedException.class);
    assertThat(maker.get()).isNotSameAs(Thread.currentThread());
    assertThat(maker.get().isAlive()).isFalse();
  }

  @Test
  void impossiblePlansAreRefused() {
    assertThatThrownBy(() -> Training.of(Point.TREE, start, TrainingTest::loss).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call data(");
    assertThatThrownBy(() -> plan().epochs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs must be positive: 0");
    assertThatThrownBy(() -> plan().accumulate(0)).hasMessage("accumulate must be positive: 0");
    assertThatThrownBy(() -> plan().averageWeights(1))
        .hasMessage("averageWeights must be at least 0 and less than 1: 1.0");
  }

  @Test
  void progressIsALinePerEpochInAFileAndOneLineOnATerminal() {
    assertThat(progress(false).lines())
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).matches("epoch [12]/2: loss .*, metric .* examples/s"));
    String terminal = progress(true);
    assertThat(terminal)
        .startsWith("\r\u001b[?7lepoch 1/2 [")
        .contains("s left")
        .endsWith(System.lineSeparator());
    assertThat(terminal.chars().filter(c -> c == '\n').count()).isEqualTo(1);
  }

  private String progress(boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    plan().epochs(2).progress(out, terminal).run();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
