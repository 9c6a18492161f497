package dev.adjoint.samples.training;

import static dev.adjoint.data.Transform.inputs;
import static dev.adjoint.data.transform.Augmentation.crop;
import static dev.adjoint.data.transform.Augmentation.flip;
import static dev.adjoint.data.transform.Augmentation.noise;
import static dev.adjoint.data.transform.Augmentation.shift;
import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.train.EarlyStopping.earlyStopping;
import static dev.adjoint.train.metrics.Metrics.accuracy;
import static dev.adjoint.train.metrics.Metrics.meanLoss;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Batch;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Loss2;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingPlan2;
import dev.adjoint.train.TrainingResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What keeps a network from learning its few examples by heart. */
@AutoService(Sample.class)
@Command(
    name = "regularization",
    description = "Weight decay, L1, early stopping and augmentation on a few images of clothes.")
public final class Regularization extends Sample {
  private static final int EXAMPLES = 500;
  private static final int HELD_OUT = 500;
  private static final int BATCH = 25;
  private static final String NONE = "none";

  @Mixin private final TrainingOptions options = new TrainingOptions(60);

  @Override
  public List<String> rows() {
    return List.of("D8");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "12");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> clothes = FashionMnist.shipped();
    Dataset<Tensor, int[]> train = clothes.train().take(EXAMPLES);
    Dataset<Tensor, int[]> test = clothes.test();
    Batches<Batch<Tensor, int[]>> batches = train.batches(BATCH);
    Map<String, TrainingResult<Perceptron>> results = new LinkedHashMap<>();
    results.put(NONE, plan(PerceptronGrad::loss, batches, test).run());
    results.put(
        "weight decay",
        plan(PerceptronGrad::loss, batches, test)
            .optimizer(adamW(a -> a.learningRate(1e-3).weightDecay(1)))
            .run());
    results.put(
        "L1",
        plan((net, x, y) -> PerceptronGrad.lossWithL1(net, x, y, 3e-4f), batches, test).run());
    Dataset<Tensor, int[]> heldOut = clothes.train().split(0.5, seed()).test().take(HELD_OUT);
    results.put(
        "early stopping",
        plan(PerceptronGrad::loss, batches, heldOut)
            .callback(earlyStopping(e -> e.on("loss").patience(5).restoreBest()))
            .run());
    results.put(
        "flip, crop, shift, noise",
        plan(
                PerceptronGrad::loss,
                batches.map(inputs(flip().then(crop(1)).then(shift(1, 1)).then(noise(0.05)))),
                test)
            .run());
    StringBuilder table =
        new StringBuilder("regularization            accuracy: own    test   test loss   epochs\n");
    Map<String, Double> losses = new LinkedHashMap<>();
    results.forEach(
        (name, result) -> {
          double loss =
              meanLoss(Losses::crossEntropy).of(result.model().logits(test.x()), test.y());
          losses.put(name, loss);
          table.append(
              String.format(
                  Locale.ROOT,
                  "%-25s %11.1f %% %6.1f %% %9.3f %8d%n",
                  name,
                  100 * accuracy().of(result.model().logits(train.x()), train.y()),
                  100 * accuracy().of(result.model().logits(test.x()), test.y()),
                  loss,
                  result.epochs().size()));
        });
    report.excerpt("D8", "a perceptron of " + EXAMPLES + " images of clothes", table.toString());
    double none = losses.remove(NONE);
    double worst = losses.values().stream().max(Double::compare).orElseThrow();
    report.result(
        "D8",
        "test loss of the worst kind of regularization, and without any",
        worst < none,
        "%.3f, %.3f",
        worst,
        none);
    report.picture(
        "D8",
        "test-loss.png",
        "test loss by epoch",
        png ->
            chart(
                png,
                c -> {
                  c.title("500 images of clothes").axes("epoch", "test loss");
                  results.forEach(
                      (name, result) ->
                          c.line(
                              name,
                              result.epochs().stream()
                                  .mapToDouble(epoch -> epoch.metrics().get("loss"))
                                  .toArray()));
                }));
  }

  private TrainingPlan2<Perceptron, Tensor, int[]> plan(
      Loss2<Perceptron, Tensor, int[]> loss,
      Batches<Batch<Tensor, int[]>> batches,
      Dataset<Tensor, int[]> measured) {
    return Training.of(PerceptronTree.TREE, Perceptron.init(128, RandomSource.of(seed())), loss)
        .optimizer(adam(a -> a.learningRate(1e-3)))
        .data(batches)
        .validate(measured)
        .metrics(Perceptron::logits, meanLoss(Losses::crossEntropy))
        .seed(seed())
        .epochs(options.epochs());
  }
}
