package dev.adjoint.samples.vision;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.samples.data.FashionMnistOptions.channel;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.LocallyConnected2d;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fully connected, locally connected and convolutional layers: what sharing weights saves. */
@AutoService(Sample.class)
@Command(
    name = "weight-sharing",
    description = "Fully connected, locally connected and convolutional first layers.")
public final class WeightSharingSample extends Sample {
  @Mixin private final TrainingOptions options = new TrainingOptions(10);

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images each network learns from (default: ${DEFAULT-VALUE}).")
  private int images = 2000;

  @Override
  public List<String> rows() {
    return List.of("E2");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "1", "--images", "200");
  }

  @Override
  protected void run(Report report) throws IOException {
    tellCounts(report);
    tellLaws(report);
    RandomSource random = RandomSource.of(seed());
    StringBuilder table = new StringBuilder("first layer          parameters   accuracy\n");
    double full = train(report, table, "fully connected", FirstLayer.fullyConnected(random));
    double local = train(report, table, "locally connected", FirstLayer.locallyConnected(random));
    double shared = train(report, table, "convolution", FirstLayer.convolution(random));
    report.excerpt(
        "E2",
        "networks with as many units that learned from few images of clothes",
        table.toString());
    report.result(
        "E2",
        "test accuracy with a fully connected, locally connected and convolutional first layer",
        shared > full - 0.03 && local > full - 0.03,
        "%.1f %%, %.1f %%, %.1f %%",
        100 * full,
        100 * local,
        100 * shared);
  }

  private static void tellCounts(Report report) {
    long gray = Weights.fullyConnected(200 * 200, 1000);
    long color = Weights.fullyConnected(200 * 200 * 3, 100);
    report.result(
        "E2",
        "weights from an image of 200 x 200 to 1,000 units, and from one in colour to 100",
        gray == 40_000_000 && color == 12_000_000,
        "%,d, %,d",
        gray,
        color);
    long local = Weights.locallyConnected(200 * 200, 10, 1);
    long shared = Weights.convolution(100, 10, 1);
    report.result(
        "E2",
        "weights from 200 x 200 to as many units that see 10 x 10 each, and of 100 kernels of"
            + " 10 x 10",
        local == 4_000_000 && shared == 10_000,
        "%,d, %,d",
        local,
        shared);
  }

  private void tellLaws(Report report) {
    RandomSource random = RandomSource.of(seed());
    Conv2d conv = Conv2d.init(random, 2, 3, 3, c -> c.stride(2));
    Tensor x = Tensors.normal(random, 4, 2, 9, 7);
    LocallyConnected2d local = Weights.local(conv, 4, 3);
    Tensor flat = Weights.linear(local, 2, 9, 7).apply(x.reshape(4, 2 * 9 * 7));
    double same = Weights.difference(conv.apply(x), local.apply(x));
    double sameFlat = Weights.difference(flat, local.apply(x));
    report.result(
        "E2",
        "a convolution less the locally connected layer with its weights at each place, and that"
            + " less the fully connected layer with zeros elsewhere, relative",
        same < 1e-5 && sameFlat < 1e-5,
        "%.1e, %.1e",
        same,
        sameFlat);
    double sharing = Weights.sharing(conv, x, Tensors.normal(random, 4, 3, 4, 3));
    report.result(
        "E2",
        "gradient of shared weights less the sum of that at all places, relative",
        sharing < 1e-5,
        "%.1e",
        sharing);
  }

  private double train(Report report, StringBuilder table, String name, FirstLayer net)
      throws IOException {
    Split<Dataset<Tensor, int[]>> clothes = FashionMnist.shipped();
    TrainingResult<FirstLayer> result =
        Training.of(FirstLayerTree.TREE, net, FirstLayerGrad::loss)
            .optimizer(adam(a -> a.learningRate(1e-3)))
            .data(channel(clothes.train(), images).batches(32))
            .validate(channel(clothes.test(), images))
            .metrics(FirstLayer::logits, Metrics.accuracy())
            .validationBatch(200)
            .seed(seed())
            .epochs(options.epochs())
            .run();
    report.say("%s: %.1f s", name, result.time().toMillis() / 1e3);
    double accuracy = result.metric("accuracy");
    table.append(
        String.format(
            Locale.ROOT, "%-20s %10d %9.1f %%%n", name, net.parameters(), 100 * accuracy));
    return accuracy;
  }
}
