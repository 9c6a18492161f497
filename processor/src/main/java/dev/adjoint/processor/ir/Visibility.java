package dev.adjoint.processor.ir;

/** Who may use what is generated. */
public enum Visibility {
  PUBLIC,
  PACKAGE,
  PRIVATE;

  /** Everybody, or who shares the package. */
  public static Visibility of(boolean isPublic) {
    return isPublic ? PUBLIC : PACKAGE;
  }
}
