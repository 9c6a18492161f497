package dev.adjoint.kernel;

import java.util.Arrays;

/**
 * Loops over images in plain Java: what the taps read is copied into a matrix, some places at a
 * time, and multiplied by the plain matrix product.
 */
final class PlainImages implements ImageKernels {
  /** How many elements are copied at once, so that they stay in the second cache. */
  private static final int BLOCK = 1 << 16;

  /** The columns of the matrix that the plain product takes at once. */
  private static final int WIDTH = 512;

  private static final ThreadLocal<PlainImages> OF_THREAD =
      ThreadLocal.withInitial(PlainImages::new);

  private static final Workers ALONE = new Workers(1);

  private float[] under = new float[0];
  private float[] result = new float[0];

  private PlainImages() {}

  /** The kernels with the arrays of this thread. */
  static PlainImages get() {
    return OF_THREAD.get();
  }

  @Override
  public int weightsSize(int rows, int depth) {
    return 0;
  }

  @Override
  public void packWeights(int rows, int depth, float[] a, int aOffset, float[] packed, int start) {
    // They are read as they are.
  }

  @Override
  public void convolve(
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
    int most = columns(depth, rows);
    for (int g = 0; g < images; g++) {
      for (int from = 0; from < places.count(); from += most) {
        int count = Math.min(most, places.count() - from);
        gather(shifts, places, x, xOffset + g * xStep, from, count);
        product(false, rows, count, depth, weights, weightsOffset, under, result, 0, false);
        for (int i = 0; i < rows; i++) {
          int target = yOffset + g * yStep + i * yStride + from;
          System.arraycopy(result, i * count, y, target, count);
        }
      }
    }
  }

  @Override
  public int sumsSize(int rows, int depth) {
    return rows * depth;
  }

  @Override
  public void correlate(
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
    int depth = shifts.length;
    int most = columns(depth, rows);
    for (int g = 0; g < images; g++) {
      for (int from = 0; from < places.count(); from += most) {
        int count = Math.min(most, places.count() - from);
        gather(shifts, places, x, xOffset + g * xStep, from, count);
        for (int i = 0; i < rows; i++) {
          int start = seedOffset + g * seedStep + i * seedStride + from;
          System.arraycopy(seed, start, result, i * count, count);
        }
        product(true, rows, depth, count, result, 0, under, sums, sumsOffset, true);
      }
    }
  }

  @Override
  public void addSums(
      int rows, int depth, float[] sums, int sumsOffset, float[] w, int wOffset, int wStride) {
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < depth; p++) {
        w[wOffset + i * wStride + p] += sums[sumsOffset + i * depth + p];
      }
    }
  }

  /** By bits: which element is the largest is unforeseeable, and a branch would cost more. */
  @Override
  public void claim(
      float[] x, float[] y, int from, int limit, float[] values, float[] seeds, int at, int count) {
    for (int i = 0; i < count; i++) {
      float element = x[from + i] + 0f;
      int different = Float.floatToIntBits(element) ^ Float.floatToIntBits(values[at + i] + 0f);
      int mask = (different | -different) >> 31;
      int seed = Float.floatToRawIntBits(seeds[at + i]);
      y[from + i] += Float.intBitsToFloat(seed & ~mask);
      seeds[at + i] = Float.intBitsToFloat(seed & mask);
    }
  }

  @Override
  public void layRows(
      float[] x,
      int from,
      int rowStep,
      int columnStep,
      int rows,
      int width,
      float[] y,
      int to,
      int before,
      int pitch) {
    for (int r = 0; r < rows; r++) {
      int start = to + r * pitch;
      int source = from + r * rowStep;
      Arrays.fill(y, start, start + before, 0f);
      if (columnStep == 1 && width > 0) {
        System.arraycopy(x, source, y, start + before, width);
      } else {
        for (int u = start + before; u < start + before + width; u++) {
          y[u] = x[source];
          source += columnStep;
        }
      }
      Arrays.fill(y, start + before + width, start + pitch, 0f);
    }
  }

  @Override
  public void largestOfFour(
      float[] x, int upper, int lower, float[] y, int at, int count, int limit) {
    for (int q = 0; q < count; q++) {
      float above = Math.max(x[upper + 2 * q], x[upper + 2 * q + 1]);
      float below = Math.max(x[lower + 2 * q], x[lower + 2 * q + 1]);
      y[at + q] = Math.max(above, below);
    }
  }

  @Override
  public void claimOfFour(
      float[] x,
      int upper,
      int lower,
      float[] values,
      float[] seeds,
      int at,
      int count,
      float[] y,
      int limit) {
    for (int q = 0; q < count; q++) {
      int value = Float.floatToIntBits(values[at + q] + 0f);
      int left = Float.floatToRawIntBits(seeds[at + q]);
      for (int element = 0; element < 4; element++) {
        int place = (element < 2 ? upper : lower) + 2 * q + (element & 1);
        int different = Float.floatToIntBits(x[place] + 0f) ^ value;
        int mask = (different | -different) >> 31;
        y[place] = Float.intBitsToFloat(left & ~mask);
        left &= mask;
      }
    }
  }

  @Override
  public void moments(float[] x, int from, int to, float middle, double[] sums, int at) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double difference = x[i] - middle;
      sum += difference;
      squares += difference * difference;
    }
    sums[at] += sum;
    sums[at + 1] += squares;
  }

  @Override
  public void seedMoments(
      float[] x, float[] seed, int from, int to, float middle, double[] sums, int at) {
    moments(x, from, to, middle, sums, at);
    double sum = 0;
    double products = 0;
    for (int i = from; i < to; i++) {
      sum += seed[i];
      products += (double) seed[i] * (x[i] - middle);
    }
    sums[at + 2] += sum;
    sums[at + 3] += products;
  }

  @Override
  public void normalize(
      float[] x, float[] y, int from, int to, float middle, float factor, float shift) {
    for (int i = from; i < to; i++) {
      y[i] = (x[i] - middle) * factor + shift;
    }
  }

  @Override
  public void normalizeGradient(
      float[] x,
      float[] seed,
      float[] y,
      int from,
      int to,
      float middle,
      float scale,
      float factor,
      float shift) {
    for (int i = from; i < to; i++) {
      y[i] = seed[i] * scale + ((x[i] - middle) * factor + shift);
    }
  }

  /** How many places to take at once; makes room for them. */
  private int columns(int depth, int rows) {
    int most = Math.max(1, Math.min(WIDTH, BLOCK / Math.max(1, depth)));
    if (under.length < most * depth) {
      under = new float[most * depth];
    }
    if (result.length < most * rows) {
      result = new float[most * rows];
    }
    return most;
  }

  private static void product(
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      float[] c,
      int cOffset,
      boolean accumulate) {
    new PlainGemm(false, transposeB, m, n, k, a, aOffset, b, 0, c, cOffset, accumulate).run(ALONE);
  }

  /** Copies what each tap reads at some places, a row for each tap. */
  private void gather(int[] shifts, Places places, float[] x, int xOffset, int from, int count) {
    int width = places.width();
    for (int p = 0; p < shifts.length; p++) {
      int start = xOffset + shifts[p];
      int at = from;
      while (at < from + count) {
        int row = at / width;
        int column = at - row * width;
        int run = Math.min(width - column, from + count - at);
        int target = p * count + at - from;
        System.arraycopy(x, start + row * places.pitch() + column, under, target, run);
        at += run;
      }
    }
  }
}
