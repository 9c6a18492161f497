package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.Map;

/** How often variables, and the components of records that they hold, are read. */
final class ComponentReads {
  private final Map<Expr.Component, Integer> components = new HashMap<>();

  /** How often each variable is read, but for its components. */
  private final Map<Variable, Integer> whole = new HashMap<>();

  ComponentReads(Block block) {
    Walk.eachExpression(
        block,
        expr -> {
          if (expr instanceof Expr.Component component) {
            components.merge(component, 1, Integer::sum);
            if (component.record() instanceof Expr.Read read) {
              whole.merge(read.variable(), -1, Integer::sum);
            }
          } else if (expr instanceof Expr.Read read) {
            whole.merge(read.variable(), 1, Integer::sum);
          }
        });
  }

  /** How often a variable is read, but for its components. */
  int ofWhole(Variable variable) {
    return whole.getOrDefault(variable, 0);
  }

  /** Whether a component of a variable is read once, and nothing else that contains it is. */
  boolean isOnlyOne(Expr.Component component) {
    return component.record() instanceof Expr.Read read
        && ofWhole(read.variable()) == 0
        && Integer.valueOf(1).equals(components.get(component));
  }
}
