package dev.adjoint.kernel;

import java.util.Optional;

/**
 * Loops over primitive arrays.
 *
 * <p>A range {@code [from, to)} counts elements, or rows where there is a width; splitting a range
 * must not change any bit of the result, and neither must the number of threads. Matrices are dense
 * and row-major. Callers have checked all sizes; a kernel checks nothing. Output arrays are
 * distinct from input arrays unless a method says that they may be the same.
 */
public interface Kernels {
  /** The name by which users choose these kernels, such as {@code plain}. */
  String name();

  /** The loops over images. */
  ImageKernels images();

  /** Convolutions of 3 x 3 taps by tiles, if these kernels have them. */
  default Optional<WinogradKernels> winograd() {
    return Optional.empty();
  }

  /**
   * The matrix product c = a b, or c += a b.
   *
   * @param transposeA whether {@code a} is stored as k x m instead of m x k
   * @param transposeB whether {@code b} is stored as n x k instead of k x n
   * @param m the rows of c
   * @param n the columns of c
   * @param k the inner dimension; c is 0 (or unchanged) if it is 0
   * @param aOffset where the matrix begins in {@code a}; likewise for b and c
   * @param accumulate whether to add to what {@code c} holds
   */
  void gemm(
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
      boolean accumulate);

  /** y = op(x); {@code y} may be {@code x}. */
  void unary(Unary op, float[] x, float[] y, int from, int to);

  /** y = op(a, b); {@code y} may be either operand. */
  void binary(Binary op, float[] a, float[] b, float[] y, int from, int to);

  /** y = y op(x), with the bits of the function and the product one after the other. */
  void timesUnary(Unary op, float[] x, float[] y, int from, int to);

  /** y = op(x, s); {@code y} may be {@code x}. */
  void scalar(Scalar op, float[] x, float s, float[] y, int from, int to);

  /** y += s x. */
  void axpy(float s, float[] x, float[] y, int from, int to);

  /** The sum of a range; 0 for an empty one. */
  float sum(float[] x, int from, int to);

  /** The sum of the products over a range; 0 for an empty one. */
  float dot(float[] a, float[] b, int from, int to);

  /** The largest element of a range; negative infinity for an empty one, NaN if one is. */
  float max(float[] x, int from, int to);

  /**
   * The sum of the rows of a matrix: y[yOffset + j] = sum over i of x[offset + i * width + j].
   *
   * @param rows how many rows to add
   * @param width the length of a row
   */
  void sumRows(float[] x, int offset, int rows, int width, float[] y, int yOffset);

  /** y[i * width + j] += row[j] in a range of rows. */
  void addToRows(float[] row, float[] y, int fromRow, int toRow, int width);

  /** y[i * width + j] *= row[j] in a range of rows. */
  void multiplyRows(float[] row, float[] y, int fromRow, int toRow, int width);

  /**
   * Products of parts of rows: y[yStart + i * yStride + j] = a[aStart + i * aStride + j] * b[bStart
   * + i * bStride + j], or += that, rounded before it is added. {@code y} may be {@code a} or
   * {@code b} if its parts are the same.
   *
   * @param width the length of a part
   */
  void multiplyParts(
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
      boolean accumulate);

  /**
   * The softmax of each row in a range of rows, the row's maximum subtracted first; {@code y} may
   * be {@code x}.
   */
  void softmax(float[] x, float[] y, int fromRow, int toRow, int width);

  /** The logarithm of the softmax of each row in a range of rows. */
  void logSoftmax(float[] x, float[] y, int fromRow, int toRow, int width);

  /**
   * For each row the logarithm of its softmax at the row's label, with one number a row: {@code
   * y[row]}.
   */
  default void labelLogSoftmax(
      float[] x, int[] labels, float[] y, int fromRow, int toRow, int width) {
    float[] row = new float[width];
    for (int i = fromRow; i < toRow; i++) {
      System.arraycopy(x, i * width, row, 0, width);
      logSoftmax(row, row, 0, 1, width);
      y[i] = row[labels[i]];
    }
  }

  /** For each row its softmax, less 1 at the row's label, all times a number. */
  default void crossEntropyGradient(
      float[] x, int[] labels, float factor, float[] y, int fromRow, int toRow, int width) {
    softmax(x, y, fromRow, toRow, width);
    for (int i = fromRow; i < toRow; i++) {
      y[i * width + labels[i]] -= 1;
    }
    scalar(Scalar.SCALE, y, factor, y, fromRow * width, toRow * width);
  }

  /**
   * For each row y = s (g - sum(s g)), s being the result of a softmax and g its adjoint; {@code y}
   * may be {@code g}.
   */
  void softmaxGradient(float[] s, float[] g, float[] y, int fromRow, int toRow, int width);

  /**
   * For each row in a range of rows {@code (x - mean) / sqrt(variance + epsilon)}, the variance
   * being that of the elements.
   *
   * @param isCentered whether to subtract the mean; without, it counts as 0 in the variance too
   */
  void standardize(
      float[] x, float[] y, int fromRow, int toRow, int width, float epsilon, boolean isCentered);

  /**
   * {@link #standardize} about the mean, then times {@code weight} and plus {@code bias}, which
   * have an element for each column; the product and the sum are rounded one after the other.
   */
  default void layerNorm(
      float[] x,
      float[] weight,
      float[] bias,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon) {
    for (int row = fromRow; row < toRow; row++) {
      standardize(x, y, row, row + 1, width, epsilon, true);
      multiplyRows(weight, y, row, row + 1, width);
      addToRows(bias, y, row, row + 1, width);
    }
  }

  /**
   * The gradient of {@link #standardize} for the adjoint {@code g} of its result; {@code y} may be
   * {@code g}.
   */
  void standardizeGradient(
      float[] x,
      float[] g,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon,
      boolean isCentered);

  /**
   * The gradients of {@link #standardize} times a weight, and something added, for the adjoint
   * {@code g} of that: by {@code x} in {@code y}, and by the two others, which are sums over the
   * rows, added to what is in {@code weightSums} and {@code biasSums}.
   *
   * @param sumsStart where the sums begin, in both arrays
   */
  void scaledStandardizeGradient(
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
      boolean isCentered);

  /** One step of stochastic gradient descent, in place; see {@link SgdStep}. */
  void sgd(SgdStep step, float[] parameter, float[] gradient, float[] velocity, int from, int to);

  /** One step of Adam, in place; see {@link AdamStep}. */
  void adam(
      AdamStep step,
      float[] parameter,
      float[] gradient,
      float[] mean,
      float[] square,
      int from,
      int to);
}
