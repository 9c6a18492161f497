package dev.adjoint.train;

import static dev.adjoint.optim.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.adjoint.Leaf;
import dev.adjoint.Point;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.optim.Schedules;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {
  private int calls;

  /** The third gradient of the second epoch is spoilt. */
  private Loss2<Point, Tensor, Tensor> spoilt(double loss, float w, double b) {
    calls = 0;
    return (model, x, y) -> {
      ValueAndGradient<Point> result = Regression.loss(model, x, y);
      if (++calls != 10) {
        return result;
      }
      Tensor weights = Tensor.of(new float[] {0, w, 0}, 3, 1);
      return new ValueAndGradient<>(loss, new Point(weights, b));
    };
  }

  private static TrainingPlan2<Point, Tensor, Tensor> checked(Loss2<Point, Tensor, Tensor> loss) {
    return Regression.plan(loss).checkFinite(FiniteCheck.GRADIENTS);
  }

  private TrainingDivergedException failure(TrainingPlan2<Point, Tensor, Tensor> plan) {
    TrainingDivergedException failure =
        catchThrowableOfType(TrainingDivergedException.class, plan::run);
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void aGradientIsNamed() {
    TrainingDivergedException failure =
        failure(checked(spoilt(1, Float.NEGATIVE_INFINITY, Double.NaN)));
    assertThat(failure)
        .hasMessageStartingWith(
            "the gradient is no finite number in epoch 2, step 3, where w[1, 0] is -Infinity:");
    assertThat(failure.path()).contains("w");
    assertThat(failure.epoch()).isEqualTo(2);
    assertThat(failure.batch()).isEqualTo(3);
    assertThat(failure(checked(spoilt(1, 0, Double.NaN)))).hasMessageContaining("where b is NaN:");
  }

  @Test
  void aLossIsReportedWithTheGradientThatWentFirst() {
    assertThat(failure(checked(spoilt(Double.NaN, 0, Double.NaN))))
        .hasMessageStartingWith(
            "the loss is NaN and its gradient no finite number in epoch 2, step 3, where b is NaN:");
    TrainingDivergedException failure = failure(checked(spoilt(1 / 0., 0, 0)));
    assertThat(failure)
        .hasMessageStartingWith("the loss is Infinity in epoch 2, step 3: lower the learning rate");
    assertThat(failure.path()).isEmpty();
  }

  @Test
  void accumulatedAndShardedGradientsAreChecked() {
    assertThat(failure(checked(spoilt(1, Float.NaN, 0)).accumulate(2)))
        .hasMessageContaining("epoch 2, step 4, where w[1, 0] is NaN:");
    Loss2<Point, Tensor, Tensor> always =
        (model, x, y) -> new ValueAndGradient<>(1, new Point(Tensor.zeros(3, 1), 1 / 0.));
    assertThat(failure(checked(always).shards(3)))
        .hasMessageContaining("epoch 1, step 1, where b is Infinity:");
  }

  /** Finite gradients that are too large for the parameters. */
  private TrainingPlan2<Point, Tensor, Tensor> overflowing() {
    Loss2<Point, Tensor, Tensor> steep =
        (model, x, y) -> new ValueAndGradient<>(1, new Point(Tensor.ones(3, 1).scale(3e38f), 0));
    return Regression.plan(steep)
        .optimizer(sgd(s -> s.learningRate(0.5)))
        .schedule(Schedules.constant())
        .epochs(1);
  }

  @Test
  void parametersAreCheckedAtTheEndOfAnEpochOrAfterEachUpdate() {
    assertThat(failure(overflowing()))
        .hasMessageStartingWith(
            "a parameter is no finite number after the update in epoch 1, step 7, where w[0, 0] is");
    assertThat(failure(overflowing().checkFinite(FiniteCheck.PARAMETERS)))
        .hasMessageContaining("in epoch 1, step 3, where w[0, 0] is -Infinity:");
  }

  @Test
  void aBrokenModelIsNotSaved(@TempDir Path directory) {
    assertThat(failure(overflowing().checkpoint(directory, c -> c.everySteps(4))))
        .hasMessageContaining("after the update in epoch 1, step 4, where w[0, 0] is");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void withoutACheckOfGradientsTheNextLossTellsTheParameter() {
    assertThatThrownBy(() -> Regression.plan(spoilt(1, Float.NaN, 0)).run())
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageStartingWith(
            "the loss is NaN and a parameter no finite number in epoch 2, step 4, where w[1, 0]");
  }

  @Test
  void everyNumberIsLookedAt() {
    for (int size : new int[] {1, 4, 7, 64, 1001}) {
      for (int i = 0; i < size; i++) {
        for (float value : new float[] {Float.NaN, 1 / 0f, -1 / 0f}) {
          float[] floats = new float[size];
          Arrays.fill(floats, i % 2 == 0 ? -Float.MAX_VALUE : Float.MIN_VALUE);
          Leaf leaf = new Leaf.Floats("x", new int[] {size}, floats);
          assertThat(NonFinite.first(List.of(leaf))).isEmpty();
          floats[i] = value;
          assertThat(NonFinite.first(List.of(leaf)))
              .contains(new NonFinite("x", List.of(i), value));
        }
      }
    }
  }
}
