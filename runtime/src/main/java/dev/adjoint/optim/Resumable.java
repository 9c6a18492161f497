package dev.adjoint.optim;

import dev.adjoint.Leaf;
import java.util.List;

/**
 * What remembers something from step to step of a training, all of which can be saved and restored:
 * after {@link #restore} the steps go on bit for bit as they would have gone on after {@link
 * #state}.
 */
public interface Resumable {
  /**
   * All that is remembered, as leaves with names of their own, such as {@code mean.layers.0.w};
   * numbers of steps are {@code double} scalars.
   *
   * <p>Arrays are the memory that the next step writes: store or copy them before.
   */
  List<Leaf> state();

  /**
   * Goes on from what was remembered elsewhere, which is copied.
   *
   * @param saved the leaves of {@link #state} in any order
   * @throws IllegalArgumentException if a leaf is missing, unknown, or of another type or shape;
   *     the message names it, and nothing is changed
   */
  void restore(List<? extends Leaf> saved);
}
