package dev.adjoint.samples;

/**
 * What a run of a sample shows for a row of the lectures' list.
 *
 * @param row the row, such as {@code A1}
 * @param what what must be seen, or the caption of a picture or an excerpt; it does not depend on
 *     how a run ends
 * @param content what was measured, the name of the picture's file, or the excerpt
 */
public record Exhibit(String row, Kind kind, String what, String content) {
  /** What an exhibit is. */
  public enum Kind {
    /** Something was to be seen, and is. */
    HOLDS,
    /** Something was to be seen, and is not. */
    MISSED,
    /** A picture. */
    PICTURE,
    /** Lines of text: a table, code, or what a model wrote. */
    EXCERPT
  }

  /** Whether it is a measured result. */
  public boolean isResult() {
    return kind == Kind.HOLDS || kind == Kind.MISSED;
  }
}
