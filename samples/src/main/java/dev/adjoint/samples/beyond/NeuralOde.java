package dev.adjoint.samples.beyond;

import static dev.adjoint.optim.Optimizers.adam;

import com.google.auto.service.AutoService;
import dev.adjoint.ScalarPullback;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.plots.Chart;
import dev.adjoint.plots.Plots;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Learns the law of a motion from where it was seen, through a solver of differential equations.
 */
@AutoService(Sample.class)
@Command(
    name = "neural-ode",
    description = "A neural differential equation learns a spiral; its gradient runs parts again.")
public final class NeuralOde extends Sample {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often to go through the path (default: ${DEFAULT-VALUE}).")
  private int epochs = 400;

  private static final int UNITS = 16;
  static final int PLACES = 100;
  static final double SECONDS = 0.06;
  static final int SUBSTEPS = 4;

  /** How many places are followed from one that was seen. */
  private static final int AHEAD = 10;

  @Override
  public List<String> rows() {
    return List.of("G3");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "5");
  }

  @Override
  protected void run(Report report) throws IOException {
    double[][] seen = spiral();
    VectorField field = VectorField.init(RandomSource.of(seed()), UNITS);
    double before = distance(field, seen);
    field =
        train(
            field,
            seen,
            epochs,
            (epoch, trained) -> {
              if (epoch % 50 == 0) {
                report.say("epoch %4d  distance %.4f", epoch, distance(trained, seen));
              }
            });
    double after = distance(field, seen);
    report.result(
        "G3",
        "mean distance from the spiral after training, of that before",
        after < 0.1 * before,
        "%.4f of %.4f",
        after,
        before);
    compareWays(report, field);
    VectorField learned = field;
    report.picture(
        "G3",
        "spiral.png",
        "the spiral, and the path of the learned field from its first place",
        png -> Plots.chart(png, chart -> draw(chart, seen, learned)));
  }

  /** The same gradient twice, on a path that is long enough for memory to matter. */
  private static void compareWays(Report report, VectorField field) {
    double[][] far = field.path(new double[] {2, 0}, 2_000, SECONDS, SUBSTEPS);
    long[] kept = new long[1];
    long[] again = new long[1];
    ScalarPullback<VectorField> a =
        counted(kept, () -> VectorFieldGrad.misfitPullback(field, far, SECONDS, SUBSTEPS));
    ScalarPullback<VectorField> b =
        counted(again, () -> VectorFieldGrad.misfitRunAgainPullback(field, far, SECONDS, SUBSTEPS));
    boolean isSame =
        Arrays.equals(
            VectorFieldTree.TREE.flatten(a.apply(1)), VectorFieldTree.TREE.flatten(b.apply(1)));
    report.result(
        "G3",
        "what a gradient over 8,000 steps keeps, and with parts run again; the same gradient",
        isSame && again[0] < kept[0] / 5,
        "%.0f KB, %.0f KB, %s",
        kept[0] / 1e3,
        again[0] / 1e3,
        isSame);
  }

  /** The least that something allocates on this thread: once it is compiled, what it keeps. */
  private static <T> T counted(long[] bytes, Supplier<T> body) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    bytes[0] = Long.MAX_VALUE;
    T result = body.get();
    for (int i = 0; i < 50; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      result = body.get();
      bytes[0] = Math.min(bytes[0], threads.getCurrentThreadAllocatedBytes() - before);
    }
    return result;
  }

  /** A spiral that winds inwards: the solution of x' = (-0.1 x + 2 y, -2 x - 0.1 y). */
  static double[][] spiral() {
    double[][] places = new double[PLACES][];
    for (int i = 0; i < PLACES; i++) {
      double t = i * SECONDS;
      double radius = 2 * Math.exp(-0.1 * t);
      places[i] = new double[] {radius * Math.cos(2 * t), -radius * Math.sin(2 * t)};
    }
    return places;
  }

  /**
   * Follows the field for a while from each place that was seen, and turns it towards the next.
   *
   * @param afterEpoch is told the number of each epoch and the field after it
   */
  static VectorField train(
      VectorField start, double[][] seen, int epochs, BiConsumer<Integer, VectorField> afterEpoch) {
    VectorField field = VectorFieldTree.TREE.copy(start);
    OptimizerState<VectorField> state =
        adam(a -> a.learningRate(0.01)).start(VectorFieldTree.TREE, field);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double slower = 1 - (epoch - 1.0) / epochs;
      for (int i = 0; i + AHEAD < seen.length; i += AHEAD / 2) {
        double[][] part = Arrays.copyOfRange(seen, i, i + AHEAD + 1);
        VectorField gradient = VectorFieldGrad.misfit(field, part, SECONDS, SUBSTEPS).gradient();
        field = state.step(field, gradient, slower);
      }
      afterEpoch.accept(epoch, field);
    }
    return field;
  }

  /** How far a path of the field is from what was seen, on average. */
  static double distance(VectorField field, double[][] seen) {
    double[][] path = field.path(seen[0], seen.length, SECONDS, SUBSTEPS);
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      sum += Math.hypot(path[i][0] - seen[i][0], path[i][1] - seen[i][1]);
    }
    return sum / seen.length;
  }

  private static void draw(Chart chart, double[][] seen, VectorField field) {
    double[][] path = field.path(seen[0], seen.length, SECONDS, SUBSTEPS);
    chart
        .title("A learned differential equation")
        .axes("x", "y")
        .points("seen", column(seen, 0), column(seen, 1))
        .line("learned", column(path, 0), column(path, 1));
  }

  private static double[] column(double[][] places, int axis) {
    return Arrays.stream(places).mapToDouble(place -> place[axis]).toArray();
  }
}
