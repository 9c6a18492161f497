package dev.adjoint.samples.training;

import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.optim.Schedules.constant;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.optim.Schedules.exponential;
import static dev.adjoint.optim.Schedules.oneCycle;
import static dev.adjoint.optim.Schedules.polynomial;
import static dev.adjoint.optim.Schedules.staircase;
import static dev.adjoint.optim.Schedules.warmup;
import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.plots.Plots.panels;
import static dev.adjoint.tensor.Losses.meanSquaredError;

import com.google.auto.service.AutoService;
import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.transform.Normalization;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.LinearTree;
import dev.adjoint.optim.Schedule;
import dev.adjoint.optim.ScheduleState;
import dev.adjoint.plots.Chart;
import dev.adjoint.plots.Panel;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.Tables;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingPlan2;
import dev.adjoint.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Schedules of the learning rate: their shapes, high and then low, and going on half-way. */
@AutoService(Sample.class)
@Command(
    name = "learning-rates",
    description =
        "Learning rates that change: staircase, cosine, warm-up, one-cycle; high then low.")
public final class LearningRates extends Sample {
  private static final int SHOWN = 200;
  private static final double HIGH = 0.1;
  private static final double LOW = 0.0005;

  @Mixin private final TrainingOptions options = new TrainingOptions(20);

  @Override
  public List<String> rows() {
    return List.of("D2");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "6");
  }

  @Override
  protected void run(Report report) throws IOException {
    Dataset<Tensor, Tensor> patients = standardized(Tables.diabetes().data());
    int steps = options.epochs() * patients.batches(8).count();
    Map<String, TrainingResult<Linear>> results = new LinkedHashMap<>();
    results.put("high", plan(patients, HIGH, constant()).run());
    results.put("low", plan(patients, LOW, constant()).run());
    Schedule falling = staircase(s -> s.at(steps / 2, 3 * steps / 4).factor(0.1));
    results.put("high, then low", plan(patients, HIGH, falling).run());
    results.forEach(
        (name, result) -> report.say("%-15s loss %.4f", name, result.metric().orElseThrow()));
    double best = Math.min(loss(results.get("high")), loss(results.get("low")));
    double both = loss(results.get("high, then low"));
    report.result(
        "D2",
        "the loss of a rate that is first high and then low, beside the better one of both",
        both < best,
        "%.4f beside %.4f",
        both,
        best);
    boolean isSame = goesOnAsIfNothingHadHappened(patients, falling);
    report.result(
        "D2",
        "a training resumed from the middle of its schedule, beside one that was not interrupted",
        isSame,
        isSame ? "the same bits" : "other numbers");
    report.picture("D2", "schedules.png", "factors of the learning rate", LearningRates::draw);
    report.picture(
        "D2",
        "losses.png",
        "the loss of a linear model, measured after each epoch",
        png ->
            chart(
                png,
                c -> {
                  c.title("Linear regression, batches of 8").axes("epoch", "loss of all patients");
                  results.forEach((name, result) -> c.line(name, losses(result)));
                }));
  }

  private static double[] losses(TrainingResult<Linear> result) {
    return result.epochs().stream().mapToDouble(epoch -> epoch.metric().orElseThrow()).toArray();
  }

  private static double loss(TrainingResult<Linear> result) {
    return result.metric().orElseThrow();
  }

  /** Mean 0 and variance 1, of the targets as well. */
  private static Dataset<Tensor, Tensor> standardized(Dataset<Tensor, Tensor> data) {
    Tensor y = data.y().reshape(data.size(), 1);
    return Dataset.of(
        Normalization.perChannel(data.x()).apply(data.x()), Normalization.overall(y).apply(y));
  }

  @Differentiable(wrt = "line")
  static float loss(Linear line, @Shape("N, 10") Tensor x, @Shape("N, 1") Tensor y) {
    return meanSquaredError(line.apply(x), y);
  }

  private TrainingPlan2<Linear, Tensor, Tensor> plan(
      Dataset<Tensor, Tensor> patients, double rate, Schedule schedule) {
    Linear start = new Linear(Tensor.zeros(10, 1), Tensor.zeros(1));
    return Training.of(LinearTree.TREE, start, LearningRatesGrad::loss)
        .optimizer(sgd(s -> s.learningRate(rate)))
        .schedule(schedule)
        .data(patients.batches(8))
        .validate(patients, LearningRates::loss)
        .seed(seed())
        .epochs(options.epochs());
  }

  /** Trains with a checkpoint after each epoch, and again from the middle one. */
  private boolean goesOnAsIfNothingHadHappened(Dataset<Tensor, Tensor> patients, Schedule schedule)
      throws IOException {
    Path directory = Files.createTempDirectory("adjoint-learning-rates");
    try {
      Linear whole =
          plan(patients, HIGH, schedule)
              .checkpoint(directory, c -> c.every(1).keepLast(options.epochs()))
              .run()
              .model();
      List<Path> files;
      try (Stream<Path> all = Files.list(directory)) {
        files = all.sorted().toList();
      }
      return plan(patients, HIGH, schedule)
          .resume(files.get(files.size() / 2))
          .run()
          .model()
          .equals(whole);
    } finally {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void draw(Path png) throws IOException {
    panels(
        png,
        3,
        List.of(
            Panel.chart(
                c ->
                    factors(
                        c.title("Falling"),
                        Map.of(
                            "staircase", staircase(s -> s.every(50).factor(0.5)),
                            "exponential", exponential(e -> e.decay(0.985)),
                            "polynomial", polynomial(p -> p.power(2))))),
            Panel.chart(
                c ->
                    factors(
                        c.title("Up and down"),
                        Map.of(
                            "cosine, warm-up", cosine(s -> s.warmup(30)),
                            "one-cycle", oneCycle(o -> o.ownMomentum()),
                            "warm-up", warmup(60)))),
            Panel.chart(
                c ->
                    factors(
                        c.title("Cosine with restarts"),
                        Map.of("cosine", cosine(s -> s.restart(40, 2)))))));
  }

  private static void factors(Chart chart, Map<String, Schedule> schedules) {
    chart.axes("step", "factor");
    schedules.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              ScheduleState state = entry.getValue().start();
              double[] factors = new double[SHOWN];
              for (int step = 0; step < SHOWN; step++) {
                factors[step] = state.factor(step, SHOWN);
              }
              chart.line(entry.getKey(), factors);
            });
  }
}
