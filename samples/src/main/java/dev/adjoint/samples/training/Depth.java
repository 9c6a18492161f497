package dev.adjoint.samples.training;

import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.nn.Initialization.xavierNormal;
import static dev.adjoint.optim.GradientClipping.byGlobalNorm;
import static dev.adjoint.optim.GradientClipping.byValue;
import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.plots.Plots.panels;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Batch;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.plots.Panel;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.digits.DigitImages;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.EpochReport;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingDivergedException;
import dev.adjoint.train.TrainingPlan2;
import dev.adjoint.train.TrainingResult;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gradients that vanish or explode with depth, and clipping, which rescues a training. */
@AutoService(Sample.class)
@Command(
    name = "depth",
    description = "Gradients that vanish or explode with depth, and clipping against it.")
public final class Depth extends Sample {
  private static final int LAYERS = 30;
  private static final int WIDTH = 64;

  @Mixin private final TrainingOptions options = new TrainingOptions(15);

  @Override
  public List<String> rows() {
    return List.of("D3");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "8");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> digits = DigitImages.shipped();
    Map<String, double[]> norms = norms(digits.train().take(64).all());
    norms.forEach(
        (name, byLayer) ->
            report.say(
                "%-28s first layer %.1e, last layer %.1e", name, byLayer[0], byLayer[LAYERS - 1]));
    double vanishing = ratio(norms.get("sigmoid"));
    double exploding = ratio(norms.get("ReLU, large"));
    double level = ratio(norms.get("ReLU, He"));
    report.result(
        "D3",
        "norm of the gradient by what the first of 30 layers adds up, over that of the last: sigmoid,"
            + " ReLU with weights too large, ReLU with He's",
        vanishing < 1e-6 && exploding > 1e3 && level > 0.01 && level < 100,
        "%.0e, %.0e, %.1f",
        vanishing,
        exploding,
        level);
    Map<String, TrainingResult<DeepNet>> clipped = new LinkedHashMap<>();
    clipped.put("by global norm", plan(digits).clip(byGlobalNorm(2)).run());
    clipped.put("by value", plan(digits).clip(byValue(0.05)).run());
    Optional<String> failure = failureWithoutClipping(digits);
    failure.ifPresent(reason -> report.say("without clipping: %s", reason));
    report.result(
        "D3",
        "test accuracy of a training that diverges, with gradients clipped by global norm and by"
            + " value",
        failure.isPresent() && accuracy(clipped, "by global norm") > 0.9,
        "%.1f %%, %.1f %%",
        100 * accuracy(clipped, "by global norm"),
        100 * accuracy(clipped, "by value"));
    report.picture(
        "D3",
        "depth.png",
        "gradient norms by layer, and losses of the trainings that were clipped",
        png ->
            panels(
                png,
                2,
                List.of(
                    Panel.chart(
                        c -> {
                          c.title("Gradient by layer").axes("layer", "log₁₀ of the norm");
                          norms.forEach((name, n) -> c.line(name, logarithms(n)));
                        }),
                    Panel.chart(
                        c -> {
                          c.title("Loss, clipped").axes("epoch", "loss");
                          clipped.forEach((name, result) -> c.line(name, losses(result)));
                        }))));
  }

  /** A learning rate and weights that are too large for ten layers. */
  private TrainingPlan2<DeepNet, Tensor, int[]> plan(Split<Dataset<Tensor, int[]>> digits) {
    RandomSource random = RandomSource.of(seed());
    DeepNet net =
        DeepNet.init(
            10,
            64,
            WIDTH,
            10,
            Nonlinearity.RELU,
            (r, s) -> kaimingNormal(r, s).scale(1.6f),
            random);
    return Training.of(DeepNetTree.TREE, net, DeepNetGrad::loss)
        .optimizer(sgd(s -> s.learningRate(0.05)))
        .data(digits.train().batches(32))
        .validate(digits.test())
        .metrics(DeepNet::logits, Metrics.accuracy())
        .seed(seed())
        .epochs(options.epochs());
  }

  private Optional<String> failureWithoutClipping(Split<Dataset<Tensor, int[]>> digits) {
    try {
      plan(digits).run();
      return Optional.empty();
    } catch (TrainingDivergedException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static double accuracy(Map<String, TrainingResult<DeepNet>> results, String name) {
    return results.get(name).metric("accuracy");
  }

  private static double[] losses(TrainingResult<DeepNet> result) {
    return result.epochs().stream().mapToDouble(EpochReport::loss).toArray();
  }

  private static double[] logarithms(double[] norms) {
    return Arrays.stream(norms).map(Math::log10).toArray();
  }

  private static double ratio(double[] norms) {
    return norms[0] / norms[norms.length - 1];
  }

  private Map<String, double[]> norms(Batch<Tensor, int[]> batch) {
    Map<String, double[]> norms = new LinkedHashMap<>();
    norms.put("sigmoid", norms(Nonlinearity.SIGMOID, (r, s) -> xavierNormal(r, s), batch));
    norms.put("tanh, Xavier", norms(Nonlinearity.TANH, (r, s) -> xavierNormal(r, s), batch));
    norms.put("ReLU, He", norms(Nonlinearity.RELU, (r, s) -> kaimingNormal(r, s), batch));
    norms.put(
        "ReLU, large", norms(Nonlinearity.RELU, (r, s) -> kaimingNormal(r, s).scale(1.6f), batch));
    return norms;
  }

  /** Of the adjoints of the layers' sums, added up over the batch: of their biases' gradients. */
  private double[] norms(Nonlinearity function, Draws draws, Batch<Tensor, int[]> batch) {
    DeepNet net = DeepNet.init(LAYERS, 64, WIDTH, 10, function, draws, RandomSource.of(seed()));
    DeepNet gradient = DeepNetGrad.loss(net, batch.x(), batch.y()).gradient();
    return gradient.layers().stream().map(Linear::bias).mapToDouble(Depth::norm).toArray();
  }

  private static double norm(Tensor x) {
    return Math.sqrt(x.times(x).sum());
  }
}
