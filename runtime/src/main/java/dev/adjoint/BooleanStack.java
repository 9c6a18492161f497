package dev.adjoint;

import java.util.Arrays;

/**
 * A growable stack of {@code boolean} values: what a backward sweep takes back in reverse order.
 */
public final class BooleanStack {
  private boolean[] values = new boolean[16];
  private int size;

  /** Creates an empty stack. */
  public BooleanStack() {}

  /** Puts a value on top. */
  public void push(boolean value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /**
   * Takes the value from the top.
   *
   * @throws IllegalStateException if the stack is empty
   */
  public boolean pop() {
    if (size == 0) {
      throw new IllegalStateException("pop from an empty stack");
    }
    return values[--size];
  }

  /** A stack of the same values, which can be emptied while this one stays as it is. */
  public BooleanStack copy() {
    BooleanStack copy = new BooleanStack();
    copy.values = Arrays.copyOf(values, Math.max(size, 1));
    copy.size = size;
    return copy;
  }

  /** How many values the stack holds. */
  public int size() {
    return size;
  }
}
