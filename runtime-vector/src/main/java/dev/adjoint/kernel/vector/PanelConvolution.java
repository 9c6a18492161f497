package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Places;
import java.util.Arrays;

/**
 * A convolution of many output channels: what the taps read at some places, of one image or of
 * several, is copied into a panel, which all channels use.
 */
final class PanelConvolution extends VectorLoops {
  private final float[] panel = new float[Panels.DEPTH * Panels.WIDEST];
  private final int[] vectors = new int[Panels.WIDEST / Lanes.COUNT];
  private final Runs runs = new Runs();
  private int[] starts = new int[0];
  private float[] sums = new float[0];

  /** Places of a panel that lie one after the other in an image and in the result. */
  private static final class Runs {
    /** Where each begins in the panel. */
    final int[] at = new int[Panels.WIDEST];

    /** Where each begins in the images. */
    final int[] source = new int[Panels.WIDEST];

    /** Where each begins in the result. */
    final int[] target = new int[Panels.WIDEST];

    /** How many places each has. */
    final int[] length = new int[Panels.WIDEST];

    int count;
  }

  /**
   * As {@link dev.adjoint.kernel.ImageKernels#convolve}, with the weights of a channel in order.
   */
  void convolve(
      int images,
      int rows,
      float[] weights,
      int weightsOffset,
      int[] shifts,
      Places places,
      float[] x,
      int xOffset,
      int xStep,
      float[] y,
      int yOffset,
      int yStep,
      int yStride) {
    int depth = shifts.length;
    makeRoom(rows, depth);
    int all = images * places.count();
    int width;
    for (int first = 0; first < all; first += width) {
      width = Panels.width(all - first);
      int end = Math.min(all, first + width);
      locate(places, first, end, xOffset, xStep, yOffset, yStep);
      boolean wholeVectors = vectors(width);
      Arrays.fill(sums, 0, Panels.roundUp(rows) * width, 0f);
      for (int p = 0; p < depth; p += Panels.DEPTH) {
        int some = Math.min(Panels.DEPTH, depth - p);
        if (wholeVectors) {
          gatherVectors(shifts, p, some, x, width);
        } else {
          gatherRuns(shifts, p, some, x, width);
        }
        Panels.add(1, rows, some, weights, weightsOffset + p, 0, starts, panel, width, sums, 0);
      }
      put(rows, width, y, yStride);
    }
  }

  private void makeRoom(int rows, int depth) {
    if (starts.length < rows) {
      starts = new int[rows];
      sums = new float[Panels.roundUp(rows) * Panels.WIDEST];
    }
    for (int i = 0; i < rows; i++) {
      starts[i] = i * depth;
    }
  }

  /** Finds the runs of the places from one number to another. */
  private void locate(
      Places places, int from, int to, int xOffset, int xStep, int yOffset, int yStep) {
    boolean hasGaps = places.pitch() > places.width();
    runs.count = 0;
    int next = from;
    while (next < to) {
      int image = next / places.count();
      int place = next - image * places.count();
      int row = place / places.width();
      int end = hasGaps ? (row + 1) * places.width() : places.count();
      int gaps = row * (places.pitch() - places.width());
      int i = runs.count++;
      runs.at[i] = next - from;
      runs.source[i] = xOffset + image * xStep + gaps + place;
      runs.target[i] = yOffset + image * yStep + place;
      runs.length[i] = Math.min(to - next, end - place);
      next += runs.length[i];
    }
  }

  /** Whether the runs fill whole vectors; finds where these are. */
  private boolean vectors(int width) {
    int found = 0;
    for (int i = 0; i < runs.count; i++) {
      if (runs.length[i] % Lanes.COUNT != 0) {
        return false;
      }
      for (int j = 0; j < runs.length[i]; j += Lanes.COUNT) {
        vectors[found++] = runs.source[i] + j;
      }
    }
    return found * Lanes.COUNT == width;
  }

  private void gatherVectors(int[] shifts, int first, int count, float[] x, int width) {
    if (width == 4 * Lanes.COUNT) {
      gather4(shifts, first, count, x, vectors[0], vectors[1], vectors[2], vectors[3], panel);
    } else if (width == 2 * Lanes.COUNT) {
      gather2(shifts, first, count, x, vectors[0], vectors[1], panel);
    } else {
      gather1(shifts, first, count, x, vectors[0], panel);
    }
  }

  private static void gather4(
      int[] shifts, int first, int count, float[] x, int x0, int x1, int x2, int x3, float[] to) {
    int at = 0;
    for (int p = 0; p < count; p++) {
      int shift = shifts[first + p];
      Lanes.load(x, shift + x0).intoArray(to, at);
      Lanes.load(x, shift + x1).intoArray(to, at + Lanes.COUNT);
      Lanes.load(x, shift + x2).intoArray(to, at + 2 * Lanes.COUNT);
      Lanes.load(x, shift + x3).intoArray(to, at + 3 * Lanes.COUNT);
      at += 4 * Lanes.COUNT;
    }
  }

  private static void gather2(
      int[] shifts, int first, int count, float[] x, int x0, int x1, float[] to) {
    int at = 0;
    for (int p = 0; p < count; p++) {
      int shift = shifts[first + p];
      Lanes.load(x, shift + x0).intoArray(to, at);
      Lanes.load(x, shift + x1).intoArray(to, at + Lanes.COUNT);
      at += 2 * Lanes.COUNT;
    }
  }

  private static void gather1(int[] shifts, int first, int count, float[] x, int x0, float[] to) {
    int at = 0;
    for (int p = 0; p < count; p++) {
      Lanes.load(x, shifts[first + p] + x0).intoArray(to, at);
      at += Lanes.COUNT;
    }
  }

  private void gatherRuns(int[] shifts, int first, int count, float[] x, int width) {
    for (int i = 0; i < runs.count; i++) {
      int at = runs.at[i];
      int source = runs.source[i];
      int length = runs.length[i];
      for (int p = 0; p < count; p++) {
        System.arraycopy(x, shifts[first + p] + source, panel, at, length);
        at += width;
      }
    }
  }

  private void put(int rows, int width, float[] y, int yStride) {
    for (int k = 0; k < runs.count; k++) {
      int at = runs.at[k];
      int target = runs.target[k];
      int length = runs.length[k];
      for (int i = 0; i < rows; i++) {
        System.arraycopy(sums, at, y, target, length);
        at += width;
        target += yStride;
      }
    }
  }
}
