package dev.adjoint.samples.training;

import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.plots.Plots.chart;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.digits.DigitImages;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.metrics.Metrics;
import dev.adjoint.train.report.HtmlReport;
import dev.adjoint.train.search.Search;
import dev.adjoint.train.search.SearchResult;
import dev.adjoint.train.search.SearchSpace;
import dev.adjoint.train.search.Trial;
import dev.adjoint.train.search.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Random and grid search for the settings of a small network, on several threads. */
@AutoService(Sample.class)
@Command(
    name = "search",
    description = "Random and grid search for learning rate, width and depth, in parallel.")
public final class HyperparameterSearch extends Sample {
  private static final String RATE = "learningRate";

  @Mixin private final TrainingOptions options = new TrainingOptions(5);

  @Option(
      names = "--trials",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many points random search draws (default: ${DEFAULT-VALUE}).")
  private int trials = 18;

  @Override
  public List<String> rows() {
    return List.of("D9");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "1", "--trials", "6");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> digits = DigitImages.shipped();
    Split<Dataset<Tensor, int[]>> parts = digits.train().split(0.8, seed());
    SearchSpace space =
        SearchSpace.of(
            s -> s.logUniform(RATE, 1e-3, 1).integers("width", 8, 64).choice("layers", 1, 2));
    SearchResult random =
        Search.random(space, trials)
            .seed(seed())
            .threads(2)
            .maximize()
            .progress()
            .run(trial -> accuracy(trial, parts));
    SearchSpace plane =
        SearchSpace.of(s -> s.logUniform(RATE, 1e-3, 1).choice("width", 24).choice("layers", 1, 2));
    Search grid = Search.grid(plane, 3).seed(seed()).maximize();
    SearchResult two = grid.threads(2).run(trial -> accuracy(trial, parts));
    SearchResult one = grid.threads(1).run(trial -> accuracy(trial, parts));
    report.excerpt("D9", "the trials of the random search, the best one first", random.toString());
    report.excerpt("D9", "the trials of the grid search", two.toString());
    report.result(
        "D9",
        "validation accuracy of the best trial of random search and of grid search",
        best(random) > 0.8 && best(two) > 0.8,
        "%.1f %%, %.1f %%",
        100 * best(random),
        100 * best(two));
    boolean isSame = Arrays.equals(accuracies(two), accuracies(one));
    report.result(
        "D9",
        "the trials of two threads beside those of one",
        isSame,
        isSame ? "the same bits" : "other numbers");
    Path html = report.file("search.html");
    HtmlReport.write(html, r -> r.title("Random search").search(random));
    random.writeCsv(report.file("search.csv"));
    report.say("the report: %s", html);
    report.picture(
        "D9",
        "trials.png",
        "accuracy of the trials by learning rate",
        png ->
            chart(
                png,
                c ->
                    c.title("Trials")
                        .axes("learning rate", "validation accuracy")
                        .logX()
                        .points("random", rates(random), accuracies(random))
                        .points("grid", rates(two), accuracies(two))));
  }

  private static double best(SearchResult result) {
    return result.best().orElseThrow().objective().orElseThrow();
  }

  private static double[] rates(SearchResult result) {
    return result.ranking().stream().mapToDouble(each -> each.trial().number(RATE)).toArray();
  }

  private static double[] accuracies(SearchResult result) {
    return result.ranking().stream()
        .map(TrialResult::objective)
        .mapToDouble(objective -> objective.orElse(0))
        .toArray();
  }

  private double accuracy(Trial trial, Split<Dataset<Tensor, int[]>> parts) {
    DeepNet net =
        DeepNet.init(
            trial.integer("layers"),
            64,
            trial.integer("width"),
            10,
            Nonlinearity.RELU,
            (r, s) -> kaimingNormal(r, s),
            trial.random());
    return Training.of(DeepNetTree.TREE, net, DeepNetGrad::loss)
        .optimizer(sgd(s -> s.learningRate(trial.number(RATE))))
        .data(parts.train().batches(32))
        .validate(parts.test())
        .metrics(DeepNet::logits, Metrics.accuracy())
        .seed(trial.seed())
        .epochs(options.epochs())
        .run()
        .metric("accuracy");
  }
}
