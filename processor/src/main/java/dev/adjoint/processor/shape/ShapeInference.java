package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;

/** Infers the shapes in a function and reports those that cannot fit. */
public final class ShapeInference {
  private ShapeInference() {}

  /**
   * Infers the shapes of a function's variables.
   *
   * @param shapeRules the text of the shape rule of a method, empty if it has none
   * @param findings where mismatches and malformed texts are reported
   */
  public static InferredShapes infer(
      Function function,
      java.util.function.Function<Callee, String> shapeRules,
      Findings findings) {
    Declarations declarations = new Declarations(function, findings);
    BlockShapes shapes =
        new BlockShapes(function, declarations, new ShapeRules(shapeRules), findings);
    shapes.run();
    return new InferredShapes(shapes.recorded());
  }

  /** Checks the shape rule of an operation where it is declared. */
  public static void checkRule(
      Callee operation, String rule, Position position, Findings findings) {
    ShapeRules.read(rule, operation, position, findings);
  }
}
