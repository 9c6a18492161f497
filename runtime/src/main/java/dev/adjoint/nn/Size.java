package dev.adjoint.nn;

/**
 * A setting along the rows and the columns of images.
 *
 * @param height along the axis {@code h} of {@code [n, c, h, w]}, from row to row
 * @param width along the axis {@code w}
 */
public record Size(int height, int width) {
  /** The same along both axes. */
  public static Size of(int both) {
    return new Size(both, both);
  }

  /** Both numbers, as operations take them. */
  public int[] toArray() {
    return new int[] {height, width};
  }

  Size requirePositive(String layer, String name) {
    Settings.positive(layer, name + ".height", height);
    Settings.positive(layer, name + ".width", width);
    return this;
  }

  Size requireNotNegative(String layer, String name) {
    Settings.notNegative(layer, name + ".height", height);
    Settings.notNegative(layer, name + ".width", width);
    return this;
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
