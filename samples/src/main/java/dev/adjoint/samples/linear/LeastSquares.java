package dev.adjoint.samples.linear;

import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.optim.Schedules.cosine;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.plots.Plots;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.Tables;
import dev.adjoint.tensor.LinearAlgebra;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.train.EpochReport;
import dev.adjoint.train.Loss2;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingCallback;
import dev.adjoint.train.TrainingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stochastic gradient descent walks to the solution of the normal equations. */
@AutoService(Sample.class)
@Command(
    name = "least-squares",
    description = "Least squares and ridge regression by SGD, beside the normal equations.")
public final class LeastSquares extends Sample {
  private static final float LAMBDA = 0.1f;

  @Mixin private final TrainingOptions options = new TrainingOptions(1000);

  @Override
  public List<String> rows() {
    return List.of("B1");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "20");
  }

  @Override
  protected void run(Report report) throws IOException {
    Dataset<Tensor, Tensor> data = Standardized.of(Tables.diabetes().data());
    Descent plain = descend(data, 0, options.epochs(), seed());
    Descent ridge = descend(data, LAMBDA, options.epochs(), seed());
    report.result(
        "B1",
        "SGD's distance to the normal equations' weights, relative, below 1 %",
        plain.last() < 0.01,
        "%.1e",
        plain.last());
    report.result("B1", "the same with ridge's penalty", ridge.last() < 0.01, "%.1e", ridge.last());
    report.say("weights by SGD      %s", plain.model().w());
    report.say("weights by algebra  %s", plain.solution());
    report.say("ridge by SGD        %s", ridge.model().w());
    report.say("ridge by algebra    %s", ridge.solution());
    report.picture(
        "B1",
        "distance.png",
        "distance of SGD's weights to the solution of the normal equations, by epoch",
        png ->
            Plots.chart(
                png,
                c ->
                    c.title("SGD on 442 patients, ten features")
                        .axes("epoch", "relative distance to the solution")
                        .logY()
                        .line("least squares", plain.distances())
                        .line("ridge, λ = " + LAMBDA, ridge.distances())));
  }

  /**
   * A training beside the solution that it should reach.
   *
   * @param distances of the weights to the solution after each epoch, by the solution's norm
   */
  record Descent(LinearModel model, Tensor solution, double[] distances) {
    double last() {
      return distances[distances.length - 1];
    }
  }

  static Descent descend(Dataset<Tensor, Tensor> data, float lambda, int epochs, long seed) {
    Tensor solution = solve(data, lambda);
    List<Double> distances = new ArrayList<>();
    Loss2<LinearModel, Tensor, Tensor> loss =
        (model, x, t) -> LinearModelGrad.ridgeLoss(model, x, t, lambda);
    LinearModel model =
        Training.of(LinearModelTree.TREE, LinearModel.zeros(solution.size()), loss)
            .optimizer(sgd(s -> s.learningRate(0.05)))
            .schedule(cosine(c -> {}))
            .data(data.batches(32))
            .seed(seed)
            .epochs(epochs)
            .callback(
                new TrainingCallback<>() {
                  @Override
                  public void onEpochEnd(TrainingState<LinearModel> state, EpochReport epoch) {
                    Tensor w = state.model().w();
                    distances.add((double) w.minus(solution).norm() / solution.norm());
                  }
                })
            .run()
            .model();
    return new Descent(
        model, solution, distances.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The normal equations: (X' X / n + λ I) w = X' t / n for features with the mean 0. */
  static Tensor solve(Dataset<Tensor, Tensor> data, float lambda) {
    Tensor x = data.x();
    float n = x.dimension(0);
    Tensor a = x.transposedMatmul(x).scale(1 / n);
    Tensor penalty = Tensors.eye(x.dimension(1)).scale(lambda);
    Tensor b = x.transposedMatmul(data.y()).scale(1 / n);
    return LinearAlgebra.solve(a.plus(penalty), b);
  }
}
