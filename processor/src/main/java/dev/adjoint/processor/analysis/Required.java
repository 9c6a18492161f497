package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.VariableSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables whose values at some place the backward sweep needs, and what for. */
final class Required {
  private final VariableSet variables;

  /** What each is needed for, as far as it is asked. */
  private final Map<Variable, Cause> causes;

  private final boolean tellsWhy;

  private Required(VariableSet variables, Map<Variable, Cause> causes, boolean tellsWhy) {
    this.variables = variables;
    this.causes = causes;
    this.tellsWhy = tellsWhy;
  }

  /**
   * No variable.
   *
   * @param tellsWhy whether anybody asks for causes, which costs time
   */
  static Required nothing(boolean tellsWhy) {
    return new Required(new VariableSet(), new HashMap<>(), tellsWhy);
  }

  /** The same variables, in a set that goes its own way. */
  Required copy() {
    return new Required(variables.copy(), tellsWhy ? new HashMap<>(causes) : causes, tellsWhy);
  }

  boolean contains(Variable variable) {
    return variables.contains(variable);
  }

  /** What a variable is needed for. */
  Cause cause(Variable variable) {
    return causes.getOrDefault(variable, new Cause.Unknown());
  }

  /** What a variable is needed for, or what it is needed for otherwise, if that is known. */
  Cause cause(Variable variable, @Nullable Cause otherwise) {
    return otherwise == null ? cause(variable) : causes.getOrDefault(variable, otherwise);
  }

  /** All that is known of what variables are needed for. */
  Map<Variable, Cause> causes() {
    return Map.copyOf(causes);
  }

  void add(Variable variable, Cause cause) {
    variables.add(variable);
    if (tellsWhy) {
      causes.putIfAbsent(variable, cause);
    }
  }

  void addAll(Set<Variable> others, Cause cause) {
    others.forEach(variable -> add(variable, cause));
  }

  /** Adds what another set has; tells whether anything of it was not here. */
  boolean addAll(Required others) {
    if (tellsWhy) {
      others.causes.forEach(causes::putIfAbsent);
    }
    return variables.addAll(others.variables);
  }

  /** Removes a variable; tells whether it was there. */
  boolean remove(Variable variable) {
    if (tellsWhy) {
      causes.remove(variable);
    }
    return variables.remove(variable);
  }

  void clear() {
    variables.clear();
    if (tellsWhy) {
      causes.clear();
    }
  }
}
