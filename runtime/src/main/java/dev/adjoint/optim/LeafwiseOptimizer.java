package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.List;
import java.util.OptionalDouble;

/** An optimizer that updates each leaf by what it knows of this leaf alone. */
abstract class LeafwiseOptimizer implements Optimizer {
  private final double learningRate;
  private final double weightDecay;

  LeafwiseOptimizer(OptimizerSettings<?> settings) {
    this.learningRate = settings.learningRate;
    this.weightDecay = settings.weightDecay;
  }

  /** The learning rate of the settings. */
  final double learningRate() {
    return learningRate;
  }

  /** What is remembered of a leaf, as it is before the first step. */
  abstract List<Leaf> slots(Leaf parameter);

  /** The momentum, or {@code beta1}, that a schedule may replace; empty if there is none. */
  abstract OptionalDouble momentum();

  /** Updates a leaf and its slots in place. */
  abstract void update(Leaf.Floats parameter, float[] gradient, List<Leaf> slots, LeafStep step);

  /** Updates a leaf and its slots in place. */
  abstract void update(Leaf.Doubles parameter, double[] gradient, List<Leaf> slots, LeafStep step);

  final void update(Leaf parameter, Leaf gradient, List<Leaf> slots, LeafStep step) {
    if (parameter instanceof Leaf.Floats p && gradient instanceof Leaf.Floats g) {
      update(p, g.values(), slots, step);
    } else {
      update((Leaf.Doubles) parameter, ((Leaf.Doubles) gradient).values(), slots, step);
    }
  }

  @Override
  public <T> OptimizerState<T> start(ParameterTree<T> tree, T model, Groups groups) {
    return new LeafwiseState<>(this, tree, model, groups);
  }

  /**
   * What a step means for a leaf of a group.
   *
   * @param number the number of the step, from 1
   */
  LeafStep step(
      long number, double learningRateFactor, OptionalDouble newMomentum, GroupSettings group) {
    return new LeafStep(
        number,
        learningRate * learningRateFactor * group.learningRateFactor(),
        group.weightDecay().orElse(weightDecay),
        newMomentum.isPresent() ? newMomentum.getAsDouble() : momentum().orElse(0));
  }

  static float[] floats(Leaf slot) {
    return ((Leaf.Floats) slot).values();
  }

  static double[] doubles(Leaf slot) {
    return ((Leaf.Doubles) slot).values();
  }
}
