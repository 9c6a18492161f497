package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Variable;
import java.util.HashSet;
import java.util.Set;

/**
 * Variables that get one vector after the other, and count among the readers of each as long as
 * they have it.
 *
 * @param holders the variables
 * @param moved variables that have handed their part in a vector over to one of them
 */
public record Carried(Set<Variable> holders, Set<Variable> moved) {
  /** None so far. */
  public Carried() {
    this(new HashSet<>(), new HashSet<>());
  }
}
