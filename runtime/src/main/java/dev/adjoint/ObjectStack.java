package dev.adjoint;

import java.util.ArrayList;
import java.util.List;

/**
 * A growable stack of references: what a backward sweep takes back in reverse order.
 *
 * @param <T> the type of the values
 */
public final class ObjectStack<T> {
  private final List<T> values = new ArrayList<>();

  /** Creates an empty stack. */
  public ObjectStack() {}

  /** Puts a value on top. */
  public void push(T value) {
    values.add(value);
  }

  /**
   * Takes the value from the top; the stack keeps no reference to it.
   *
   * @throws IllegalStateException if the stack is empty
   */
  public T pop() {
    if (values.isEmpty()) {
      throw new IllegalStateException("pop from an empty stack");
    }
    return values.remove(values.size() - 1);
  }

  /** A stack of the same values, which can be emptied while this one stays as it is. */
  public ObjectStack<T> copy() {
    ObjectStack<T> copy = new ObjectStack<>();
    copy.values.addAll(values);
    return copy;
  }

  /** How many values the stack holds. */
  public int size() {
    return values.size();
  }
}
