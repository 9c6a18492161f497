package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.Map;

/** The adjoint of a variable: one variable, or for a record one for each of its parts. */
sealed interface AdjointNode {

  /** The adjoint of what is no record. */
  record Leaf(Variable variable) implements AdjointNode {}

  /** The adjoints of the differentiable components of a record, by name. */
  record Node(Type.Tree type, Map<String, AdjointNode> components) implements AdjointNode {}
}
