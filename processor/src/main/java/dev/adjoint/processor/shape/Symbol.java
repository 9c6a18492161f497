package dev.adjoint.processor.shape;

/**
 * A named size.
 *
 * @param text the name as users know it, such as {@code N} or {@code head.IN}
 * @param owner the number of the variable that holds the record whose size this is; {@link #OWN}
 *     for sizes of the method and its receiver
 * @param isOpen false for a size that the method's inputs declare, which promises that the method
 *     works for every value of it; true for one of which nothing is promised
 */
record Symbol(String text, int owner, boolean isOpen) implements Atom {
  /** The owner of the sizes that belong to the method itself. */
  static final int OWN = -1;

  /** What stands first in a shape for any number of leading dimensions, as in {@code *b}. */
  static Symbol group(String name) {
    return new Symbol("*" + name, OWN, false);
  }

  boolean isGroup() {
    return text.startsWith("*");
  }

  /** Whether this is the {@link #product} of a group. */
  boolean isProduct() {
    return text.startsWith("#");
  }

  /** The name of the group. */
  String groupName() {
    return text.substring(1);
  }

  /** The product of the dimensions that a group stands for, as in {@code #b}. */
  Symbol product() {
    return new Symbol("#" + text.substring(1), owner, isOpen);
  }

  @Override
  public String toString() {
    return text;
  }
}
