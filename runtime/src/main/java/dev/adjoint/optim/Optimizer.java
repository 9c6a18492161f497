package dev.adjoint.optim;

import dev.adjoint.ParameterTree;

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
}
