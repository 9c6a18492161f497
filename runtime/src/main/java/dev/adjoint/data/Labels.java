package dev.adjoint.data;

import java.io.IOException;

/** Class labels, which are whole numbers from 0 on. */
final class Labels {
  private Labels() {}

  /** The place of the first label that is not from 0 to {@code classes - 1}, or -1. */
  static int firstOutside(int[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        return i;
      }
    }
    return -1;
  }

  /** Checks labels of a file, whose name the message bears. */
  static int[] require(String source, int[] labels, int classes) throws IOException {
    int outside = firstOutside(labels, classes);
    if (outside >= 0) {
      throw new IOException(
          "%s: the label %d found for example %d, expected 0 to %d"
              .formatted(source, labels[outside], outside, classes - 1));
    }
    return labels;
  }
}
