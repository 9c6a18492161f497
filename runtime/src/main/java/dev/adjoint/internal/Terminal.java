package dev.adjoint.internal;

import java.io.Console;

/** Tells whether somebody watches, or the output goes to a file. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard input and output are a terminal. */
  public static boolean isAttached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there may be a console without a terminal, and this method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJdk) {
      return true;
    }
  }
}
