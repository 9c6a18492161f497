package dev.adjoint.processor.shape;

/** Says what is wrong with the text of a shape or of a shape rule. */
final class MalformedText extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;

  MalformedText(String format, Object... arguments) {
    this.problem = String.format(format, arguments);
  }

  String problem() {
    return problem;
  }
}
