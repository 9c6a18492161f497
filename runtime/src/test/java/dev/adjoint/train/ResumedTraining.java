package dev.adjoint.train;

import static dev.adjoint.optim.GradientClipping.byGlobalNorm;
import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.optim.Schedules.reduceOnPlateau;
import static dev.adjoint.train.EarlyStopping.earlyStopping;

import dev.adjoint.Point;
import dev.adjoint.data.Batch;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;

/** A training with everything that remembers something, also as a program that can be killed. */
public final class ResumedTraining {
  private ResumedTraining() {}

  /** Noise is added to the examples by the data, and to the targets by the loss. */
  static TrainingPlan2<Point, Tensor, Tensor> plan(int epochs, RandomSource noise) {
    return Regression.plan(
            (model, x, y) ->
                Regression.loss(model, x, y.plus(Tensors.normal(noise, y.shape()).scale(0.01f))))
        .optimizer(adam(a -> a.learningRate(0.02)))
        .schedule(cosine(c -> c.warmup(5)).times(reduceOnPlateau(r -> r.patience(0))))
        .clip(byGlobalNorm(1))
        .accumulate(2)
        .averageWeights(0.9)
        .data(
            Regression.DATA
                .batches(8)
                .map(
                    (Batch<Tensor, Tensor> batch, RandomSource random) ->
                        new Batch<>(
                            batch.x().plus(Tensors.normal(random, batch.x().shape()).scale(0.01f)),
                            batch.y()))
                .prefetch(1))
        .randomSource("noise", noise)
        .validate(Regression.DATA)
        .metric("error", Regression::error)
        .callback(earlyStopping(e -> e.on("error").patience(100_000).restoreBest()))
        .epochs(epochs);
  }

  /**
   * Trains, and writes the result.
   *
   * @param args the directory of the checkpoints, the file of the result, the number of epochs
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    TrainingPlan2<Point, Tensor, Tensor> plan =
        plan(Integer.parseInt(args[2]), RandomSource.of(5))
            .checkpoint(directory, c -> c.everySteps(1).keepBest("error"))
            .resumeIfPresent(directory)
            .callback(new KilledTrainingTest.Ready<>());
    KilledTrainingTest.save(Path.of(args[1]), Point.TREE, plan.run());
  }
}
