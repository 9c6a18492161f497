package dev.adjoint.samples.training;

import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.plots.Plots.chart;

import com.google.auto.service.AutoService;
import dev.adjoint.ParameterTree;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.digits.DigitImages;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.EpochReport;
import dev.adjoint.train.Loss2;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Normalizations beside PyTorch's, and how much faster a deep network trains with them. */
@AutoService(Sample.class)
@Command(
    name = "normalization",
    description = "Batch, layer, instance and group normalization; a deep net with and without.")
public final class NormalizationLayers extends Sample {
  private static final int LAYERS = 6;
  private static final int WIDTH = 64;

  @Mixin private final TrainingOptions options = new TrainingOptions(15);

  @Override
  public List<String> rows() {
    return List.of("D5");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "5");
  }

  @Override
  protected void run(Report report) throws IOException {
    double difference = NormalizationGradients.largestDifference();
    report.result(
        "D5",
        "gradients of batch, layer, instance and group normalization less PyTorch's, relative",
        difference < 1e-4,
        "%.1e at most",
        difference);
    Split<Dataset<Tensor, int[]>> digits = DigitImages.shipped();
    RandomSource random = RandomSource.of(seed());
    DeepNet plain =
        DeepNet.init(
            LAYERS, 64, WIDTH, 10, Nonlinearity.SIGMOID, NormalizationLayers::asPyTorch, random);
    TrainingResult<DeepNet> without =
        train(digits, DeepNetTree.TREE, plain, DeepNetGrad::loss, DeepNet::logits);
    NormalizedNet normalized = NormalizedNet.init(LAYERS, 64, WIDTH, 10, RandomSource.of(seed()));
    TrainingResult<NormalizedNet> with =
        train(
            digits,
            NormalizedNetTree.TREE,
            normalized,
            NormalizedNetGrad::loss,
            NormalizedNet::logits);
    report.result(
        "D5",
        "test accuracy of a deep network with sigmoids, with batch normalization and without",
        with.metric("accuracy") > without.metric("accuracy") + 0.3,
        "%.1f %%, %.1f %%",
        100 * with.metric("accuracy"),
        100 * without.metric("accuracy"));
    report.picture(
        "D5",
        "accuracy.png",
        "test accuracy by epoch, by running statistics",
        png ->
            chart(
                png,
                c ->
                    c.title("Six layers of sigmoids")
                        .axes("epoch", "test accuracy")
                        .line("batch normalization", accuracies(with.epochs()))
                        .line("none", accuracies(without.epochs()))));
  }

  private static Tensor asPyTorch(RandomSource random, int... shape) {
    return Linear.init(random, shape[0], shape[1]).weight();
  }

  private static double[] accuracies(List<EpochReport> epochs) {
    return epochs.stream().mapToDouble(epoch -> epoch.metric().orElseThrow()).toArray();
  }

  private <M> TrainingResult<M> train(
      Split<Dataset<Tensor, int[]>> digits,
      ParameterTree<M> tree,
      M model,
      Loss2<M, Tensor, int[]> loss,
      BiFunction<M, Tensor, Tensor> logits) {
    return Training.of(tree, model, loss)
        .optimizer(sgd(s -> s.learningRate(0.1).momentum(0.9)))
        .data(digits.train().batches(32))
        .validate(digits.test())
        .metrics(logits, Metrics.accuracy())
        .seed(seed())
        .epochs(options.epochs())
        .run();
  }
}
