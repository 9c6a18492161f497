package dev.adjoint.data.transform;

/** Windows on images, which are 0 beyond their edges. */
final class Windows {
  private Windows() {}

  /** Copies what a window of an image shows, whose corner may be outside. */
  static void copy(
      ImageBatch batch,
      int from,
      int top,
      int left,
      float[] result,
      int to,
      int rows,
      int columns) {
    int first = Math.max(0, -left);
    int last = Math.min(columns, batch.width() - left);
    for (int channel = 0; channel < batch.channels(); channel++) {
      for (int row = Math.max(0, -top); row < Math.min(rows, batch.height() - top); row++) {
        int line = from + (channel * batch.height() + top + row) * batch.width();
        if (first < last) {
          System.arraycopy(
              batch.pixels(),
              line + left + first,
              result,
              to + (channel * rows + row) * columns + first,
              last - first);
        }
      }
    }
  }
}
