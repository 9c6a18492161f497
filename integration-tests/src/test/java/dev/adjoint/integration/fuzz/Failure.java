package dev.adjoint.integration.fuzz;

import java.util.stream.Collectors;

/**
 * What is wrong with a program.
 *
 * @param signature what stays the same while the program shrinks
 */
record Failure(Kind kind, String signature, String detail) {

  Failure {
    detail = detail.lines().limit(8).map(line -> cut(line, 400)).collect(Collectors.joining("\n"));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }

  enum Kind {
    /** A value or a gradient is not what it must be. */
    WRONG,
    /** Generated code does not compile, or with a warning. */
    GENERATED,
    /** The processor or javac threw an exception. */
    INTERNAL,
    /** Generated code throws what the method itself does not. */
    CRASH,
    /** The processor says that it does not differentiate this. */
    REFUSED,
    /** The program is not Java, a defect of the grammar. */
    INVALID
  }

  boolean isLike(Failure other) {
    return kind == other.kind && signature.equals(other.signature);
  }

  /** Whether the processor is at fault. */
  boolean isDefect() {
    return kind != Kind.REFUSED && kind != Kind.INVALID;
  }
}
