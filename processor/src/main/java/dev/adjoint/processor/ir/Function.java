package dev.adjoint.processor.ir;

import java.util.List;
import java.util.Map;

/**
 * A method that is to be differentiated.
 *
 * @param parameters the receiver, if there is one, and the parameters
 * @param body ends in the only {@link Stmt.Return}
 * @param shapes the declared shapes of parameters and local variables
 * @param variables hands out further variables
 */
public record Function(
    Callee callee,
    List<Variable> parameters,
    Block body,
    Map<Variable, Shapes.Declared> shapes,
    Shapes.Declared resultShape,
    Position position,
    Variables variables) {

  public Function {
    parameters = List.copyOf(parameters);
    shapes = Map.copyOf(shapes);
  }

  /** The function with another body. */
  public Function withBody(Block newBody) {
    return new Function(callee, parameters, newBody, shapes, resultShape, position, variables);
  }

  public String name() {
    return callee.name();
  }

  public Type result() {
    return callee.result();
  }
}
