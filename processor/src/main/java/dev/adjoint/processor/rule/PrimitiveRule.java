package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Function;
import java.util.Map;

/**
 * What a primitive declares about itself.
 *
 * @param shape the shape rule, empty if there is none
 * @param view whether the result may share memory with an operand
 * @param vjps by operand, a function of the operands, {@code y} and {@code yBar}
 */
public record PrimitiveRule(String shape, boolean view, Map<String, Function> vjps) {
  public PrimitiveRule {
    vjps = Map.copyOf(vjps);
  }
}
