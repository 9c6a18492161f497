package dev.adjoint.processor.shape;

import java.util.List;
import java.util.Map;

/**
 * What an operation declares about shapes.
 *
 * @param operands the shapes of the operands that are vectors, in order
 * @param named the shapes of other operands
 * @param conditions what else must hold
 */
record Rule(
    List<ShapePattern> operands,
    Map<String, ShapePattern> named,
    ResultExpr result,
    List<Condition> conditions) {
  Rule {
    operands = List.copyOf(operands);
    conditions = List.copyOf(conditions);
  }
}
