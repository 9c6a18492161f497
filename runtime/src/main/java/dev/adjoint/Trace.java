package dev.adjoint;

import java.util.Arrays;

/**
 * What generated code calls to show its values, on standard output, where the option {@code
 * -Aadjoint.trace=on} asked for it.
 */
public final class Trace {
  private Trace() {}

  /** Shows a number. */
  public static void show(String what, double value) {
    print(what, Double.toString(value));
  }

  /** Shows a number. */
  public static void show(String what, float value) {
    print(what, Float.toString(value));
  }

  /** Shows a whole number. */
  public static void show(String what, long value) {
    print(what, Long.toString(value));
  }

  /** Shows what a condition gave. */
  public static void show(String what, boolean value) {
    print(what, Boolean.toString(value));
  }

  /** Shows an array with its elements, and anything else as it shows itself. */
  public static void show(String what, Object value) {
    String text = Arrays.deepToString(new Object[] {value});
    print(what, text.substring(1, text.length() - 1));
  }

  private static void print(String what, String value) {
    System.out.println(what + " = " + value);
  }
}
