package dev.adjoint.optim;

import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import java.util.function.Function;

/** The settings of an optimizer; an immutable recipe that any number of models can start from. */
public interface Optimizer {
  /**
   * Starts to optimize a model.
   *
   * @param tree how to walk the model
   * @param model a model of the structure that the steps will have
   * @param groups what is different for some of the parameters
   * @throws IllegalArgumentException if a pattern of a group matches no parameter
   */
  <T> OptimizerState<T> start(ParameterTree<T> tree, T model, Groups groups);

  /** Starts to optimize a model, all of its parameters alike. */
  default <T> OptimizerState<T> start(ParameterTree<T> tree, T model) {
    return start(tree, model, Groups.none());
  }

  /**
   * Minimizes a loss that is computed from all of the data, in one call.
   *
   * <pre>{@code
   * Minimum<Curve> minimum = sgd(s -> s.learningRate(0.1))
   *     .minimize(CurveTree.TREE, start, curve -> CurveGrad.loss(curve, xs, ys), 200);
   * }</pre>
   *
   * <p>For batches, schedules, validation and the like there is {@code Training}.
   *
   * @param tree how to walk the model
   * @param start where to begin; it stays as it is
   * @param lossAndGradient the loss and its gradient, such as a generated gradient method
   * @param steps how many steps to make
   * @return the model after the last step, with its loss; the reason is {@link
   *     StopReason#ITERATIONS}
   * @throws IllegalArgumentException if the number of steps is not positive, or if the loss or its
   *     gradient is no finite number at the start or later
   */
  default <T> Minimum<T> minimize(
      ParameterTree<T> tree, T start, Function<T, ValueAndGradient<T>> lossAndGradient, int steps) {
    Settings.positive("steps", (long) steps);
    T model = tree.copy(start);
    OptimizerState<T> state = start(tree, model);
    for (int made = 0; ; made++) {
      ValueAndGradient<T> at = lossAndGradient.apply(model);
      double largest = Vectors.largest(tree.flatten(at.gradient()));
      if (!Double.isFinite(at.value()) || !Double.isFinite(largest)) {
        throw new IllegalArgumentException(
            "after %d steps the loss is %s and the largest number of its gradient %s: %s"
                .formatted(
                    made,
                    at.value(),
                    largest,
                    made == 0 ? "start elsewhere" : "choose a smaller learning rate"));
      }
      if (made == steps) {
        return new Minimum<>(model, at.value(), largest, made, made + 1, StopReason.ITERATIONS);
      }
      model = state.step(model, at.gradient());
    }
  }
}
