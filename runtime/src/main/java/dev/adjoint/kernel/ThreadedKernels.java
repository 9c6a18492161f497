package dev.adjoint.kernel;

import java.util.Optional;

/**
 * Shares large ranges of other kernels among threads.
 *
 * <p>Parts of an elementwise range may be cut anywhere. Sums are cut at fixed places whatever the
 * number of threads, also when one thread does it all, so that their bits never depend on it.
 * Matrix products share their work themselves.
 */
final class ThreadedKernels implements Kernels {
  /** Elements of cheap arithmetic that are worth waking a thread. */
  private static final int GRAIN = 1 << 16;

  /** Elements of functions such as exp, or of rows of softmax, that are worth waking a thread. */
  private static final int COSTLY_GRAIN = 1 << 13;

  private final Kernels kernels;
  private final Workers workers;

  ThreadedKernels(Kernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
  }

  @Override
  public String name() {
    return kernels.name();
  }

  @Override
  public ImageKernels images() {
    return kernels.images();
  }

  @Override
  public Optional<WinogradKernels> winograd() {
    return kernels.winograd();
  }

  @Override
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      boolean accumulate) {
    kernels.gemm(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset, accumulate);
  }

  @Override
  public void unary(Unary op, float[] x, float[] y, int from, int to) {
    int grain = op.costly() ? COSTLY_GRAIN : GRAIN;
    if (to - from < 2 * grain) {
      kernels.unary(op, x, y, from, to);
    } else {
      share(from, to, grain, (start, end) -> kernels.unary(op, x, y, start, end));
    }
  }

  @Override
  public void timesUnary(Unary op, float[] x, float[] y, int from, int to) {
    int grain = op.costly() ? COSTLY_GRAIN : GRAIN;
    if (to - from < 2 * grain) {
      kernels.timesUnary(op, x, y, from, to);
    } else {
      share(from, to, grain, (start, end) -> kernels.timesUnary(op, x, y, start, end));
    }
  }

  @Override
  public void binary(Binary op, float[] a, float[] b, float[] y, int from, int to) {
    int grain = op.costly() ? COSTLY_GRAIN : GRAIN;
    if (to - from < 2 * grain) {
      kernels.binary(op, a, b, y, from, to);
    } else {
      share(from, to, grain, (start, end) -> kernels.binary(op, a, b, y, start, end));
    }
  }

  @Override
  public void scalar(Scalar op, float[] x, float s, float[] y, int from, int to) {
    int grain = op == Scalar.POW ? COSTLY_GRAIN : GRAIN;
    if (to - from < 2 * grain) {
      kernels.scalar(op, x, s, y, from, to);
    } else {
      share(from, to, grain, (start, end) -> kernels.scalar(op, x, s, y, start, end));
    }
  }

  @Override
  public void axpy(float s, float[] x, float[] y, int from, int to) {
    if (to - from < 2 * GRAIN) {
      kernels.axpy(s, x, y, from, to);
    } else {
      share(from, to, GRAIN, (start, end) -> kernels.axpy(s, x, y, start, end));
    }
  }

  @Override
  public float sum(float[] x, int from, int to) {
    return to - from <= GRAIN
        ? kernels.sum(x, from, to)
        : total(from, to, (start, end) -> kernels.sum(x, start, end));
  }

  @Override
  public float dot(float[] a, float[] b, int from, int to) {
    return to - from <= GRAIN
        ? kernels.dot(a, b, from, to)
        : total(from, to, (start, end) -> kernels.dot(a, b, start, end));
  }

  @Override
  public float max(float[] x, int from, int to) {
    return kernels.max(x, from, to);
  }

  @Override
  public void sumRows(float[] x, int offset, int rows, int width, float[] y, int yOffset) {
    kernels.sumRows(x, offset, rows, width, y, yOffset);
  }

  @Override
  public void addToRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    int grain = 1 + GRAIN / Math.max(1, width);
    share(fromRow, toRow, grain, (from, to) -> kernels.addToRows(row, y, from, to, width));
  }

  @Override
  public void multiplyRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    int grain = 1 + GRAIN / Math.max(1, width);
    share(fromRow, toRow, grain, (from, to) -> kernels.multiplyRows(row, y, from, to, width));
  }

  @Override
  public void multiplyParts(
      int rows,
      int width,
      float[] a,
      int aStart,
      int aStride,
      float[] b,
      int bStart,
      int bStride,
      float[] y,
      int yStart,
      int yStride,
      boolean accumulate) {
    share(
        0,
        rows,
        1 + GRAIN / Math.max(1, width),
        (from, to) ->
            kernels.multiplyParts(
                to - from,
                width,
                a,
                aStart + from * aStride,
                aStride,
                b,
                bStart + from * bStride,
                bStride,
                y,
                yStart + from * yStride,
                yStride,
                accumulate));
  }

  @Override
  public void standardize(
      float[] x, float[] y, int fromRow, int toRow, int width, float epsilon, boolean isCentered) {
    shareRows(
        fromRow,
        toRow,
        width,
        (from, to) -> kernels.standardize(x, y, from, to, width, epsilon, isCentered));
  }

  @Override
  public void layerNorm(
      float[] x,
      float[] weight,
      float[] bias,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon) {
    shareRows(
        fromRow,
        toRow,
        width,
        (from, to) -> kernels.layerNorm(x, weight, bias, y, from, to, width, epsilon));
  }

  @Override
  public void standardizeGradient(
      float[] x,
      float[] g,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon,
      boolean isCentered) {
    shareRows(
        fromRow,
        toRow,
        width,
        (from, to) -> kernels.standardizeGradient(x, g, y, from, to, width, epsilon, isCentered));
  }

  // Not shared: the sums would be added to by all threads at once.
  @Override
  public void scaledStandardizeGradient(
      float[] x,
      float[] g,
      float[] weight,
      float[] y,
      float[] weightSums,
      float[] biasSums,
      int sumsStart,
      int fromRow,
      int toRow,
      int width,
      float epsilon,
      boolean isCentered) {
    kernels.scaledStandardizeGradient(
        x,
        g,
        weight,
        y,
        weightSums,
        biasSums,
        sumsStart,
        fromRow,
        toRow,
        width,
        epsilon,
        isCentered);
  }

  @Override
  public void softmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    shareRows(fromRow, toRow, width, (from, to) -> kernels.softmax(x, y, from, to, width));
  }

  @Override
  public void logSoftmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    shareRows(fromRow, toRow, width, (from, to) -> kernels.logSoftmax(x, y, from, to, width));
  }

  @Override
  public void labelLogSoftmax(
      float[] x, int[] labels, float[] y, int fromRow, int toRow, int width) {
    shareRows(
        fromRow,
        toRow,
        width,
        (from, to) -> kernels.labelLogSoftmax(x, labels, y, from, to, width));
  }

  @Override
  public void crossEntropyGradient(
      float[] x, int[] labels, float factor, float[] y, int fromRow, int toRow, int width) {
    shareRows(
        fromRow,
        toRow,
        width,
        (from, to) -> kernels.crossEntropyGradient(x, labels, factor, y, from, to, width));
  }

  @Override
  public void softmaxGradient(float[] s, float[] g, float[] y, int fromRow, int toRow, int width) {
    shareRows(
        fromRow, toRow, width, (from, to) -> kernels.softmaxGradient(s, g, y, from, to, width));
  }

  @Override
  public void sgd(
      SgdStep step, float[] parameter, float[] gradient, float[] velocity, int from, int to) {
    share(
        from,
        to,
        GRAIN,
        (start, end) -> kernels.sgd(step, parameter, gradient, velocity, start, end));
  }

  @Override
  public void adam(
      AdamStep step,
      float[] parameter,
      float[] gradient,
      float[] mean,
      float[] square,
      int from,
      int to) {
    share(
        from,
        to,
        GRAIN,
        (start, end) -> kernels.adam(step, parameter, gradient, mean, square, start, end));
  }

  private void shareRows(int fromRow, int toRow, int width, Range body) {
    share(fromRow, toRow, 1 + COSTLY_GRAIN / Math.max(1, width), body);
  }

  /** Cuts a range into at most two parts for each thread, each at least a grain. */
  private void share(int from, int to, int grain, Range body) {
    workers.share(from, to, Math.min((to - from) / grain, 2 * workers.threads()), body);
  }

  /** Adds the sums of pieces of one grain, in their order. */
  private float total(int from, int to, RangeSum body) {
    float[] sums = new float[(to - from - 1) / GRAIN + 1];
    workers.run(
        sums.length,
        i -> sums[i] = body.run(from + i * GRAIN, Math.min(to, from + (i + 1) * GRAIN)));
    double total = 0;
    for (float sum : sums) {
      total += sum;
    }
    return (float) total;
  }

  private interface RangeSum {
    float run(int from, int to);
  }
}
