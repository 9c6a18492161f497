package dev.adjoint.samples.sequences;

import static dev.adjoint.optim.GradientClipping.byGlobalNorm;
import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.plots.Plots.panels;
import static dev.adjoint.tensor.Shaping.select;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.nn.Gru;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Lstm;
import dev.adjoint.nn.Rnn;
import dev.adjoint.plots.Chart;
import dev.adjoint.plots.Panel;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.GeneratedCode;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recurrent networks that have to remember two numbers. */
@AutoService(Sample.class)
@Command(
    name = "recurrent",
    description = "RNN, LSTM and GRU on the adding problem; back-propagation through time.")
public final class RecurrentNetworks extends Sample {
  private static final int HIDDEN = 32;

  @Mixin private final TrainingOptions options = new TrainingOptions(10);

  @Option(
      names = "--length",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many numbers a sequence has (default: ${DEFAULT-VALUE}).")
  private int length = 60;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many sequences to learn from (default: ${DEFAULT-VALUE}).")
  private int sequences = 10_000;

  @Override
  public List<String> rows() {
    return List.of("F1");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "2", "--length", "10", "--sequences", "1000");
  }

  @Override
  protected void run(Report report) throws IOException {
    Optional<String> backward = GeneratedCode.method(ElmanUnitGrad.class, "loss");
    if (backward.isPresent()) {
      report.excerpt(
          "F1", "back-propagation through time by one unit, as Adjoint wrote it", backward.get());
    }
    RandomSource random = RandomSource.of(seed());
    Dataset<Tensor, Tensor> train = AddingProblem.draw(sequences, length, random);
    Dataset<Tensor, Tensor> test = AddingProblem.draw(1000, length, random);
    Map<String, TrainingResult<Adder>> results = new LinkedHashMap<>();
    Map<String, double[]> before = new LinkedHashMap<>();
    Map<String, double[]> after = new LinkedHashMap<>();
    layers(random)
        .forEach(
            (name, layer) -> {
              report.say("%s:", name);
              Adder adder = new Adder(layer, Linear.init(random, HIDDEN, 1));
              before.put(name, gradients(adder, test.x()));
              results.put(name, train(adder, train, test));
              after.put(name, gradients(results.get(name).model(), test.x()));
            });
    double rnn = results.get("RNN").metric("loss");
    double lstm = results.get("LSTM").metric("loss");
    double gru = results.get("GRU").metric("loss");
    report.result(
        "F1",
        "mean squared error of the sum of two marked numbers: LSTM and GRU below"
            + " 0.01, where telling 1 always has 0.167, and the RNN",
        lstm < 0.01 && gru < 0.01,
        "%.4f, %.4f, %.4f",
        lstm,
        gru,
        rnn);
    drawErrors(report, results);
    drawGradients(report, before, after);
  }

  private static Map<String, Layer> layers(RandomSource random) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("RNN", Rnn.init(random, 2, HIDDEN));
    layers.put("LSTM", Lstm.init(random, 2, HIDDEN));
    layers.put("GRU", Gru.init(random, 2, HIDDEN));
    return layers;
  }

  private TrainingResult<Adder> train(
      Adder adder, Dataset<Tensor, Tensor> train, Dataset<Tensor, Tensor> test) {
    return Training.of(AdderTree.TREE, adder, AdderGrad::loss)
        .optimizer(adam(a -> a.learningRate(5e-3)))
        .clip(byGlobalNorm(1))
        .data(train.batches(50))
        .validate(test)
        .metric("loss", Adder::loss)
        .seed(seed())
        .epochs(options.epochs())
        .progress()
        .run();
  }

  /** The norm of the gradient of what is told by what is read, for each time. */
  private double[] gradients(Adder adder, Tensor x) {
    Tensor gradient = AdderGrad.told(adder, x).gradient();
    return IntStream.range(0, length).mapToDouble(t -> select(gradient, 1, t).norm()).toArray();
  }

  private void drawErrors(Report report, Map<String, TrainingResult<Adder>> results)
      throws IOException {
    report.picture(
        "F1",
        "errors.png",
        "mean squared error on sequences that were not learned from, by epoch",
        png ->
            chart(
                png,
                c -> {
                  c.title("The adding problem").axes("epoch", "mean squared error").logY();
                  results.forEach((name, result) -> c.line(name, losses(result)));
                  double end = options.epochs();
                  c.dashed(
                      "telling 1 always",
                      new double[] {1, end},
                      new double[] {AddingProblem.VARIANCE, AddingProblem.VARIANCE});
                }));
  }

  private static void drawGradients(
      Report report, Map<String, double[]> before, Map<String, double[]> after) throws IOException {
    report.picture(
        "F1",
        "gradients.png",
        "norm of the gradient of what is told by what is read at each time, before and after"
            + " training",
        png ->
            panels(
                png,
                2,
                List.of(
                    Panel.chart(c -> drawNorms(c.title("before training"), before)),
                    Panel.chart(c -> drawNorms(c.title("after training"), after)))));
  }

  private static void drawNorms(Chart chart, Map<String, double[]> norms) {
    chart.axes("time", "norm").logY().range(1e-15, 1e3);
    norms.forEach(chart::line);
  }

  private static double[] losses(TrainingResult<Adder> result) {
    return result.epochs().stream().mapToDouble(e -> e.metric().orElseThrow()).toArray();
  }
}
