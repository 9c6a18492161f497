package dev.adjoint.processor.shape;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Divides polynomials, rounding down, into a normal form: what divides evenly is taken out, and
 * what is left over is one {@link Quotient}.
 */
final class FloorDivision {
  private FloorDivision() {}

  static Polynomial divide(Polynomial numerator, Polynomial denominator) {
    if (denominator.terms().size() != 1) {
      return opaque(numerator, denominator);
    }
    Map.Entry<Monomial, Long> divisor = denominator.terms().entrySet().iterator().next();
    if (divisor.getValue() <= 0) {
      return opaque(numerator, denominator);
    }
    // floor((d*q + r) / d) = q + floor(r / d)
    Map<Monomial, Long> whole = new LinkedHashMap<>();
    Map<Monomial, Long> rest = new LinkedHashMap<>();
    numerator
        .terms()
        .forEach(
            (monomial, coefficient) -> {
              Optional<Monomial> part = monomial.over(divisor.getKey());
              long multiple = part.isPresent() ? Math.floorDiv(coefficient, divisor.getValue()) : 0;
              part.ifPresent(m -> whole.put(m, multiple));
              rest.put(monomial, coefficient - multiple * divisor.getValue());
            });
    Polynomial remainder = new Polynomial(rest);
    Polynomial quotient =
        divisor.getKey().isOne()
            ? remainderOver(remainder, divisor.getValue())
            : opaque(remainder, denominator);
    return new Polynomial(whole).plus(quotient);
  }

  private static Polynomial remainderOver(Polynomial numerator, long divisor) {
    if (numerator.constant().isPresent()) {
      return Polynomial.of(0); // smaller than the divisor, since all multiples are taken out
    }
    for (Map.Entry<Monomial, Long> term : numerator.terms().entrySet()) {
      Optional<Quotient> inner = quotient(term);
      if (inner.isPresent()) {
        // floor((floor(x / a) + r) / b) = floor((x + a*r) / (a*b))
        Polynomial scale = inner.get().denominator();
        Polynomial others = numerator.minus(Polynomial.of(inner.get()));
        return divide(
            inner.get().numerator().plus(others.times(scale)), scale.times(Polynomial.of(divisor)));
      }
    }
    // floor((g*x + s) / (g*c)) = floor((x + floor(s / g)) / c)
    long common = divisor;
    for (Map.Entry<Monomial, Long> term : numerator.terms().entrySet()) {
      if (!term.getKey().isOne()) {
        common = gcd(common, term.getValue());
      }
    }
    Map<Monomial, Long> reduced = new LinkedHashMap<>();
    for (Map.Entry<Monomial, Long> term : numerator.terms().entrySet()) {
      reduced.put(term.getKey(), Math.floorDiv(term.getValue(), common));
    }
    return opaque(new Polynomial(reduced), Polynomial.of(divisor / common));
  }

  private static Optional<Quotient> quotient(Map.Entry<Monomial, Long> term) {
    Map<Atom, Integer> powers = term.getKey().powers();
    if (term.getValue() == 1
        && term.getKey().degree() == 1
        && powers.keySet().iterator().next() instanceof Quotient quotient
        && quotient.denominator().constant().isPresent()) {
      return Optional.of(quotient);
    }
    return Optional.empty();
  }

  private static Polynomial opaque(Polynomial numerator, Polynomial denominator) {
    if (numerator.is(0)) {
      return numerator;
    }
    return Polynomial.of(new Quotient(numerator, denominator));
  }

  private static long gcd(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
  }
}
