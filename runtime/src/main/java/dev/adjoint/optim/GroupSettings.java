package dev.adjoint.optim;

import java.util.OptionalDouble;

/**
 * What is different for one leaf.
 *
 * @param learningRateFactor what its learning rate is multiplied by
 * @param weightDecay its weight decay, if not the optimizer's
 * @param isFrozen whether it stays as it is
 */
record GroupSettings(double learningRateFactor, OptionalDouble weightDecay, boolean isFrozen) {
  static final GroupSettings DEFAULT = new GroupSettings(1, OptionalDouble.empty(), false);
}
