package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Variable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of a function's variables.
 *
 * @param shapes the shape of each variable, that of all its values taken together
 * @param result the shape of what the function returns
 */
public record InferredShapes(Map<Variable, Shape> shapes, Shape result) {
  public InferredShapes {
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
  }

  /**
   * The shape of a tensor or an array for the reader of generated code, such as {@code [N, 784]};
   * empty if there is nothing to tell.
   */
  public Optional<String> of(Variable variable) {
    if (Types.hasShape(variable.type())
        && shapes.get(variable) instanceof Shape.Known known
        && (known.rank() == 0 || known.dims().stream().anyMatch(dim -> dim != Dim.UNKNOWN))) {
      return Optional.of(known.toString());
    }
    return Optional.empty();
  }
}
