package dev.adjoint.processor.ir;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in the user's source.
 *
 * @param file the file's simple name, empty for what was made up
 * @param line the line, from 1; 0 for what was made up
 * @param anchor what the front end needs to point at the very expression; opaque to everyone else
 */
public record Position(String file, int line, @Nullable Object anchor) {

  /** The position of what the processor made up itself. */
  public static final Position NONE = new Position("", 0, null);

  /** Whether this is a place in a source file. */
  public boolean isKnown() {
    return line > 0;
  }

  @Override
  public String toString() {
    return isKnown() ? file + ":" + line : "generated";
  }
}
