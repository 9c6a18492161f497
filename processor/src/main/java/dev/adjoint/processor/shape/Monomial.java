package dev.adjoint.processor.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A product of atoms, with how often each occurs. */
record Monomial(Map<Atom, Integer> powers) {
  /** The empty product. */
  static final Monomial ONE = new Monomial(Map.of());

  Monomial {
    // Not Map.copyOf, whose order differs from one run to the next.
    powers = Collections.unmodifiableMap(new LinkedHashMap<>(powers));
  }

  static Monomial of(Atom atom) {
    return new Monomial(Map.of(atom, 1));
  }

  boolean isOne() {
    return powers.isEmpty();
  }

  int degree() {
    return powers.values().stream().mapToInt(Integer::intValue).sum();
  }

  Monomial times(Monomial other) {
    Map<Atom, Integer> product = new LinkedHashMap<>(powers);
    other.powers.forEach((atom, power) -> product.merge(atom, power, Integer::sum));
    return new Monomial(product);
  }

  /** The quotient, if {@code divisor} divides this. */
  Optional<Monomial> over(Monomial divisor) {
    Map<Atom, Integer> quotient = new LinkedHashMap<>(powers);
    for (Map.Entry<Atom, Integer> factor : divisor.powers.entrySet()) {
      int left = quotient.getOrDefault(factor.getKey(), 0) - factor.getValue();
      if (left < 0) {
        return Optional.empty();
      } else if (left == 0) {
        quotient.remove(factor.getKey());
      } else {
        quotient.put(factor.getKey(), left);
      }
    }
    return Optional.of(new Monomial(quotient));
  }

  /**
   * The atoms as a user would write them, in alphabetical order; divisions last, in parentheses.
   */
  @Override
  public String toString() {
    boolean isAlone = degree() == 1;
    return powers.entrySet().stream()
        .flatMap(e -> IntStream.range(0, e.getValue()).mapToObj(i -> e.getKey()))
        .map(atom -> atom instanceof Quotient && !isAlone ? "(" + atom + ")" : atom.toString())
        .sorted((a, b) -> a.startsWith("(") == b.startsWith("(") ? a.compareTo(b) : b.compareTo(a))
        .collect(Collectors.joining("*"));
  }
}
