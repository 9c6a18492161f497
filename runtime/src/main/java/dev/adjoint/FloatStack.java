package dev.adjoint;

import java.util.Arrays;

/** A growable stack of {@code float} values: what a backward sweep takes back in reverse order. */
public final class FloatStack {
  private float[] values = new float[16];
  private int size;

  /** Creates an empty stack. */
  public FloatStack() {}

  /** Puts a value on top. */
  public void push(float value) {
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
  public float pop() {
    if (size == 0) {
      throw new IllegalStateException("pop from an empty stack");
    }
    return values[--size];
  }

  /** A stack of the same values, which can be emptied while this one stays as it is. */
  public FloatStack copy() {
    FloatStack copy = new FloatStack();
    copy.values = Arrays.copyOf(values, Math.max(size, 1));
    copy.size = size;
    return copy;
  }

  /** How many values the stack holds. */
  public int size() {
    return size;
  }
}
