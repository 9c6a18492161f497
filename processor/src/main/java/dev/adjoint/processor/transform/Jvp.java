package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Variable;
import java.util.List;
import java.util.Set;

/**
 * A function with its Jacobian-vector product.
 *
 * @param parameters those of the function, then a tangent for each input
 * @param body returns the value and its tangent
 * @param written parameters whose arrays get new elements
 */
public record Jvp(List<Variable> parameters, Block body, Set<Variable> written) {
  public Jvp {
    parameters = List.copyOf(parameters);
    written = Set.copyOf(written);
  }
}
