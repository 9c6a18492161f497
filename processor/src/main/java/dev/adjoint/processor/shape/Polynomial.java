package dev.adjoint.processor.shape;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A polynomial with integer coefficients in normal form: equal polynomials have equal terms. */
record Polynomial(Map<Monomial, Long> terms) implements Dim {
  /** High powers first and numbers last, and nothing negative in front if that can be. */
  private static final Comparator<Map.Entry<Monomial, Long>> AS_WRITTEN =
      Comparator.<Map.Entry<Monomial, Long>, Boolean>comparing(term -> term.getValue() < 0)
          .thenComparing(term -> term.getKey().isOne())
          .thenComparing(term -> -term.getKey().degree())
          .thenComparing(term -> term.getKey().toString());

  Polynomial {
    Map<Monomial, Long> nonZero = new LinkedHashMap<>(terms);
    nonZero.values().removeIf(coefficient -> coefficient == 0);
    terms = Collections.unmodifiableMap(nonZero);
  }

  static Polynomial of(long value) {
    return new Polynomial(Map.of(Monomial.ONE, value));
  }

  static Polynomial of(Atom atom) {
    return new Polynomial(Map.of(Monomial.of(atom), 1L));
  }

  @Override
  public OptionalLong constant() {
    boolean isConstant = terms.keySet().stream().allMatch(Monomial::isOne);
    return isConstant ? OptionalLong.of(coefficient(Monomial.ONE)) : OptionalLong.empty();
  }

  /** The size that this is, if it is one. */
  Optional<Symbol> symbol() {
    if (terms.size() == 1) {
      Map.Entry<Monomial, Long> term = terms.entrySet().iterator().next();
      if (term.getValue() == 1
          && term.getKey().degree() == 1
          && term.getKey().powers().keySet().iterator().next() instanceof Symbol symbol) {
        return Optional.of(symbol);
      }
    }
    return Optional.empty();
  }

  long coefficient(Monomial monomial) {
    return terms.getOrDefault(monomial, 0L);
  }

  /** Whether the value may coincide with that of any other dimension. */
  boolean isOpen() {
    return terms.keySet().stream()
        .anyMatch(m -> m.powers().keySet().stream().anyMatch(Atom::isOpen));
  }

  /** Whether the size occurs, in divisions too. */
  boolean mentions(Symbol symbol) {
    return terms.keySet().stream()
        .flatMap(monomial -> monomial.powers().keySet().stream())
        .anyMatch(
            atom ->
                atom instanceof Quotient quotient
                    ? quotient.numerator().mentions(symbol)
                        || quotient.denominator().mentions(symbol)
                    : atom.equals(symbol));
  }

  /** Whether no term is negative, and so no value as long as the sizes are not. */
  boolean isNonNegative() {
    return terms.values().stream().allMatch(coefficient -> coefficient > 0);
  }

  /** The same with other sizes in the place of those that it is made of. */
  Dim with(Function<Symbol, Dim> sizes) {
    Dim sum = Dim.of(0);
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      Dim product = Dim.of(term.getValue());
      for (Map.Entry<Atom, Integer> power : term.getKey().powers().entrySet()) {
        Dim factor = with(power.getKey(), sizes);
        for (int i = 0; i < power.getValue(); i++) {
          product = product.times(factor);
        }
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  private static Dim with(Atom atom, Function<Symbol, Dim> sizes) {
    return atom instanceof Quotient quotient
        ? quotient.numerator().with(sizes).over(quotient.denominator().with(sizes))
        : sizes.apply((Symbol) atom);
  }

  Polynomial plus(Polynomial other) {
    Map<Monomial, Long> sum = new LinkedHashMap<>(terms);
    other.terms.forEach((monomial, value) -> sum.merge(monomial, value, Math::addExact));
    return new Polynomial(sum);
  }

  Polynomial minus(Polynomial other) {
    return plus(other.times(of(-1)));
  }

  Polynomial times(Polynomial other) {
    Map<Monomial, Long> product = new LinkedHashMap<>();
    terms.forEach(
        (left, a) ->
            other.terms.forEach(
                (right, b) ->
                    product.merge(left.times(right), Math.multiplyExact(a, b), Math::addExact)));
    return new Polynomial(product);
  }

  /** The terms as a user would write them. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Monomial, Long> term : terms.entrySet().stream().sorted(AS_WRITTEN).toList()) {
      boolean isNegative = term.getValue() < 0;
      text.append(text.isEmpty() ? (isNegative ? "-" : "") : (isNegative ? " - " : " + "));
      text.append(unsigned(term.getKey(), Math.abs(term.getValue())));
    }
    return text.isEmpty() ? "0" : text.toString();
  }

  private static String unsigned(Monomial monomial, long coefficient) {
    if (monomial.isOne()) {
      return Long.toString(coefficient);
    }
    String text = monomial.toString();
    boolean isQuotient = monomial.powers().keySet().stream().anyMatch(Quotient.class::isInstance);
    if (coefficient == 1) {
      return text;
    }
    return coefficient + "*" + (isQuotient && monomial.degree() == 1 ? "(" + text + ")" : text);
  }
}
