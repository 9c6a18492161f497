package dev.adjoint.processor.shape;

/**
 * A shape with what users call the value that has it.
 *
 * @param name empty for what is computed on the spot
 */
record Named(String name, Shape shape) {
  @Override
  public String toString() {
    return name.isEmpty() ? shape.toString() : name + " " + shape;
  }
}
