package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.vector.Transposition.Squares;

/**
 * Copies between images whose channels are planes and images whose channels lie side by side, in
 * whole multiples of 16.
 *
 * <p>Planes are often a multiple of 4 KiB apart, so that lines of more of them than a set of the
 * cache has would drive each other out before they are used up. So some vectors of each are copied
 * next to each other first.
 */
final class ChannelOrder extends VectorLoops {
  /** A multiple of all lengths of vectors that x86 and most others have. */
  private static final int MULTIPLE = 16;

  private static final ThreadLocal<ChannelOrder> OF_THREAD =
      ThreadLocal.withInitial(ChannelOrder::new);

  /** Pixels that are copied at once. */
  private static final int SOME = Transposition.MOST * Lanes.COUNT;

  /**
   * From one channel of such pixels to the next: a line more, so that these do not meet, either.
   */
  private static final int PITCH = SOME + Lanes.COUNT;

  private final float[] some = new float[Lanes.COUNT * PITCH];
  private final int[] someRows = rows(PITCH);
  private final Transposition transposition = new Transposition();

  private ChannelOrder() {}

  /** The copies with the arrays of this thread. */
  static ChannelOrder get() {
    return OF_THREAD.get();
  }

  /** Whether vectors are as long as these copies take them. */
  static boolean covers() {
    return Transposition.covers() && Lanes.COUNT <= MULTIPLE;
  }

  /** The channels with those that fill the last multiple. */
  static int roundUp(int channels) {
    return (channels + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  private static int[] rows(int pitch) {
    int[] rows = new int[Lanes.COUNT];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i * pitch;
    }
    return rows;
  }

  /** The channels that whole vectors have, if there are pixels for one. */
  private static int whole(int pixels, int channels) {
    return pixels < Lanes.COUNT ? 0 : Lanes.wholeVectors(0, channels);
  }

  /**
   * Puts the channels of pixels side by side, and 0 after the last one: y[base + pixels[i] + c] =
   * x[start + c * plane + i], for i from {@code from} to {@code to}.
   */
  void last(
      float[] x,
      int start,
      int plane,
      int channels,
      int[] pixels,
      int from,
      int to,
      float[] y,
      int base) {
    int whole = whole(to - from, channels);
    int[] planes = rows(plane);
    for (int c = 0; c < whole; c += Lanes.COUNT) {
      int source = start + c * plane;
      int i = from;
      for (; i <= to - SOME; i += SOME) {
        together(x, source + i, plane, some);
        transposition.run(
            Transposition.MOST,
            new Squares(some, 0, Lanes.COUNT, someRows, 0, 0),
            new Squares(y, base + c, 0, pixels, i, Lanes.COUNT));
      }
      for (; i < to; i += Lanes.COUNT) {
        int first = Math.min(i, to - Lanes.COUNT);
        transposition.run(
            1,
            new Squares(x, source + first, 0, planes, 0, 0),
            new Squares(y, base + c, 0, pixels, first, 0));
      }
    }
    int all = roundUp(channels);
    for (int c = whole; c < all; c++) {
      for (int i = from; i < to; i++) {
        y[base + pixels[i] + c] = c < channels ? x[start + c * plane + i] : 0;
      }
    }
  }

  /** The inverse of {@link #last}: x[start + c * plane + i] = y[base + pixels[i] + c]. */
  void first(
      float[] x,
      int start,
      int plane,
      int channels,
      int[] pixels,
      int from,
      int to,
      float[] y,
      int base) {
    int whole = whole(to - from, channels);
    int[] planes = rows(plane);
    for (int c = 0; c < whole; c += Lanes.COUNT) {
      int target = start + c * plane;
      int i = from;
      for (; i <= to - SOME; i += SOME) {
        transposition.run(
            Transposition.MOST,
            new Squares(y, base + c, 0, pixels, i, Lanes.COUNT),
            new Squares(some, 0, Lanes.COUNT, someRows, 0, 0));
        apart(some, x, target + i, plane);
      }
      for (; i < to; i += Lanes.COUNT) {
        int first = Math.min(i, to - Lanes.COUNT);
        transposition.run(
            1,
            new Squares(y, base + c, 0, pixels, first, 0),
            new Squares(x, target + first, 0, planes, 0, 0));
      }
    }
    for (int c = whole; c < channels; c++) {
      for (int i = from; i < to; i++) {
        x[start + c * plane + i] = y[base + pixels[i] + c];
      }
    }
  }

  private static void together(float[] x, int start, int plane, float[] y) {
    int at = start;
    for (int i = 0; i < Lanes.COUNT * PITCH; i += PITCH) {
      Lanes.load(x, at).intoArray(y, i);
      Lanes.load(x, at + Lanes.COUNT).intoArray(y, i + Lanes.COUNT);
      Lanes.load(x, at + 2 * Lanes.COUNT).intoArray(y, i + 2 * Lanes.COUNT);
      Lanes.load(x, at + 3 * Lanes.COUNT).intoArray(y, i + 3 * Lanes.COUNT);
      at += plane;
    }
  }

  private static void apart(float[] x, float[] y, int start, int plane) {
    int at = start;
    for (int i = 0; i < Lanes.COUNT * PITCH; i += PITCH) {
      Lanes.load(x, i).intoArray(y, at);
      Lanes.load(x, i + Lanes.COUNT).intoArray(y, at + Lanes.COUNT);
      Lanes.load(x, i + 2 * Lanes.COUNT).intoArray(y, at + 2 * Lanes.COUNT);
      Lanes.load(x, i + 3 * Lanes.COUNT).intoArray(y, at + 3 * Lanes.COUNT);
      at += plane;
    }
  }
}
