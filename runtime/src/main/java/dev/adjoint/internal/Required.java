package dev.adjoint.internal;

/** Checks of settings that have no better place. */
public final class Required {
  private Required() {}

  /**
   * The text itself.
   *
   * @param what the name of the setting
   * @throws IllegalArgumentException if it is blank
   */
  public static String notBlank(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank: \"" + value + "\"");
    }
    return value;
  }
}
