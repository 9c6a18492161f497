package dev.adjoint.tensor;

import java.util.Arrays;

/**
 * How a kernel is moved along one axis.
 *
 * @param operation the name for messages
 * @param size the axis without padding
 * @param kernel how many elements a window has
 * @param stride from the beginning of a window to the next
 * @param padding how many elements are imagined before the first one and after the last
 * @param dilation from an element of a window to the next
 */
record Window(String operation, int size, int kernel, int stride, int padding, int dilation) {
  Window {
    if (kernel < 1 || stride < 1 || dilation < 1 || padding < 0) {
      throw new IllegalArgumentException(
          ("%s: kernel %d, stride %d and dilation %d must be at least 1, and padding %d at least 0")
              .formatted(operation, kernel, stride, dilation, padding));
    }
    if (dilation * (kernel - 1L) + 1 > size + 2L * padding) {
      throw new ShapeException(
          "%s: a kernel of %d elements with dilation %d does not fit into a size of %d with padding %d"
              .formatted(operation, kernel, dilation, size, padding));
    }
  }

  /** How many windows there are. */
  int count() {
    return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
  }

  /** The position of an element of a window; outside of the axis if it is padding. */
  int position(int window, int element) {
    return window * stride - padding + element * dilation;
  }

  /** The first window whose given element is not before the axis. */
  int firstInside(int element) {
    int before = padding - element * dilation;
    return before <= 0 ? 0 : Math.min(count(), (before + stride - 1) / stride);
  }

  /** The first window, from {@link #firstInside}, whose given element is behind the axis. */
  int endInside(int element) {
    int room = size - 1 + padding - element * dilation;
    return room < 0
        ? firstInside(element)
        : Math.max(firstInside(element), Math.min(count(), room / stride + 1));
  }

  /** Whether two elements after the other make a window, and the next two the next one. */
  boolean isOfTwo() {
    return kernel == 2 && stride == 2 && padding == 0 && dilation == 1;
  }

  /** Requires one number for each of the spatial axes. */
  static void requireCount(String operation, String name, int count, int... numbers) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "%s: %d numbers expected for %s: %s"
              .formatted(operation, count, name, Arrays.toString(numbers)));
    }
  }
}
