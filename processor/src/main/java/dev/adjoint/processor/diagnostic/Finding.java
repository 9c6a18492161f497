package dev.adjoint.processor.diagnostic;

import dev.adjoint.processor.ir.Position;

/**
 * Something found in the user's code that has to be said.
 *
 * @param text what is wrong, with the names and values of this case
 */
public record Finding(Message message, Position position, String text) {

  /** The whole message as the user reads it: the identifier, what is wrong, and the way out. */
  public String format() {
    return "[" + message.id() + "] " + text;
  }
}
