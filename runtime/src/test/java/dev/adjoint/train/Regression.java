package dev.adjoint.train;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Schedules.cosine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Point;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/** Linear regression of 50 examples with a gradient by hand, for tests of trainings. */
final class Regression {
  static final Dataset<Tensor, Tensor> DATA = data();

  private Regression() {}

  private static Dataset<Tensor, Tensor> data() {
    Tensor x = Tensors.normal(RandomSource.of(10), 50, 3);
    Tensor w = Tensor.of(new float[] {1, -2, 0.5f}, 3, 1);
    return Dataset.of(x, x.matmul(w).shift(0.75f));
  }

  static Point start() {
    return new Point(Tensor.zeros(3, 1), 0);
  }

  static Tensor predict(Point model, Tensor x) {
    return x.matmul(model.w()).shift((float) model.b());
  }

  static ValueAndGradient<Point> loss(Point model, Tensor x, Tensor y) {
    Tensor prediction = predict(model, x);
    Tensor seed = prediction.minus(y).scale(2f / y.size());
    Point gradient = new Point(x.transposedMatmul(seed), seed.sum());
    return new ValueAndGradient<>(Losses.meanSquaredError(prediction, y), gradient);
  }

  static float error(Point model, Tensor x, Tensor y) {
    return Losses.meanSquaredError(predict(model, x), y);
  }

  /** Greater for better models. */
  static double fit(Point model, Tensor x, Tensor y) {
    return 1 / (1 + error(model, x, y));
  }

  /** Three epochs of seven batches, of which the last has two examples. */
  static TrainingPlan2<Point, Tensor, Tensor> plan() {
    return plan(Regression::loss);
  }

  static TrainingPlan2<Point, Tensor, Tensor> plan(Loss2<Point, Tensor, Tensor> loss) {
    return Training.of(Point.TREE, start(), loss)
        .optimizer(adam(a -> a.learningRate(0.05)))
        .schedule(cosine(c -> c.warmup(5)))
        .data(DATA.batches(8))
        .seed(1)
        .epochs(3);
  }

  /** Everything but times. */
  static void assertSame(TrainingResult<Point> actual, TrainingResult<Point> expected) {
    assertThat(actual.model()).isEqualTo(expected.model());
    assertThat(actual.stepLosses()).isEqualTo(expected.stepLosses());
    assertThat(actual.validations()).isEqualTo(expected.validations());
    assertThat(actual.epochs())
        .usingRecursiveComparison()
        .ignoringFields("time", "examplesPerSecond")
        .isEqualTo(expected.epochs());
    assertThat(actual.stopReason()).isEqualTo(expected.stopReason());
  }
}
