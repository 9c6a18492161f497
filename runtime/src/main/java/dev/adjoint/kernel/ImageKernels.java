package dev.adjoint.kernel;

/**
 * Loops over images in primitive arrays, as {@link Kernels} are; they run in the calling thread
 * alone.
 */
public interface ImageKernels {
  /**
   * How much room {@link #packWeights} needs, or 0 if {@link #convolve} reads the weights as they
   * are.
   *
   * @param rows how many results each place has
   * @param depth the number of taps
   */
  int weightsSize(int rows, int depth);

  /**
   * Puts weights, of which that of the result i and the tap p is at aOffset + i * depth + p, in the
   * order in which {@link #convolve} reads them.
   */
  void packWeights(int rows, int depth, float[] a, int aOffset, float[] packed, int start);

  /**
   * Sums over taps at all places of some images: y[yOffset + g * yStep + i * yStride + r * width +
   * q] is the sum over p of the weight of the result i and the tap p times x[xOffset + g * xStep +
   * shifts[p] + r * pitch + q].
   *
   * @param images how many images there are
   * @param rows how many results each place has
   * @param weights what {@link #packWeights} made or was to be given, from an offset on
   * @param shifts where each tap reads for the first place
   * @param places at least 16; either their rows have no gaps, or the width is a multiple of 16
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
      int yStride);

  /**
   * Copies rows and puts zeros around them: y[to + r * pitch + before + u] = x[from + r * rowStep +
   * u * columnStep] for each u below the width, and 0 where the row of the pitch has none. What is
   * behind the last row may be set to anything.
   */
  void layRows(
      float[] x,
      int from,
      int rowStep,
      int columnStep,
      int rows,
      int width,
      float[] y,
      int to,
      int before,
      int pitch);

  /**
   * How much room the sums of {@link #correlate} need.
   *
   * @param rows how many results each place has
   * @param depth the number of taps
   */
  int sumsSize(int rows, int depth);

  /**
   * The transpose of {@link #convolve} by its weights: adds for the result i and the tap p, for one
   * image after the other, the sum over places (r, q) of seed[seedOffset + g * seedStep + i *
   * seedStride + r * width + q] times x[xOffset + g * xStep + shifts[p] + r * pitch + q]. The sums,
   * from an offset on, are in an order of their own, and 0 at first.
   *
   * @param images how many images there are
   * @param rows how many results each place has
   */
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
      int sumsOffset);

  /**
   * Adds the sums of {@link #correlate} for the result i and the tap p to w[wOffset + i * wStride +
   * p].
   */
  void addSums(
      int rows, int depth, float[] sums, int sumsOffset, float[] w, int wOffset, int wStride);

  /**
   * Moves seeds to where values are: for each i below the count where x[from + i] equals values[at
   * + i], y[from + i] += seeds[at + i], and that seed is 0 from then on. A NaN equals a NaN here,
   * and is found only where the value is one.
   *
   * @param limit how far x and y may be read and written if seeds behind the count are 0
   * @param seeds there is room for 64 numbers behind the last of them, and among the values
   */
  void claim(
      float[] x, float[] y, int from, int limit, float[] values, float[] seeds, int at, int count);

  /**
   * For each q below the count y[at + q] = the largest of x[upper + 2 q], x[upper + 2 q + 1],
   * x[lower + 2 q] and x[lower + 2 q + 1]; NaN if one is.
   *
   * @param limit how far y may be written: what is behind the count is set later
   */
  void largestOfFour(float[] x, int upper, int lower, float[] y, int at, int count, int limit);

  /**
   * The transpose of {@link #largestOfFour}: y gets at the first of the four places where x equals
   * values[at + q] seeds[at + q], and 0 at the others. A NaN equals a NaN here.
   *
   * @param limit how far y may be written: what is behind the count is set later, from the upper
   *     row to the lower one
   */
  void claimOfFour(
      float[] x,
      int upper,
      int lower,
      float[] values,
      float[] seeds,
      int at,
      int count,
      float[] y,
      int limit);

  /**
   * Adds the sum of (x - middle) over a range to sums[at], and that of its square to sums[at + 1].
   */
  void moments(float[] x, int from, int to, float middle, double[] sums, int at);

  /**
   * As {@link #moments}, and adds the sum of seed to sums[at + 2], and that of seed (x - middle) to
   * sums[at + 3].
   */
  void seedMoments(float[] x, float[] seed, int from, int to, float middle, double[] sums, int at);

  /** y = (x - middle) factor + shift; {@code y} may be {@code x}. */
  void normalize(float[] x, float[] y, int from, int to, float middle, float factor, float shift);

  /** y = seed scale + ((x - middle) factor + shift); {@code y} may be an operand. */
  void normalizeGradient(
      float[] x,
      float[] seed,
      float[] y,
      int from,
      int to,
      float middle,
      float scale,
      float factor,
      float shift);
}
