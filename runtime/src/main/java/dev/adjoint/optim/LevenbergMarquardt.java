package dev.adjoint.optim;

import dev.adjoint.ParameterTree;
import dev.adjoint.Space;
import dev.adjoint.ValueAndJacobian;
import java.util.function.Function;

/**
 * The method of Levenberg (1944) and Marquardt (1963) for least squares: minimizes half the sum of
 * the squares of some residuals, of which the Jacobian is known.
 *
 * <pre>{@code
 * @Differentiable(wrt = "this", modes = Mode.JACOBIAN)
 * double[] residuals(double[] xs, double[] ys) { … }
 *
 * Minimum<Decay> minimum = levenbergMarquardt(l -> {})
 *     .fit(DecayTree.TREE, start, decay -> DecayGrad.residualsJacobian(decay, xs, ys));
 * }</pre>
 *
 * <p>Each step solves the linear least squares problem by reflections, damped in proportion to the
 * largest norm that the column of each parameter had so far (Moré 1978); the damping follows the
 * ratio of the gain to what was predicted (Nielsen 1999). The units of parameters do not matter.
 */
public final class LevenbergMarquardt {
  private static final double FIRST_DAMPING = 1e-3;

  private final int iterations;
  private final double gradientTolerance;
  private final double changeTolerance;

  private LevenbergMarquardt(Builder builder) {
    this.iterations = builder.iterations;
    this.gradientTolerance = builder.gradientTolerance;
    this.changeTolerance = builder.changeTolerance;
  }

  /**
   * Fits a model whose residuals are an array.
   *
   * @param tree how to walk the model
   * @param start where to begin; it stays as it is
   * @param residuals the residuals and their Jacobian by the model, such as a generated Jacobian
   *     method: a row for each residual and a column for each number of the model, in the order of
   *     {@link ParameterTree#flatten}. It gets a model in the same memory at each call.
   * @throws IllegalArgumentException if the residuals or the Jacobian at the start have a number
   *     that is not finite, or if a Jacobian has another size
   */
  public <T> Minimum<T> fit(
      ParameterTree<T> tree, T start, Function<T, ValueAndJacobian<double[]>> residuals) {
    return fit(tree, start, Space.DOUBLES, residuals);
  }

  /**
   * Fits a model whose residuals are anything that is made of numbers.
   *
   * @param space what the residuals are made of
   * @throws IllegalArgumentException as above
   */
  public <T, Y> Minimum<T> fit(
      ParameterTree<T> tree, T start, Space<Y> space, Function<T, ValueAndJacobian<Y>> residuals) {
    return new Run<>(new FlatModel<>(tree, start), space, residuals).fit();
  }

  /** One fit. */
  private final class Run<T, Y> {
    private final FlatModel<T> model;
    private final Space<Y> space;
    private final Function<T, ValueAndJacobian<Y>> residuals;
    private final double[] x;
    private final double[] moved;
    private final double[] scales;
    private int evaluations;

    Run(FlatModel<T> model, Space<Y> space, Function<T, ValueAndJacobian<Y>> residuals) {
      this.model = model;
      this.space = space;
      this.residuals = residuals;
      this.x = new double[model.size()];
      this.moved = new double[model.size()];
      this.scales = new double[model.size()];
      model.read(x);
    }

    private Linearization at(double[] parameters) {
      ValueAndJacobian<Y> result = residuals.apply(model.at(parameters));
      evaluations++;
      double[] values = new double[space.size(result.value())];
      space.read(result.value(), values, 0);
      return Linearization.of(values, result.jacobian(), parameters.length);
    }

    Minimum<T> fit() {
      Linearization at = at(x);
      if (!at.isFinite()) {
        throw new IllegalArgumentException(
            "the residuals at the start, or their Jacobian, have a number that is not finite: half"
                + " the sum of squares is "
                + at.value());
      }
      double damping = FIRST_DAMPING;
      double growth = 2;
      for (int iteration = 0; ; iteration++) {
        at.raise(scales);
        if (at.largestCosine() <= gradientTolerance) {
          return minimum(at, iteration, StopReason.GRADIENT);
        }
        if (iteration == iterations) {
          return minimum(at, iteration, StopReason.ITERATIONS);
        }
        while (true) {
          double[] step = at.step(damping, scales);
          if (length(step) <= changeTolerance * length(x)) {
            return minimum(at, iteration, StopReason.CHANGE);
          }
          Vectors.along(x, 1, step, moved);
          Linearization next = at(moved);
          double predicted = at.predictedGain(step, damping, scales);
          double gain = at.value() - next.value();
          if (next.isFinite() && gain > 0) {
            double ratio = 2 * gain / predicted - 1;
            damping *= Math.max(1.0 / 3, 1 - ratio * ratio * ratio);
            growth = 2;
            System.arraycopy(moved, 0, x, 0, x.length);
            boolean isSmall = Math.max(gain, predicted) <= changeTolerance * at.value();
            at = next;
            if (isSmall) {
              return minimum(at, iteration + 1, StopReason.CHANGE);
            }
            break;
          }
          if (predicted <= changeTolerance * at.value()
              && Math.abs(gain) <= changeTolerance * at.value()) {
            return minimum(at, iteration, StopReason.CHANGE);
          }
          damping *= growth;
          growth *= 2;
          if (!Double.isFinite(damping)) {
            return minimum(at, iteration, StopReason.NO_DESCENT);
          }
        }
      }
    }

    /** The length of a vector of parameters in the units of their scales. */
    private double length(double[] parameters) {
      double sum = 0;
      for (int i = 0; i < parameters.length; i++) {
        sum += Math.pow(scales[i] * parameters[i], 2);
      }
      return Math.sqrt(sum);
    }

    private Minimum<T> minimum(Linearization at, int iterationsMade, StopReason reason) {
      return new Minimum<>(
          model.at(x), at.value(), at.largestGradient(), iterationsMade, evaluations, reason);
    }
  }

  /**
   * The settings of {@link LevenbergMarquardt}: by default 200 iterations, each a step, a tolerance
   * of 1e-10 for the cosine of the angle between the residuals and the column of each parameter,
   * and one of 1e-12 for changes relative to the sum of squares or to the parameters.
   */
  public static final class Builder extends MinimizerSettings<Builder> {
    Builder() {
      super(200, 1e-10, 1e-12);
    }

    @Override
    Builder self() {
      return this;
    }

    LevenbergMarquardt build() {
      return new LevenbergMarquardt(this);
    }
  }
}
