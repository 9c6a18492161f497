package dev.adjoint.tensor;

/**
 * The windows of a pooling along one axis, without the padding that they cover.
 *
 * @param size the axis
 * @param starts the first element of each window
 * @param ends the end of each window, exclusive
 * @param step from one element of a window to the next
 * @param divisors what the sum over a window is divided by to be its mean
 */
record PoolAxis(int size, int[] starts, int[] ends, int step, int[] divisors) {
  /** The only window of an axis of size 1. */
  static final PoolAxis SINGLE = new PoolAxis(1, new int[] {0}, new int[] {1}, 1, new int[] {1});

  /** The windows that a kernel has at its places; padding is at most half of what it spans. */
  static PoolAxis of(Window window, boolean countPadding) {
    int span = window.dilation() * (window.kernel() - 1) + 1;
    if (window.padding() > span / 2) {
      throw new IllegalArgumentException(
          "%s: padding %d is more than half of a kernel that spans %d elements"
              .formatted(window.operation(), window.padding(), span));
    }
    int count = window.count();
    int[] starts = new int[count];
    int[] ends = new int[count];
    int[] divisors = new int[count];
    for (int i = 0; i < count; i++) {
      int first = 0;
      while (first < window.kernel() && window.position(i, first) < 0) {
        first++;
      }
      int last = window.kernel() - 1;
      while (last >= 0 && window.position(i, last) >= window.size()) {
        last--;
      }
      if (first > last) {
        throw new IllegalArgumentException(
            "%s: window %d covers nothing but padding".formatted(window.operation(), i));
      }
      starts[i] = window.position(i, first);
      ends[i] = window.position(i, last) + 1;
      divisors[i] = countPadding ? window.kernel() : last - first + 1;
    }
    return new PoolAxis(window.size(), starts, ends, window.dilation(), divisors);
  }

  /** So many windows of nearly equal sizes that cover the axis, overlapping by one at most. */
  static PoolAxis adaptive(String operation, int size, int count) {
    if (count < 0 || (count > 0 && size == 0)) {
      throw new IllegalArgumentException(
          "%s: a size of %d cannot become %d".formatted(operation, size, count));
    }
    int[] starts = new int[count];
    int[] ends = new int[count];
    int[] divisors = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = (int) ((long) i * size / count);
      ends[i] = (int) (((i + 1L) * size + count - 1) / count);
      divisors[i] = ends[i] - starts[i];
    }
    return new PoolAxis(size, starts, ends, 1, divisors);
  }

  /** How many windows there are. */
  int count() {
    return starts.length;
  }

  /** Whether all elements make the only window. */
  boolean isOfAll() {
    return starts.length == 1 && starts[0] == 0 && ends[0] == size;
  }

  /** Whether two elements after the other make a window, no padding, and the next two another. */
  boolean isOfTwo() {
    boolean isOfTwo = step == 1;
    for (int i = 0; i < starts.length; i++) {
      isOfTwo &= starts[i] == 2 * i && ends[i] == 2 * i + 2 && divisors[i] == 2;
    }
    return isOfTwo;
  }
}
