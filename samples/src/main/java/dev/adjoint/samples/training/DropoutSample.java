package dev.adjoint.samples.training;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.train.metrics.Metrics.accuracy;
import static dev.adjoint.train.metrics.Metrics.meanLoss;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.nn.Dropout;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.EpochReport;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Dropout keeps the expectation of what it drops from, and a network from over-fitting. */
@AutoService(Sample.class)
@Command(
    name = "dropout",
    description = "Dropout: its expectation, and what it does for a network of few examples.")
public final class DropoutSample extends Sample {
  private static final float PROBABILITY = 0.5f;
  private static final int MASKS = 20_000;
  private static final int EXAMPLES = 400;
  private static final int WIDTH = 128;

  @Mixin private final TrainingOptions options = new TrainingOptions(60);

  @Override
  public List<String> rows() {
    return List.of("D6");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "30");
  }

  @Override
  protected void run(Report report) throws IOException {
    double away = distanceOfMean();
    report.result(
        "D6",
        "mean of what dropout leaves in training less what there is in evaluation, in standard"
            + " errors",
        away < 4,
        "%.1f at most, of %,d masks",
        away,
        MASKS);
    Split<Dataset<Tensor, int[]>> clothes = FashionMnist.shipped();
    Dataset<Tensor, int[]> few = flat(clothes.train().take(EXAMPLES));
    Dataset<Tensor, int[]> test = flat(clothes.test());
    TrainingResult<DropoutNet> with = train(few, test, PROBABILITY);
    TrainingResult<DropoutNet> without = train(few, test, 0);
    double gapWith = gap(with, few);
    double gapWithout = gap(without, few);
    report.say(
        "test accuracy: %.1f %% with dropout, %.1f %% without",
        100 * with.metric("accuracy"), 100 * without.metric("accuracy"));
    report.result(
        "D6",
        "test loss less the loss of the " + EXAMPLES + " examples learned from, with and without",
        gapWith < gapWithout,
        "%.3f, %.3f",
        gapWith,
        gapWithout);
    report.picture(
        "D6",
        "over-fitting.png",
        "test loss by epoch",
        png ->
            chart(
                png,
                c ->
                    c.title("A network of 400 images of clothes")
                        .axes("epoch", "test loss")
                        .line("dropout of one half", losses(with.epochs()))
                        .line("none", losses(without.epochs()))));
  }

  private static Dataset<Tensor, int[]> flat(Dataset<Tensor, int[]> images) {
    return Dataset.of(images.x().reshape(images.size(), 28 * 28), images.y());
  }

  private double distanceOfMean() {
    RandomSource random = RandomSource.of(seed());
    Dropout dropout = new Dropout(PROBABILITY);
    Tensor x = Tensor.vector(0.5f, -1, 2, 3);
    double[] sums = new double[x.size()];
    for (int i = 0; i < MASKS; i++) {
      float[] left = dropout.applyInTraining(x, random).array();
      for (int j = 0; j < sums.length; j++) {
        sums[j] += left[j];
      }
    }
    float[] expected = dropout.apply(x).array();
    double largest = 0;
    for (int j = 0; j < sums.length; j++) {
      // x or -x away from the mean, each time: one half is left, twice as large.
      double standardError = Math.abs(expected[j]) / Math.sqrt(MASKS);
      largest = Math.max(largest, Math.abs(sums[j] / MASKS - expected[j]) / standardError);
    }
    return largest;
  }

  private static double gap(TrainingResult<DropoutNet> result, Dataset<Tensor, int[]> examples) {
    float own = Losses.crossEntropy(result.model().logits(examples.x()), examples.y());
    return result.metric("loss") - own;
  }

  private static double[] losses(List<EpochReport> epochs) {
    return epochs.stream().mapToDouble(epoch -> epoch.metrics().get("loss")).toArray();
  }

  private TrainingResult<DropoutNet> train(
      Dataset<Tensor, int[]> examples, Dataset<Tensor, int[]> test, float probability) {
    RandomSource masks = RandomSource.of(seed() + 1);
    DropoutNet net = DropoutNet.init(28 * 28, WIDTH, 10, probability, RandomSource.of(seed()));
    return Training.of(
            DropoutNetTree.TREE,
            net,
            (DropoutNet model, Tensor x, int[] y) -> DropoutNetGrad.loss(model, x, y, masks))
        .optimizer(adam(a -> a.learningRate(1e-3)))
        .data(examples.batches(32))
        .validate(test)
        .metrics(DropoutNet::logits, accuracy(), meanLoss(Losses::crossEntropy))
        .seed(seed())
        .epochs(options.epochs())
        .run();
  }
}
