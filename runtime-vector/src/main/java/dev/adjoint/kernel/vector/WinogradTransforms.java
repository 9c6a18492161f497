package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Winograd's transforms of tiles, with a channel in each lane. A tile's 16 numbers lie in 16
 * planes, number k from start + k * step on, each with the channels of one tile after the other.
 * The last row of B^T and A has the opposite sign of what is usual, so that the products are only
 * added.
 */
final class WinogradTransforms extends VectorLoops {
  private WinogradTransforms() {}

  /**
   * Transforms images: B^T d B of the 4 x 4 pixels of each tile, which have two in common with the
   * next one.
   *
   * @param rows how many rows of tiles there are
   * @param across how many tiles a row has; of pixels it has two for each, and two more
   */
  static void images(
      int rows, int across, int channels, float[] x, float[] to, int start, int step) {
    int pitch = (2 * across + 2) * channels;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c += Lanes.COUNT) {
        int at = 2 * r * pitch + c;
        int target = start + r * across * channels + c;
        WinogradImages.upper(across, channels, x, at, pitch, to, target, step);
        WinogradImages.lower(across, channels, x, at + pitch, pitch, to, target + 8 * step, step);
      }
    }
  }

  /**
   * Transforms seeds: A s A^T of the 2 x 2 pixels of each tile.
   *
   * @param across how many tiles a row has; of pixels it has two for each
   */
  static void seeds(
      int rows, int across, int channels, float[] x, float[] to, int start, int step) {
    int pitch = 2 * across * channels;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c += Lanes.COUNT) {
        int target = start + r * across * channels + c;
        seeds(across, channels, x, 2 * r * pitch + c, pitch, to, target, step);
      }
    }
  }

  private static void seeds(
      int tiles, int channels, float[] x, int start, int pitch, float[] to, int target, int step) {
    int at = start;
    for (int t = 0; t < tiles; t++) {
      FloatVector a0 = Lanes.load(x, at);
      FloatVector a1 = Lanes.load(x, at + channels);
      FloatVector b0 = Lanes.load(x, at + pitch);
      FloatVector b1 = Lanes.load(x, at + pitch + channels);
      int k = target + t * channels;
      a0.intoArray(to, k);
      a0.add(a1).intoArray(to, k + step);
      a0.sub(a1).intoArray(to, k + 2 * step);
      a1.intoArray(to, k + 3 * step);
      FloatVector p0 = a0.add(b0);
      FloatVector p1 = a1.add(b1);
      k += 4 * step;
      p0.intoArray(to, k);
      p0.add(p1).intoArray(to, k + step);
      p0.sub(p1).intoArray(to, k + 2 * step);
      p1.intoArray(to, k + 3 * step);
      FloatVector q0 = a0.sub(b0);
      FloatVector q1 = a1.sub(b1);
      k += 4 * step;
      q0.intoArray(to, k);
      q0.add(q1).intoArray(to, k + step);
      q0.sub(q1).intoArray(to, k + 2 * step);
      q1.intoArray(to, k + 3 * step);
      k += 4 * step;
      b0.intoArray(to, k);
      b0.add(b1).intoArray(to, k + step);
      b0.sub(b1).intoArray(to, k + 2 * step);
      b1.intoArray(to, k + 3 * step);
      at += 2 * channels;
    }
  }

  /** Transforms products: A^T m A, the 2 x 2 pixels of each tile of the result. */
  static void results(
      int rows, int across, int channels, float[] from, int start, int step, float[] y) {
    int pitch = 2 * across * channels;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c += Lanes.COUNT) {
        int source = start + r * across * channels + c;
        results(across, channels, from, source, step, y, 2 * r * pitch + c, pitch);
      }
    }
  }

  private static void results(
      int tiles, int channels, float[] x, int start, int step, float[] y, int target, int pitch) {
    int to = target;
    for (int t = 0; t < tiles; t++) {
      int k = start + t * channels;
      FloatVector x0 = Lanes.load(x, k + 4 * step);
      FloatVector y0 = Lanes.load(x, k + 8 * step);
      FloatVector s0 = Lanes.load(x, k).add(x0).add(y0);
      FloatVector d0 = x0.sub(y0).add(Lanes.load(x, k + 12 * step));
      k += step;
      FloatVector x1 = Lanes.load(x, k + 4 * step);
      FloatVector y1 = Lanes.load(x, k + 8 * step);
      FloatVector s1 = Lanes.load(x, k).add(x1).add(y1);
      FloatVector d1 = x1.sub(y1).add(Lanes.load(x, k + 12 * step));
      k += step;
      FloatVector x2 = Lanes.load(x, k + 4 * step);
      FloatVector y2 = Lanes.load(x, k + 8 * step);
      FloatVector s2 = Lanes.load(x, k).add(x2).add(y2);
      FloatVector d2 = x2.sub(y2).add(Lanes.load(x, k + 12 * step));
      k += step;
      FloatVector x3 = Lanes.load(x, k + 4 * step);
      FloatVector y3 = Lanes.load(x, k + 8 * step);
      FloatVector s3 = Lanes.load(x, k).add(x3).add(y3);
      FloatVector d3 = x3.sub(y3).add(Lanes.load(x, k + 12 * step));
      s0.add(s1).add(s2).intoArray(y, to);
      s1.sub(s2).add(s3).intoArray(y, to + channels);
      d0.add(d1).add(d2).intoArray(y, to + pitch);
      d1.sub(d2).add(d3).intoArray(y, to + pitch + channels);
      to += 2 * channels;
    }
  }
}
