package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/**
 * The adjoint of a maximum over windows that a kernel has at its places. All windows of a row are
 * taken at once, element by element of the kernel: what equals the maximum of its window takes that
 * window's seed, so that later elements find none. Maxima and seeds lie as far apart as windows
 * begin, with no seed between them, and so beside what they are compared with.
 */
record MaximumRoutes(Window rows, Window columns, int planes) {
  /** The planes that are worth waking a thread, in elements. */
  private static final int GRAIN = 1 << 15;

  /** What a kernel may read behind the last window. */
  private static final int ROOM = 64;

  float[] gradient(float[] x, float[] y, float[] seed) {
    float[] g = Workspace.zeros(planes * rows.size() * columns.size());
    Workers workers = Workers.shared();
    int parts = Math.min(2 * workers.threads(), g.length / GRAIN);
    if (parts < 2) {
      planes(0, planes, x, y, seed, g);
    } else {
      workers.run(
          parts, part -> planes(planes * part / parts, planes * (part + 1) / parts, x, y, seed, g));
    }
    return g;
  }

  private void planes(int from, int to, float[] x, float[] y, float[] seed, float[] g) {
    int stride = columns.stride();
    int width = columns.count();
    float[] maxima = new float[width * stride + ROOM];
    float[] seeds = new float[width * stride + ROOM];
    for (int plane = from; plane < to; plane++) {
      for (int p = 0; p < rows.count(); p++) {
        int at = (plane * rows.count() + p) * width;
        for (int q = 0; q < width; q++) {
          maxima[q * stride] = y[at + q];
          seeds[q * stride] = seed[at + q];
        }
        row(plane * rows.size() * columns.size(), p, maxima, seeds, x, g);
      }
    }
  }

  private void row(int plane, int p, float[] maxima, float[] seeds, float[] x, float[] g) {
    ImageKernels kernels = ActiveKernels.get().images();
    int limit = plane + rows.size() * columns.size();
    for (int i = 0; i < rows.kernel(); i++) {
      int row = rows.position(p, i);
      for (int j = 0; row >= 0 && row < rows.size() && j < columns.kernel(); j++) {
        int first = columns.firstInside(j);
        int end = columns.endInside(j);
        if (first < end) {
          int from = plane + row * columns.size() + columns.position(first, j);
          int count = (end - 1 - first) * columns.stride() + 1;
          // Behind the count may be seeds of windows that have this element in the padding.
          int to = end < columns.count() ? from + count : limit;
          kernels.claim(x, g, from, to, maxima, seeds, first * columns.stride(), count);
        }
      }
    }
    // A window that holds not what it should must not leave its seed to another.
    Arrays.fill(seeds, 0);
  }
}
