package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Function;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a primitive declares about itself.
 *
 * @param shape the shape rule, empty if there is none
 * @param view whether the result may share memory with an operand
 * @param vjps by operand, a function of the operands, {@code y} and {@code yBar}
 * @param jvp a function of the operands, {@code y} and the tangents of the operands that may have
 *     one; null if there is none
 */
public record PrimitiveRule(
    String shape, boolean view, Map<String, Function> vjps, @Nullable Function jvp) {
  public PrimitiveRule {
    vjps = Map.copyOf(vjps);
  }
}
