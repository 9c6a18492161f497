package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of local variables that hold sizes: integers, and lists of them. */
final class Integers {
  private final Map<Variable, Dim> numbers = new HashMap<>();
  private final Map<Variable, List<Dim>> lists = new HashMap<>();

  void put(Variable variable, Dim number, Optional<List<Dim>> list) {
    numbers.put(variable, number);
    if (list.isPresent()) {
      lists.put(variable, list.get());
    } else {
      lists.remove(variable);
    }
  }

  /** The integer that a variable holds. */
  Dim number(Variable variable) {
    return numbers.getOrDefault(variable, Dim.UNKNOWN);
  }

  /** The integers that an array holds, empty where they are unknown. */
  Optional<List<Dim>> list(Variable variable) {
    return Optional.ofNullable(lists.get(variable));
  }
}
