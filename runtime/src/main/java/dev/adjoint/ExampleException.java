package dev.adjoint;

/** What a function throws for one example of a batch, with the number of the example. */
public final class ExampleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int example;

  ExampleException(int example, int size, RuntimeException cause) {
    super("example " + example + " of " + size + ": " + cause, cause);
    this.example = example;
  }

  /** The number of the example, from 0. */
  public int example() {
    return example;
  }
}
