package dev.adjoint.processor.shape;

/** A floor division that does not come out even. */
record Quotient(Polynomial numerator, Polynomial denominator) implements Atom {
  /** True, since two quotients may be equal in ways that the normal form does not show. */
  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public String toString() {
    return parenthesized(numerator, false) + "/" + parenthesized(denominator, true);
  }

  private static String parenthesized(Polynomial polynomial, boolean isDivisor) {
    String text = polynomial.toString();
    boolean isWord = text.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.');
    boolean isProduct = !isDivisor && polynomial.terms().size() == 1 && !text.startsWith("-");
    return isWord || isProduct ? text : "(" + text + ")";
  }
}
