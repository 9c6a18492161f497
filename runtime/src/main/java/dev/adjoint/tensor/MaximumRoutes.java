package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;

/**
 * The adjoint of a maximum over windows that a kernel has at its places. All windows of a row are
 * taken at once, element by element of the kernel: what equals the maximum of its window takes that
 * window's seed, so that later elements find none. Maxima and seeds lie as far apart as windows
 * begin, with no seed between them, and so beside what they are compared with.
 */
record MaximumRoutes(Window rows, Window columns, int planes) {
  /** What a kernel may read behind the last window. */
  private static final int ROOM = 64;

  float[] gradient(float[] x, float[] y, float[] seed) {
    float[] g = Workspace.zeros(planes * rows.size() * columns.size());
    PoolWindows.share(planes, g.length, (from, to) -> planes(from, to, x, y, seed, g));
    return g;
  }

  private void planes(int from, int to, float[] x, float[] y, float[] seed, float[] g) {
    if (rows.isOfTwo() && columns.isOfTwo()) {
      pairs(from, to, x, y, seed, g);
      return;
    }
    int stride = columns.stride();
    int width = columns.count();
    float[] maxima = new float[width * stride + ROOM];
    float[] seeds = new float[width * stride + ROOM];
    ImageKernels kernels = ActiveKernels.get().images();
    int[] firsts = new int[columns.kernel()];
    int[] ends = new int[columns.kernel()];
    for (int j = 0; j < firsts.length; j++) {
      firsts[j] = columns.firstInside(j);
      ends[j] = columns.endInside(j);
    }
    for (int plane = from; plane < to; plane++) {
      int start = plane * rows.size() * columns.size();
      for (int p = 0; p < rows.count(); p++) {
        int at = (plane * rows.count() + p) * width;
        for (int q = 0; q < width; q++) {
          maxima[q * stride] = y[at + q];
          seeds[q * stride] = seed[at + q];
        }
        for (int i = 0; i < rows.kernel(); i++) {
          int row = rows.position(p, i);
          if (row >= 0 && row < rows.size()) {
            row(kernels, start, row, firsts, ends, maxima, seeds, x, g);
          }
        }
      }
    }
  }

  /** The windows of two by two elements do not overlap, so that each sets what it has. */
  private void pairs(int from, int to, float[] x, float[] y, float[] seed, float[] g) {
    ImageKernels kernels = ActiveKernels.get().images();
    int size = rows.size() * columns.size();
    int count = columns.count();
    for (int plane = from; plane < to; plane++) {
      // A row that no window has is never set again.
      int limit =
          (rows.size() & 1) == 0 ? to * size : plane * size + 2 * rows.count() * columns.size();
      for (int p = 0; p < rows.count(); p++) {
        int upper = plane * size + 2 * p * columns.size();
        int at = (plane * rows.count() + p) * count;
        kernels.claimOfFour(x, upper, upper + columns.size(), y, seed, at, count, g, limit);
      }
    }
  }

  /** What a row of the image takes of the seeds of a row of windows. */
  private void row(
      ImageKernels kernels,
      int plane,
      int row,
      int[] firsts,
      int[] ends,
      float[] maxima,
      float[] seeds,
      float[] x,
      float[] g) {
    int limit = plane + rows.size() * columns.size();
    for (int j = 0; j < firsts.length; j++) {
      int first = firsts[j];
      int count = (ends[j] - 1 - first) * columns.stride() + 1;
      if (count > 0) {
        int from = plane + row * columns.size() + columns.position(first, j);
        // Behind the count may be seeds of windows that have this element in the padding.
        int to = ends[j] < columns.count() ? from + count : limit;
        kernels.claim(x, g, from, to, maxima, seeds, first * columns.stride(), count);
      }
    }
  }
}
