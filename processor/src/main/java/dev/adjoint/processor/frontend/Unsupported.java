package dev.adjoint.processor.frontend;

import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Position;

/**
 * Ends the lowering of one method at something that cannot be differentiated; never leaves the
 * room.
 */
final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Message message;
  private final transient Position position;
  private final transient Object[] arguments;

  Unsupported(Message message, Position position, Object... arguments) {
    super(message.id(), null, false, false);
    this.message = message;
    this.position = position;
    this.arguments = arguments;
  }

  Message message() {
    return message;
  }

  Position position() {
    return position;
  }

  Object[] arguments() {
    return arguments;
  }
}
