package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Range;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/** The loops of a pooling over the last two axes. */
record PoolWindows(int[] shape, PoolAxis rows, PoolAxis columns) {
  /** The planes that are worth waking a thread, in elements. */
  private static final int GRAIN = 1 << 15;

  static PoolWindows of(
      String operation,
      int[] shape,
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation,
      boolean countPadding) {
    requireRank(operation, shape, 2);
    Window.requireCount(operation, "kernel", 2, kernel);
    Window.requireCount(operation, "stride", 2, stride);
    Window.requireCount(operation, "padding", 2, padding);
    Window.requireCount(operation, "dilation", 2, dilation);
    PoolAxis[] axes = new PoolAxis[2];
    for (int i = 0; i < 2; i++) {
      int size = shape[shape.length - 2 + i];
      Window window = new Window(operation, size, kernel[i], stride[i], padding[i], dilation[i]);
      axes[i] = PoolAxis.of(window, countPadding);
    }
    return new PoolWindows(shape, axes[0], axes[1]);
  }

  static PoolWindows adaptive(String operation, int[] shape, int height, int width) {
    requireRank(operation, shape, 2);
    PoolAxis rows = PoolAxis.adaptive(operation, shape[shape.length - 2], height);
    return new PoolWindows(
        shape, rows, PoolAxis.adaptive(operation, shape[shape.length - 1], width));
  }

  static void requireRank(String operation, int[] shape, int least) {
    if (shape.length < least) {
      throw new ShapeException(
          "%s: at least %d axes expected: %s".formatted(operation, least, Arrays.toString(shape)));
    }
  }

  int[] resultShape() {
    int[] result = shape.clone();
    result[shape.length - 2] = rows.count();
    result[shape.length - 1] = columns.count();
    return result;
  }

  /** How many images of one channel there are. */
  int planes() {
    return Shapes.size(Arrays.copyOf(shape, shape.length - 2));
  }

  /** The position in {@code x} of the first largest element of each window; a NaN is largest. */
  int[] maxima(float[] x) {
    int[] positions = new int[Shapes.size(resultShape())];
    int at = 0;
    int plane = rows.size() * columns.size();
    for (int i = 0; i < planes(); i++) {
      for (int p = 0; p < rows.count(); p++) {
        for (int q = 0; q < columns.count(); q++) {
          positions[at++] = maximum(x, i * plane, p, q);
        }
      }
    }
    return positions;
  }

  private int maximum(float[] x, int plane, int p, int q) {
    int from = columns.starts()[q];
    int end = columns.ends()[q];
    int step = columns.step();
    long best = Long.MIN_VALUE;
    for (int row = rows.starts()[p]; row < rows.ends()[p]; row += rows.step()) {
      int start = plane + row * columns.size();
      for (int i = start + from; i < start + end; i += step) {
        best = Math.max(best, key(x[i], i));
      }
    }
    return ~(int) best;
  }

  /**
   * A number that is the larger the larger the element is, and among equal ones the earlier it
   * comes: what is largest is unforeseeable, and a branch for it would cost more than all else.
   */
  private static long key(float element, int position) {
    // Adding 0 makes -0 equal to 0. Bits of negative numbers are ordered the other way round.
    int bits = Float.floatToIntBits(element + 0f);
    int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
    return (long) ordered << 32 | ~position & 0xffffffffL;
  }

  /**
   * The largest element of each window; NaN if one is. Rows and then columns are taken aside, for
   * HotSpot makes vectors only of loops with one index for all arrays.
   */
  Tensor largest(Tensor x) {
    float[] y = Workspace.floats(Shapes.size(resultShape()));
    if (rows.isOfTwo() && columns.isOfTwo()) {
      share(planes(), x.data.length, (from, to) -> largestOfFour(x.data, y, from, to));
      return Tensor.wrap(y, resultShape());
    }
    int width = columns.size();
    int[][] elements = elements(columns);
    float[] highest = new float[width];
    float[] row = new float[width];
    float[] results = new float[columns.count()];
    float[] others = new float[columns.count()];
    int at = 0;
    for (int i = 0; i < planes(); i++) {
      for (int p = 0; p < rows.count(); p++) {
        int start = (i * rows.size() + rows.starts()[p]) * width;
        System.arraycopy(x.data, start, highest, 0, width);
        for (int r = rows.starts()[p] + rows.step(); r < rows.ends()[p]; r += rows.step()) {
          System.arraycopy(x.data, (i * rows.size() + r) * width, row, 0, width);
          higher(row, highest);
        }
        pick(highest, elements[0], results);
        for (int j = 1; j < elements.length; j++) {
          pick(highest, elements[j], others);
          higher(others, results);
        }
        System.arraycopy(results, 0, y, at, results.length);
        at += results.length;
      }
    }
    return Tensor.wrap(y, resultShape());
  }

  private void largestOfFour(float[] x, float[] y, int from, int to) {
    ImageKernels kernels = ActiveKernels.get().images();
    int limit = to * rows.count() * columns.count();
    for (int plane = from; plane < to; plane++) {
      for (int p = 0; p < rows.count(); p++) {
        int upper = (plane * rows.size() + 2 * p) * columns.size();
        int at = (plane * rows.count() + p) * columns.count();
        kernels.largestOfFour(x, upper, upper + columns.size(), y, at, columns.count(), limit);
      }
    }
  }

  /** Shares planes of so many elements together among threads. */
  static void share(int planes, int size, Range body) {
    Workers workers = Workers.shared();
    int parts = Math.min(planes, Math.min(2 * workers.threads(), size / GRAIN));
    workers.share(0, planes, parts, body);
  }

  /** Where each window has its elements, of which the last stands in for those it lacks. */
  private static int[][] elements(PoolAxis axis) {
    int most = 1;
    for (int q = 0; q < axis.count(); q++) {
      most = Math.max(most, inside(axis, q));
    }
    int[][] elements = new int[most][axis.count()];
    for (int j = 0; j < most; j++) {
      for (int q = 0; q < axis.count(); q++) {
        elements[j][q] = axis.starts()[q] + Math.min(j, inside(axis, q) - 1) * axis.step();
      }
    }
    return elements;
  }

  private static int inside(PoolAxis axis, int window) {
    return (axis.ends()[window] - axis.starts()[window] + axis.step() - 1) / axis.step();
  }

  private static void pick(float[] x, int[] places, float[] y) {
    for (int q = 0; q < places.length; q++) {
      y[q] = x[places[q]];
    }
  }

  private static void higher(float[] x, float[] highest) {
    for (int j = 0; j < highest.length; j++) {
      highest[j] = Math.max(highest[j], x[j]);
    }
  }

  /** The mean of each window. */
  Tensor means(Tensor x) {
    float[] y = Workspace.floats(Shapes.size(resultShape()));
    share(planes(), x.data.length, (from, to) -> means(x.data, y, from, to));
    return Tensor.wrap(y, resultShape());
  }

  private void means(float[] x, float[] y, int from, int to) {
    int plane = rows.size() * columns.size();
    int at = from * rows.count() * columns.count();
    boolean isOfAll = rows.isOfAll() && columns.isOfAll();
    boolean isOfTwo = rows.isOfTwo() && columns.isOfTwo();
    for (int i = from; i < to; i++) {
      for (int p = 0; p < rows.count(); p++) {
        int upper = i * plane + rows.starts()[p] * columns.size();
        for (int q = 0; q < columns.count(); q++) {
          if (isOfTwo) {
            int left = upper + 2 * q;
            int lower = left + columns.size();
            double sum = 0.0 + x[left] + x[left + 1] + x[lower] + x[lower + 1];
            y[at++] = (float) (sum * .25);
            continue;
          }
          double sum =
              isOfAll ? ActiveKernels.get().sum(x, upper, upper + plane) : sum(x, i * plane, p, q);
          y[at++] = (float) (sum / ((long) rows.divisors()[p] * columns.divisors()[q]));
        }
      }
    }
  }

  private double sum(float[] x, int plane, int p, int q) {
    double sum = 0;
    for (int row = rows.starts()[p]; row < rows.ends()[p]; row++) {
      int start = plane + row * columns.size();
      for (int j = start + columns.starts()[q]; j < start + columns.ends()[q]; j++) {
        sum += x[j];
      }
    }
    return sum;
  }

  /** The transpose of {@link #means}. */
  Tensor spread(String operation, Tensor seed) {
    if (!Arrays.equals(seed.shape, resultShape())) {
      throw new ShapeException(
          "%s: the result has shape %s, not %s"
              .formatted(operation, Arrays.toString(resultShape()), seed.describe()));
    }
    float[] x = Workspace.zeros(Shapes.size(shape));
    share(planes(), x.length, (from, to) -> spread(seed.data, x, from, to));
    return Tensor.wrap(x, shape);
  }

  private void spread(float[] seed, float[] x, int from, int to) {
    int plane = rows.size() * columns.size();
    int at = from * rows.count() * columns.count();
    boolean isOfAll = rows.isOfAll() && columns.isOfAll();
    boolean isOfTwo = rows.isOfTwo() && columns.isOfTwo();
    for (int i = from; i < to; i++) {
      for (int p = 0; p < rows.count(); p++) {
        int upper = i * plane + rows.starts()[p] * columns.size();
        for (int q = 0; q < columns.count(); q++) {
          if (isOfTwo) {
            int left = upper + 2 * q;
            int lower = left + columns.size();
            float share = seed[at++] * .25f;
            x[left] = share;
            x[left + 1] = share;
            x[lower] = share;
            x[lower + 1] = share;
            continue;
          }
          float share = seed[at++] / ((long) rows.divisors()[p] * columns.divisors()[q]);
          if (isOfAll) {
            Arrays.fill(x, upper, upper + plane, share);
          } else {
            add(share, x, i * plane, p, q);
          }
        }
      }
    }
  }

  private void add(float share, float[] x, int plane, int p, int q) {
    for (int row = rows.starts()[p]; row < rows.ends()[p]; row++) {
      int start = plane + row * columns.size();
      for (int j = start + columns.starts()[q]; j < start + columns.ends()[q]; j++) {
        x[j] += share;
      }
    }
  }
}
