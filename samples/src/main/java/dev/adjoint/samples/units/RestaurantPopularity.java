package dev.adjoint.samples.units;

import static dev.adjoint.optim.Optimizers.adam;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.plots.Plots;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Loss2;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sub-problems that a person names, against features that the network finds. */
@AutoService(Sample.class)
@Command(
    name = "restaurants",
    description = "How popular a restaurant is, by sub-problems set by hand and by learned ones.")
public final class RestaurantPopularity extends Sample {
  private static final int COUNT = 2000;
  private static final List<String> FEATURES =
      List.of("price", "portion", "chef", "service", "walk", "parking");

  @Mixin private final TrainingOptions options = new TrainingOptions(150);

  @Override
  public List<String> rows() {
    return List.of("B5");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "10");
  }

  @Override
  protected void run(Report report) throws IOException {
    TrainingResult<Popularity> named = learn(Popularity.SUBPROBLEMS, options.epochs(), seed());
    TrainingResult<Popularity> learned = learn(Popularity.ALL, options.epochs(), seed());
    double namedError = testError(named.model(), Popularity.SUBPROBLEMS, seed());
    double learnedError = testError(learned.model(), Popularity.ALL, seed());
    report.result(
        "B5",
        "test error of learned features is not above that of named sub-problems",
        learnedError <= namedError,
        "%.4f and %.4f",
        learnedError,
        namedError);
    report.excerpt("B5", "weights of the learned hidden units", weights(learned.model()));
    report.picture(
        "B5",
        "loss.png",
        "training loss with named sub-problems and with learned features",
        png ->
            Plots.chart(
                png,
                c ->
                    c.title("Popularity of restaurants")
                        .axes("epoch", "mean squared error")
                        .logY()
                        .line("named sub-problems", losses(named))
                        .line("learned features", losses(learned))));
  }

  private static double[] losses(TrainingResult<Popularity> result) {
    return result.epochs().stream().mapToDouble(epoch -> epoch.loss()).toArray();
  }

  static TrainingResult<Popularity> learn(Tensor mask, int epochs, long seed) {
    RandomSource random = RandomSource.of(seed);
    Dataset<Tensor, Tensor> data = Restaurants.of(COUNT, random);
    Loss2<Popularity, Tensor, Tensor> loss =
        (model, x, t) -> PopularityGrad.loss(model, x, t, mask);
    return Training.of(PopularityTree.TREE, Popularity.init(random), loss)
        .optimizer(adam(a -> a.learningRate(0.02)))
        .data(data.batches(64))
        .seed(seed)
        .epochs(epochs)
        .run();
  }

  static double testError(Popularity model, Tensor mask, long seed) {
    Dataset<Tensor, Tensor> test = Restaurants.of(COUNT, RandomSource.of(seed + 1000));
    return model.loss(test.x(), test.y(), mask);
  }

  private static String weights(Popularity model) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Restaurants.FEATURES; i++) {
      text.append("%-8s".formatted(FEATURES.get(i)));
      for (int unit = 0; unit < 3; unit++) {
        text.append(String.format(Locale.ROOT, " %7.2f", model.w1().get(i, unit)));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
