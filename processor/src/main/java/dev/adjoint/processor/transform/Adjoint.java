package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Variable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function with its adjoint.
 *
 * @param inputs the parameters that it is differentiated with respect to
 * @param forward the forward sweep
 * @param value the result, after the forward sweep
 * @param seed the adjoint of the result, read by the backward sweep
 * @param backward the backward sweep, which sees the variables of the forward sweep
 * @param gradients for each input its adjoint, after the backward sweep
 * @param restored arrays whose elements the backward sweep sets back
 */
public record Adjoint(
    Function function,
    List<Variable> inputs,
    Block forward,
    Expr value,
    Variable seed,
    Block backward,
    Map<Variable, Expr> gradients,
    Set<Variable> restored) {

  public Adjoint {
    inputs = List.copyOf(inputs);
    gradients = Map.copyOf(gradients);
    restored = Set.copyOf(restored);
  }
}
