package dev.adjoint.processor.analysis;

import java.util.Locale;

/**
 * What is found out about a program only to write a better adjoint. Each can be switched off, and
 * the adjoint is right without it; what must be known for a right adjoint is not listed here, such
 * as what matters to the result: an infinity that does not must leave no trace.
 */
public enum Analysis {
  ACTIVITY(
      "which values vary with the inputs",
      "whatever can be differentiated and matters to the result has an adjoint"),
  ALIASES(
      "which variables hold the same array",
      "every array has a shadow, which changes hands with it"),
  RECORDING(
      "which values the backward sweep reads after they are overwritten",
      "whatever is overwritten is kept, and nothing is computed again"),
  PARTS(
      "which elements of arrays are written once, or touched by one trip of a loop alone",
      "any trip may overwrite what another one reads"),
  REVERSAL(
      "which loops can be run backwards by their bounds", "each loop counts its trips as it runs"),
  FUSION(
      "which loops carry only sums from trip to trip",
      "no loop goes forward and backward trip by trip"),
  REUSE("which values that derivatives need have a name already", "derivatives compute them again"),
  OPTIMIZE(
      "what the written adjoint computes in vain, twice or by detours",
      "no pass changes what the transformation writes");

  private final String question;
  private final String otherwise;

  Analysis(String question, String otherwise) {
    this.question = question;
    this.otherwise = otherwise;
  }

  /** The option that switches it, without {@code -A}. */
  public String option() {
    return "adjoint." + name().toLowerCase(Locale.ROOT);
  }

  /** What is found out. */
  public String question() {
    return question;
  }

  /** What is done instead where it is switched off. */
  public String otherwise() {
    return otherwise;
  }
}
