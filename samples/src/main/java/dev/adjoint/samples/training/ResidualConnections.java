package dev.adjoint.samples.training;

import static dev.adjoint.data.Transform.inputs;
import static dev.adjoint.data.transform.Augmentation.flip;
import static dev.adjoint.data.transform.Augmentation.shift;
import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.chart;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.data.transform.Normalization;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnistOptions;
import dev.adjoint.samples.digits.DigitImages;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.EpochReport;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A deep network that learns only with residual connections, and ResNet-20. */
@AutoService(Sample.class)
@Command(
    name = "residual",
    description = "A deep net without and with residual connections, and ResNet-20 on clothes.")
public final class ResidualConnections extends Sample {
  private static final int LAYERS = 40;
  private static final int WIDTH = 64;

  @Mixin private final TrainingOptions options = new TrainingOptions(10);

  @Option(
      names = "--resnet-epochs",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How often ResNet-20 goes through its images (default: ${DEFAULT-VALUE}).")
  private int resnetEpochs = 6;

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images ResNet-20 learns from (default: 1,000, or all of --data).")
  private Optional<Integer> images = Optional.empty();

  @Mixin private final FashionMnistOptions clothes = new FashionMnistOptions();

  @Override
  public List<String> rows() {
    return List.of("D7");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "4", "--resnet-epochs", "1", "--images", "64");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> digits = DigitImages.shipped();
    TrainingResult<SkipNet> residual = train(digits, true);
    TrainingResult<SkipNet> plain = train(digits, false);
    report.result(
        "D7",
        "test accuracy of " + LAYERS + " layers, with residual connections and without",
        residual.metric("accuracy") > 0.9 && plain.metric("accuracy") < 0.5,
        "%.1f %%, %.1f %%",
        100 * residual.metric("accuracy"),
        100 * plain.metric("accuracy"));
    report.picture(
        "D7",
        "losses.png",
        "loss by epoch",
        png ->
            chart(
                png,
                c ->
                    c.title("40 layers")
                        .axes("epoch", "loss")
                        .line("residual connections", losses(residual))
                        .line("none", losses(plain))));
    trainResNet(report);
  }

  private static double[] losses(TrainingResult<SkipNet> result) {
    return result.epochs().stream().mapToDouble(EpochReport::loss).toArray();
  }

  private TrainingResult<SkipNet> train(Split<Dataset<Tensor, int[]>> digits, boolean skips) {
    SkipNet net = SkipNet.init(LAYERS, 64, WIDTH, 10, skips, RandomSource.of(seed()));
    return Training.of(SkipNetTree.TREE, net, SkipNetGrad::loss)
        .optimizer(sgd(s -> s.learningRate(0.01).momentum(0.9)))
        .data(digits.train().batches(32))
        .validate(digits.test())
        .metrics(SkipNet::logits, Metrics.accuracy())
        .seed(seed())
        .epochs(options.epochs())
        .run();
  }

  private void trainResNet(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> all = clothes.read();
    int most = images.orElse(clothes.isGiven() ? Integer.MAX_VALUE : 1000);
    Dataset<Tensor, int[]> train = FashionMnistOptions.channel(all.train(), most);
    Dataset<Tensor, int[]> test = FashionMnistOptions.channel(all.test(), most);
    TrainingResult<ResNet> result = train(train, test);
    double wanted = train.size() < 50_000 ? 0.6 : 0.92;
    report.result(
        "D7",
        "test accuracy of ResNet-20 on Fashion-MNIST over %.0f %%".formatted(100 * wanted),
        result.metric("accuracy") > wanted,
        "%.2f %% of %,d from %,d images after %.0f s",
        100 * result.metric("accuracy"),
        test.size(),
        train.size(),
        result.time().toMillis() / 1e3);
  }

  private TrainingResult<ResNet> train(Dataset<Tensor, int[]> train, Dataset<Tensor, int[]> test) {
    Normalization normalization = Normalization.overall(train.x());
    RandomSource unused = RandomSource.of(seed());
    return Training.of(
            ResNetTree.TREE,
            ResNet.init(3, 1, 10, RandomSource.of(seed())),
            (ResNet net, Tensor x, int[] y) -> ResNetGrad.loss(net, x, y, unused))
        .optimizer(sgd(s -> s.learningRate(0.1).momentum(0.9).weightDecay(5e-4)))
        .schedule(cosine(c -> c.warmup(10)))
        .data(train.batches(64).map(inputs(flip().then(shift(1, 1)).then(normalization))))
        .validate(Dataset.of(normalization.apply(test.x()), test.y()))
        .metrics(ResNet::logits, Metrics.accuracy())
        .validationBatch(200)
        .seed(seed())
        .epochs(resnetEpochs)
        .progress()
        .run();
  }
}
