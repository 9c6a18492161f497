package dev.adjoint.annotations;

/**
 * The version of Adjoint. The processor and the runtime keep a copy of what it was when they were
 * built, so that the processor can tell whether they go together.
 */
public final class AdjointVersion {
  /** The version, as Maven has it. */
  public static final String VALUE = "${project.version}";

  private AdjointVersion() {}
}
