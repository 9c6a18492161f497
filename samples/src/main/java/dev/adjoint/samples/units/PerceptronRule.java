package dev.adjoint.samples.units;

import static dev.adjoint.optim.Optimizers.sgd;

import com.google.auto.service.AutoService;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.plots.Panel;
import dev.adjoint.plots.Plots;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** The perceptron rule learns what a line can separate, and nothing else. */
@AutoService(Sample.class)
@Command(
    name = "perceptron-rule",
    description = "The perceptron rule learns AND and OR, and goes round in circles for XOR.")
public final class PerceptronRule extends Sample {
  private static final int EPOCHS = 100;

  private static final String PROOF =
      """
      XOR by w1 x1 + w2 x2 + b > 0 would need
        00 -> 0:            b <= 0
        01 -> 1:       w2 + b >  0
        10 -> 1:  w1      + b >  0
        11 -> 0:  w1 + w2 + b <= 0
      The middle two add up to w1 + w2 + 2b > 0, the outer two to w1 + w2 + 2b <= 0.
      """;

  /**
   * What came of a training.
   *
   * @param epochs after how many epochs there was no mistake, or a unit came back
   * @param converged whether there was no mistake; else the unit after that epoch is one that was
   *     there before, so that it will never end
   */
  record Outcome(ThresholdUnit unit, int epochs, boolean converged) {
    String inWords() {
      return converged
          ? "no mistake in epoch " + epochs
          : "after epoch %d a unit comes back that was there before: never".formatted(epochs);
    }
  }

  @Override
  public List<String> rows() {
    return List.of("B3");
  }

  @Override
  protected void run(Report report) throws IOException {
    List<Gate> gates = List.of(Gate.AND, Gate.OR, Gate.XOR);
    List<Panel> panels = new ArrayList<>();
    for (Gate gate : gates) {
      Outcome outcome = learn(gate);
      report.result(
          "B3",
          "the perceptron rule %s"
              .formatted(gate == Gate.XOR ? "never learns XOR" : "learns " + gate.name()),
          outcome.converged() == (gate != Gate.XOR),
          "%s",
          outcome.inWords());
      panels.add(panel(gate, outcome));
    }
    report.excerpt("B3", "why no line separates XOR", PROOF);
    report.picture(
        "B3",
        "gates.png",
        "where the unit fires (light) after its training",
        png -> Plots.panels(png, 3, panels));
  }

  /** Trains a unit with the rule until it makes no mistake or comes back to where it was. */
  static Outcome learn(Gate gate) {
    ThresholdUnit unit = ThresholdUnit.ZERO;
    OptimizerState<ThresholdUnit> rule =
        sgd(s -> s.learningRate(1)).start(ThresholdUnitTree.TREE, unit);
    List<ThresholdUnit> before = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      before.add(unit);
      int mistakes = 0;
      for (int i = 0; i < 4; i++) {
        double[] x = Gate.INPUTS[i];
        double target = 2 * gate.table()[i] - 1;
        var step = ThresholdUnitGrad.loss(unit, x[0], x[1], target);
        mistakes += target * unit.input(x[0], x[1]) > 0 ? 0 : 1;
        unit = rule.step(unit, step.gradient());
      }
      if (mistakes == 0 || before.contains(unit)) {
        return new Outcome(unit, epoch, mistakes == 0);
      }
    }
    throw new IllegalStateException(gate.name() + ": neither learned nor in a circle");
  }

  private static Panel panel(Gate gate, Outcome outcome) {
    double[][] off = gate.where(0);
    double[][] on = gate.where(1);
    return Panel.surface(
        outcome.unit()::fires,
        s ->
            s.title(gate.name() + (outcome.converged() ? ": learned" : ": never learned"))
                .x("x₁", -0.5, 1.5)
                .y("x₂", -0.5, 1.5)
                .bands(2)
                .points("1", on[0], on[1])
                .points("0", off[0], off[1]));
  }
}
