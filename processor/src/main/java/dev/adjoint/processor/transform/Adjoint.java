package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Variable;
import java.util.LinkedHashMap;
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
 * @param restored arrays of the function's own whose elements the backward sweep sets back
 * @param written parameters whose arrays get new elements
 * @param remarks why variables are kept, if that is wanted
 * @param isRerun whether a pullback runs the forward sweep again, since only that tells which
 *     arrays its variables hold, or since it is asked to
 */
public record Adjoint(
    Function function,
    List<Variable> inputs,
    Block forward,
    Expr value,
    Variable seed,
    Block backward,
    Map<Variable, Expr> gradients,
    Set<Variable> restored,
    Set<Variable> written,
    Map<Variable, String> remarks,
    boolean isRerun) {

  public Adjoint {
    inputs = List.copyOf(inputs);
    gradients = Map.copyOf(gradients);
    restored = Set.copyOf(restored);
    written = Set.copyOf(written);
    remarks = Map.copyOf(remarks);
    isRerun |= !written.isEmpty();
  }

  /** The same with another forward sweep. */
  public Adjoint withForward(Block other) {
    return new Adjoint(
        function, inputs, other, value, seed, backward, gradients, restored, written, remarks,
        isRerun);
  }

  /** The same with another backward sweep. */
  public Adjoint withBackward(Block other) {
    return new Adjoint(
        function, inputs, forward, value, seed, other, gradients, restored, written, remarks,
        isRerun);
  }

  /** The same, whose pullback runs the forward sweep again. */
  public Adjoint running(boolean again) {
    return new Adjoint(
        function,
        inputs,
        forward,
        value,
        seed,
        backward,
        gradients,
        restored,
        written,
        remarks,
        isRerun || again);
  }

  /** What is said of each of the values that a pullback keeps. */
  public Map<Variable, String> remarksOn(Set<Variable> residuals) {
    String otherwise =
        isRerun
            ? "kept: the pullback runs the forward sweep again from it"
            : "kept: the backward sweep starts from its last value";
    Map<Variable, String> result = new LinkedHashMap<>();
    residuals.forEach(residual -> result.put(residual, remarks.getOrDefault(residual, otherwise)));
    return result;
  }

  /** Values of which each application of a pullback needs copies, since it writes them. */
  public Set<Variable> copied() {
    return isRerun ? Set.of() : restored;
  }
}
