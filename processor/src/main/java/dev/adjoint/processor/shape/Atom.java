package dev.adjoint.processor.shape;

/** What polynomials are made of: a named size, or a floor division that has no simpler form. */
sealed interface Atom permits Symbol, Quotient {
  /** Whether its value may coincide with that of any other dimension. */
  boolean isOpen();
}
