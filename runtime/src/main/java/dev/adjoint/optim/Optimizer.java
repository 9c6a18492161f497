package dev.adjoint.optim;

import dev.adjoint.ParameterTree;

/** The settings of an optimizer; an immutable recipe that any number of models can start from. */
public interface Optimizer {
  /**
   * Starts to optimize a model.
   *
   * @param tree how to walk the model
   * @param model a model of the structure that the steps will have
   */
  <T> OptimizerState<T> start(ParameterTree<T> tree, T model);
}
