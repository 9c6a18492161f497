package dev.adjoint.integration.fuzz;

import java.util.Arrays;
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

  /** What a program is to blame for that threw something, or was found to be wrong. */
  static Failure of(Throwable thrown) {
    Throwable cause =
        thrown instanceof AssertionError && thrown.getCause() != null ? thrown.getCause() : thrown;
    if (cause instanceof AssertionError) {
      String text = String.valueOf(cause.getMessage());
      String signature = text.replaceAll("(?s)^\\s*\\[?(number \\d+ of )?", "");
      signature = signature.replaceAll("(?s):.*", "").replaceAll("-?\\d[\\d.E-]*", "_");
      return new Failure(Kind.WRONG, signature, text);
    }
    return new Failure(Kind.CRASH, cause.getClass().getName(), cause + where(cause));
  }

  private static String where(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("fuzz."))
        .findFirst()
        .map(frame -> " in " + frame)
        .orElse("");
  }

  boolean isLike(Failure other) {
    return kind == other.kind && signature.equals(other.signature);
  }

  /** Whether the processor is at fault. */
  boolean isDefect() {
    return kind != Kind.REFUSED && kind != Kind.INVALID;
  }
}
