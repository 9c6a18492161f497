package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Places;
import java.util.Arrays;

/**
 * The transpose of a convolution by its weights: the seeds of some output channels at some places
 * are turned into a panel, and what each tap reads there is the row that it is multiplied with.
 *
 * <p>Sums are kept for each panel's channels on their own, those of a tap side by side.
 */
final class PanelCorrelation {
  private final float[] panel = new float[Panels.DEPTH * Panels.WIDEST];

  /** How much room the sums take. */
  static int size(int rows, int depth) {
    return Panels.roundUp(depth) * Lanes.roundUp(rows);
  }

  /** As {@link dev.adjoint.kernel.ImageKernels#correlate}. */
  void correlate(
      int images,
      int rows,
      float[] seed,
      int seedOffset,
      int seedStep,
      int seedStride,
      int[] shifts,
      Places places,
      float[] x,
      int xOffset,
      int xStep,
      float[] sums,
      int sumsOffset) {
    // Places in the gaps between rows are taken too, with seeds of 0.
    int all = (places.rows() - 1) * places.pitch() + places.width();
    int together = Math.max(1, Panels.DEPTH / all);
    int width;
    int target = sumsOffset;
    for (int row = 0; row < rows; row += width) {
      width = Panels.width(rows - row);
      int some = Math.min(width, rows - row);
      for (int g = 0; g < images; g += together) {
        int count = Math.min(together, images - g);
        int start = seedOffset + row * seedStride + g * seedStep;
        int source = xOffset + g * xStep;
        for (int from = 0; from < all; from += Panels.DEPTH) {
          int depth = Math.min(Panels.DEPTH, all - from);
          for (int i = 0; i < count; i++) {
            int to = i * depth * width;
            turn(some, seed, start + i * seedStep, seedStride, places, from, depth, width, to);
          }
          Panels.add(
              count,
              shifts.length,
              depth,
              x,
              source + from,
              xStep,
              shifts,
              panel,
              width,
              sums,
              target);
        }
      }
      target += Panels.roundUp(shifts.length) * width;
    }
  }

  /** Makes the panel of some seeds, with 0 in the gaps and for the channels that are missing. */
  private void turn(
      int rows,
      float[] seed,
      int start,
      int stride,
      Places places,
      int from,
      int count,
      int width,
      int to) {
    boolean hasGaps = places.pitch() > places.width();
    if (hasGaps || rows < width) {
      Arrays.fill(panel, to, to + count * width, 0f);
    }
    if (!hasGaps) {
      Packing.transpose(seed, start + from, stride, count, rows, panel, to, width);
      return;
    }
    int next = from;
    while (next < from + count) {
      int row = next / places.pitch();
      int column = next - row * places.pitch();
      int end = Math.min(from + count - row * places.pitch(), places.width());
      if (column < end) {
        int source = start + row * places.width() + column;
        int at = to + (next - from) * width;
        Packing.transpose(seed, source, stride, end - column, rows, panel, at, width);
      }
      next = (row + 1) * places.pitch();
    }
  }

  /** Adds the sums to w[wOffset + i * wStride + p]. */
  static void add(
      int rows, int depth, float[] sums, int sumsOffset, float[] w, int wOffset, int wStride) {
    int width;
    int source = sumsOffset;
    for (int row = 0; row < rows; row += width) {
      width = Panels.width(rows - row);
      int some = Math.min(width, rows - row);
      for (int i = 0; i < some; i++) {
        int from = source + i;
        int to = wOffset + (row + i) * wStride;
        for (int p = 0; p < depth; p++) {
          w[to + p] += sums[from];
          from += width;
        }
      }
      source += Panels.roundUp(depth) * width;
    }
  }
}
