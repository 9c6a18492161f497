package dev.adjoint.plots;

/**
 * The shades from black to white of some values.
 *
 * @param black the value that is drawn black, and any beyond it
 * @param white the value that is drawn white, and any beyond it
 */
record Shades(float black, float white) {
  /** From the least of the finite values to the greatest. */
  static Shades of(float[] values, int from, int to) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      if (Float.isFinite(values[i])) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
    }
    return max > min ? new Shades(min, max) : new Shades(min, min + 1);
  }

  Shades inverted() {
    return new Shades(white, black);
  }

  /** A number from 0, black, to 255. */
  int of(float value) {
    return Math.max(0, Math.min(255, Math.round((value - black) * (255 / (white - black)))));
  }
}
