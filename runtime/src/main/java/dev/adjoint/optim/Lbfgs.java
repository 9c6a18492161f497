package dev.adjoint.optim;

import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import java.util.function.Function;

/**
 * L-BFGS (Liu and Nocedal 1989) with a line search for the strong Wolfe conditions, as PyTorch's
 * {@code torch.optim.LBFGS(line_search_fn="strong_wolfe")} has it: for a loss that is computed from
 * all of the data, whose minimum is wanted to many digits.
 *
 * <pre>{@code
 * Minimum<Curve> minimum = lbfgs(l -> l.iterations(200))
 *     .minimize(CurveTree.TREE, start, curve -> CurveGrad.loss(curve, xs, ys));
 * }</pre>
 *
 * <p>It works in {@code double}, whatever the leaves are. The precision of a loss in {@code float}
 * limits how far it comes; it then stops with {@link StopReason#NO_DESCENT} or {@link
 * StopReason#CHANGE}.
 */
public final class Lbfgs {
  private final int iterations;
  private final int trials;
  private final int history;
  private final double gradientTolerance;
  private final double changeTolerance;

  private Lbfgs(Builder builder) {
    this.iterations = builder.iterations;
    this.trials = builder.trials;
    this.history = builder.history;
    this.gradientTolerance = builder.gradientTolerance;
    this.changeTolerance = builder.changeTolerance;
  }

  /**
   * Minimizes a loss.
   *
   * @param tree how to walk the model
   * @param start where to begin; it stays as it is
   * @param lossAndGradient the loss and its gradient, such as a generated gradient method. It gets
   *     a model in the same memory at each call, so a pullback taken in one call is invalid in the
   *     next.
   * @throws IllegalArgumentException if the loss or its gradient at the start is no finite number,
   *     or if a gradient has another structure than the model
   */
  public <T> Minimum<T> minimize(
      ParameterTree<T> tree, T start, Function<T, ValueAndGradient<T>> lossAndGradient) {
    return new Run<>(new FlatModel<>(tree, start), lossAndGradient).minimize();
  }

  /** One minimization. */
  private final class Run<T> {
    private final FlatModel<T> model;
    private final Function<T, ValueAndGradient<T>> loss;
    private final double[] x;
    private final double[] moved;
    private final double[] direction;
    private final double[] gradientBefore;
    private final InverseHessian inverse;
    private final WolfeSearch search;
    private int evaluations;

    Run(FlatModel<T> model, Function<T, ValueAndGradient<T>> loss) {
      this.model = model;
      this.loss = loss;
      int size = model.size();
      this.x = new double[size];
      this.moved = new double[size];
      this.direction = new double[size];
      this.gradientBefore = new double[size];
      this.inverse = new InverseHessian(size, history);
      this.search = new WolfeSearch(size, this::evaluate, changeTolerance, trials);
      model.read(x);
    }

    private void evaluate(Trial trial) {
      Vectors.along(x, trial.step, direction, moved);
      ValueAndGradient<T> result = loss.apply(model.at(moved));
      evaluations++;
      trial.value = result.value();
      model.read(result.gradient(), trial.gradient);
      trial.slope = Vectors.dot(trial.gradient, direction);
    }

    Minimum<T> minimize() {
      Trial at = new Trial(x.length);
      evaluate(at);
      double largest = Vectors.largest(at.gradient);
      if (!Double.isFinite(at.value) || !Double.isFinite(largest)) {
        throw new IllegalArgumentException(
            "the loss at the start is %s and the largest number of its gradient %s: start elsewhere"
                .formatted(at.value, largest));
      }
      if (largest <= gradientTolerance) {
        return minimum(at, 0, StopReason.GRADIENT);
      }
      for (int iteration = 1; ; iteration++) {
        inverse.descent(at.gradient, direction);
        at.slope = Vectors.dot(at.gradient, direction);
        if (at.slope > -changeTolerance) {
          return minimum(at, iteration - 1, StopReason.CHANGE);
        }
        at.step = 0;
        double valueBefore = at.value;
        System.arraycopy(at.gradient, 0, gradientBefore, 0, x.length);
        double firstStep =
            iteration == 1 ? Math.min(1, 1 / Vectors.sumOfAbsolutes(at.gradient)) : 1;
        double largestDirection = Vectors.largest(direction);
        at = search.search(at, firstStep, largestDirection);
        Vectors.addScaled(x, at.step, direction);
        if (at.step == 0) {
          return minimum(at, iteration, StopReason.NO_DESCENT);
        }
        if (Vectors.largest(at.gradient) <= gradientTolerance) {
          return minimum(at, iteration, StopReason.GRADIENT);
        }
        if (largestDirection * at.step <= changeTolerance
            || Math.abs(at.value - valueBefore) < changeTolerance) {
          return minimum(at, iteration, StopReason.CHANGE);
        }
        if (iteration == iterations) {
          return minimum(at, iteration, StopReason.ITERATIONS);
        }
        inverse.update(direction, at.step, gradientBefore, at.gradient);
      }
    }

    private Minimum<T> minimum(Trial at, int iterationsMade, StopReason reason) {
      return new Minimum<>(
          model.at(x), at.value, Vectors.largest(at.gradient), iterationsMade, evaluations, reason);
    }
  }

  /**
   * The settings of {@link Lbfgs}: by default 1000 iterations, a tolerance of 1e-7 for the largest
   * number of the gradient, and one of 1e-9 for the change of the loss or of all parameters.
   */
  public static final class Builder extends MinimizerSettings<Builder> {
    private int trials = 25;
    private int history = 100;

    Builder() {
      super(1000, 1e-7, 1e-9);
    }

    @Override
    Builder self() {
      return this;
    }

    /** How often a line search computes the loss after its first step at most; 25 by default. */
    public Builder trials(int value) {
      trials = (int) Settings.positive("trials", (long) value);
      return this;
    }

    /** From how many iterations the curvature is known; 100 by default. */
    public Builder history(int value) {
      history = (int) Settings.positive("history", (long) value);
      return this;
    }

    Lbfgs build() {
      return new Lbfgs(this);
    }
  }
}
