package dev.adjoint.samples.units;

import static dev.adjoint.Scalars.sigmoid;
import static dev.adjoint.optim.Optimizers.adam;

import com.google.auto.service.AutoService;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.plots.Panel;
import dev.adjoint.plots.Plots;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import picocli.CommandLine.Command;

/** What one unit cannot do, three can: by weights set by hand, and by learning. */
@AutoService(Sample.class)
@Command(
    name = "xor",
    description = "XOR and XNOR by a hidden layer, its weights set by hand and learned.")
public final class HiddenLayer extends Sample {
  private static final int STEPS = 3000;
  private static final int STARTS = 20;

  /**
   * The lecture's weights: the hidden units are OR and AND, and XOR is the first without the
   * second.
   */
  static final Pair XOR =
      new Pair(
          new ThresholdUnit(1, 1, -0.5),
          new ThresholdUnit(1, 1, -1.5),
          new ThresholdUnit(1, -1, -0.5));

  static final Pair XNOR = new Pair(XOR.first(), XOR.second(), new ThresholdUnit(-1, 1, 0.5));

  @Override
  public List<String> rows() {
    return List.of("B4");
  }

  @Override
  protected void run(Report report) throws IOException {
    for (Gate gate : List.of(Gate.XOR, Gate.XNOR)) {
      Pair fixed = gate == Gate.XOR ? XOR : XNOR;
      int[] table = table(fixed);
      report.result(
          "B4",
          gate.name() + " by weights set by hand: outputs for 00, 01, 10, 11",
          Arrays.equals(table, gate.table()),
          "%s",
          Arrays.toString(table));
      double[] learned = outputs(learn(gate, seed()));
      report.result(
          "B4",
          gate.name() + " learned: outputs for 00, 01, 10, 11",
          isRight(learned, gate),
          "%.3f %.3f %.3f %.3f",
          learned[0],
          learned[1],
          learned[2],
          learned[3]);
    }
    Pair learned = learn(Gate.XOR, seed());
    report.excerpt("B4", "what the hidden units make of the inputs", representation(learned));
    report.picture(
        "B4",
        "xor.png",
        "XOR as learned: the output over the inputs, and over the hidden units, where a line"
            + " separates the four",
        png -> Plots.panels(png, 2, List.of(inputs(learned), hidden(learned))));
  }

  /** The outputs of units with thresholds. */
  static int[] table(Pair pair) {
    return Arrays.stream(Gate.INPUTS)
        .mapToInt(
            x ->
                pair.output()
                    .fires(pair.first().fires(x[0], x[1]), pair.second().fires(x[0], x[1])))
        .toArray();
  }

  /** The outputs of logistic units. */
  static double[] outputs(Pair pair) {
    return Arrays.stream(Gate.INPUTS).mapToDouble(x -> sigmoid(pair.logit(x[0], x[1]))).toArray();
  }

  static boolean isRight(double[] outputs, Gate gate) {
    boolean isRight = true;
    for (int i = 0; i < outputs.length; i++) {
      isRight &= Math.abs(outputs[i] - gate.table()[i]) < 0.1;
    }
    return isRight;
  }

  /** Learns a gate; from some starts a network gets stuck, and another start is tried. */
  static Pair learn(Gate gate, long seed) {
    RandomSource random = RandomSource.of(seed);
    Pair pair = Pair.init(random);
    for (int start = 0; start < STARTS && !isRight(outputs(pair), gate); start++) {
      pair = Pair.init(random);
      OptimizerState<Pair> state = adam(a -> a.learningRate(0.03)).start(PairTree.TREE, pair);
      for (int i = 0; i < STEPS; i++) {
        pair = state.step(pair, PairGrad.loss(pair, Gate.INPUTS, gate.table()).gradient());
      }
    }
    return pair;
  }

  private static String representation(Pair learned) {
    StringBuilder text =
        new StringBuilder("         by hand   learned\n  x1 x2  OR AND    h1    h2\n");
    for (double[] x : Gate.INPUTS) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %.0f  %.0f    %d  %d    %.3f %.3f%n",
              x[0],
              x[1],
              XOR.first().fires(x[0], x[1]),
              XOR.second().fires(x[0], x[1]),
              sigmoid(learned.first().input(x[0], x[1])),
              sigmoid(learned.second().input(x[0], x[1]))));
    }
    return text.toString();
  }

  private static Panel inputs(Pair pair) {
    double[][] on = Gate.XOR.where(1);
    double[][] off = Gate.XOR.where(0);
    return Panel.surface(
        (x1, x2) -> sigmoid(pair.logit(x1, x2)),
        s ->
            s.title("Inputs")
                .x("x₁", -0.5, 1.5)
                .y("x₂", -0.5, 1.5)
                .points("1", on[0], on[1])
                .points("0", off[0], off[1]));
  }

  private static Panel hidden(Pair pair) {
    double[][] on = Gate.XOR.where(1);
    double[][] off = Gate.XOR.where(0);
    return Panel.surface(
        (h1, h2) -> sigmoid(pair.output().input(h1, h2)),
        s ->
            s.title("Hidden units")
                .x("h₁", -0.1, 1.1)
                .y("h₂", -0.1, 1.1)
                .points("1", through(pair.first(), on), through(pair.second(), on))
                .points("0", through(pair.first(), off), through(pair.second(), off)));
  }

  private static double[] through(ThresholdUnit unit, double[][] points) {
    DoubleBinaryOperator output = (x1, x2) -> sigmoid(unit.input(x1, x2));
    double[] result = new double[points[0].length];
    Arrays.setAll(result, i -> output.applyAsDouble(points[0][i], points[1][i]));
    return result;
  }
}
