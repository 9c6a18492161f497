package dev.adjoint.internal;

import dev.adjoint.annotations.AdjointVersion;

/** The version of the runtime, which the processor reads while it compiles against it. */
final class RuntimeVersion {
  /** A copy, as is every constant that the compiler knows. */
  static final String VALUE = AdjointVersion.VALUE;

  private RuntimeVersion() {}
}
