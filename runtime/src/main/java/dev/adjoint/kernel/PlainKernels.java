package dev.adjoint.kernel;

/**
 * Kernels in plain Java, written so that HotSpot turns the loops into vector instructions: one
 * common index in all arrays of a loop, and no branch in it.
 */
public final class PlainKernels implements Kernels {
  /** How many elements stay in the first cache. */
  private static final int SOME = 2048;

  private final Workers workers;

  /**
   * Creates the kernels.
   *
   * @param workers the threads among which matrix products share their work
   */
  public PlainKernels(Workers workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public ImageKernels images() {
    return imagesOfThread();
  }

  /** The loops over images, with arrays of the calling thread. */
  public static ImageKernels imagesOfThread() {
    return PlainImages.get();
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
    new PlainGemm(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset, accumulate)
        .run(workers);
  }

  @Override
  public void unary(Unary op, float[] x, float[] y, int from, int to) {
    PlainUnary.apply(op, x, y, from, to);
  }

  @Override
  public void timesUnary(Unary op, float[] x, float[] y, int from, int to) {
    float[] some = PlainScratch.get().row(SOME);
    for (int start = from; start < to; start += SOME) {
      int count = Math.min(SOME, to - start);
      System.arraycopy(x, start, some, 0, count);
      unary(op, some, some, 0, count);
      for (int i = 0; i < count; i++) {
        y[start + i] *= some[i];
      }
    }
  }

  @Override
  public void binary(Binary op, float[] a, float[] b, float[] y, int from, int to) {
    PlainBinary.apply(op, a, b, y, from, to);
  }

  @Override
  public void scalar(Scalar op, float[] x, float s, float[] y, int from, int to) {
    PlainScalar.apply(op, x, s, y, from, to);
  }

  @Override
  public void axpy(float s, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] += s * x[i];
    }
  }

  @Override
  public float sum(float[] x, int from, int to) {
    return PlainReductions.sum(x, from, to);
  }

  @Override
  public float dot(float[] a, float[] b, int from, int to) {
    return PlainReductions.dot(a, b, from, to);
  }

  @Override
  public float max(float[] x, int from, int to) {
    return PlainReductions.max(x, from, to);
  }

  @Override
  public void sumRows(float[] x, int offset, int rows, int width, float[] y, int yOffset) {
    PlainReductions.sumRows(x, offset, rows, width, y, yOffset);
  }

  @Override
  public void addToRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    PlainReductions.addToRows(row, y, fromRow, toRow, width);
  }

  @Override
  public void multiplyRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    PlainReductions.multiplyRows(row, y, fromRow, toRow, width);
  }

  @Override
  public void standardize(
      float[] x, float[] y, int fromRow, int toRow, int width, float epsilon, boolean isCentered) {
    for (int row = fromRow; row < toRow; row++) {
      PlainStandardization.row(x, y, row * width, width, epsilon, isCentered);
    }
  }

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
    for (int row = fromRow; row < toRow; row++) {
      PlainStandardization.scaledGradient(
          x,
          g,
          weight,
          y,
          weightSums,
          biasSums,
          sumsStart,
          row * width,
          width,
          epsilon,
          isCentered);
    }
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
    for (int row = fromRow; row < toRow; row++) {
      PlainStandardization.gradient(x, g, y, row * width, width, epsilon, isCentered);
    }
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
    for (int i = 0; i < rows; i++) {
      int fromA = aStart + i * aStride;
      int fromB = bStart + i * bStride;
      int to = yStart + i * yStride;
      for (int j = 0; j < width; j++) {
        float product = a[fromA + j] * b[fromB + j];
        y[to + j] = accumulate ? y[to + j] + product : product;
      }
    }
  }

  @Override
  public void softmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    PlainSoftmax.softmax(x, y, fromRow, toRow, width);
  }

  @Override
  public void logSoftmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    PlainSoftmax.logSoftmax(x, y, fromRow, toRow, width);
  }

  @Override
  public void softmaxGradient(float[] s, float[] g, float[] y, int fromRow, int toRow, int width) {
    PlainSoftmax.gradient(s, g, y, fromRow, toRow, width);
  }

  @Override
  public void sgd(
      SgdStep step, float[] parameter, float[] gradient, float[] velocity, int from, int to) {
    PlainOptimizers.sgd(step, parameter, gradient, velocity, from, to);
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
    PlainOptimizers.adam(step, parameter, gradient, mean, square, from, to);
  }
}
