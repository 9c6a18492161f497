package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Places;
import dev.adjoint.kernel.PlainKernels;

/**
 * Loops over images on the Vector API, where there are enough places for a vector, and rows come in
 * whole vectors or without gaps.
 */
final class VectorImages implements ImageKernels {
  private static final ThreadLocal<VectorImages> OF_THREAD =
      ThreadLocal.withInitial(VectorImages::new);

  private final ImageKernels plain = PlainKernels.imagesOfThread();
  private final int[] tile = new int[2 * ConvolutionTiles.VECTORS];
  private final float[] sums = new float[CorrelationTiles.ROWS * CorrelationTiles.TAPS];
  private final float[] lanes = LaneSums.room(sums.length);
  private final float[] blockSums = new float[4 * Lanes.COUNT];
  private int[] inImage = new int[0];
  private int[] inResult = new int[0];
  private float[] seeds = new float[0];

  private VectorImages() {}

  /** The kernels with the arrays of this thread. */
  static VectorImages get() {
    return OF_THREAD.get();
  }

  private static boolean covers(Places places) {
    return places.count() >= Lanes.COUNT
        && (places.pitch() == places.width() || places.width() % Lanes.COUNT == 0);
  }

  private static int vectors(Places places) {
    return (places.count() + Lanes.COUNT - 1) / Lanes.COUNT;
  }

  /**
   * Where the vectors of all places of some images begin; the last one of an image may overlap the
   * one before.
   */
  private void locate(Places places, int images, int step) {
    int each = vectors(places);
    if (inImage.length < images * each) {
      inImage = new int[images * each];
      inResult = new int[images * each];
    }
    int at = 0;
    for (int g = 0; g < images; g++) {
      for (int v = 0; v < each; v++) {
        int place = Math.min(v * Lanes.COUNT, places.count() - Lanes.COUNT);
        int row = place / places.width();
        inImage[at] = g * step + row * places.pitch() + place - row * places.width();
        inResult[at] = place;
        at++;
      }
    }
  }

  @Override
  public int weightsSize(int rows, int depth) {
    return ConvolutionTiles.weightsSize(rows, depth);
  }

  @Override
  public void packWeights(int rows, int depth, float[] a, int aOffset, float[] packed, int start) {
    ConvolutionTiles.packWeights(rows, depth, a, aOffset, packed, start);
  }

  @Override
  public void convolve(
      int rows,
      float[] weights,
      int weightsOffset,
      int[] shifts,
      Places places,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      int yStride) {
    locate(places, 1, 0);
    int count = vectors(places);
    int width = ConvolutionTiles.VECTORS;
    for (int first = 0; first < count; first += width) {
      for (int j = 0; j < width; j++) {
        int v = Math.min(first + j, count - 1);
        tile[j] = xOffset + inImage[v];
        tile[width + j] = yOffset + inResult[v];
      }
      ConvolutionTiles.channels(
          rows, shifts.length, weights, weightsOffset, shifts, x, tile, y, yStride);
    }
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
      int xStep,
      float[] w,
      int wOffset,
      int wStride) {
    if (!covers(places)) {
      plain.correlate(
          images,
          rows,
          seed,
          seedOffset,
          seedStep,
          seedStride,
          shifts,
          places,
          x,
          xStep,
          w,
          wOffset,
          wStride);
      return;
    }
    locate(places, images, xStep);
    int each = vectors(places);
    int vectors = images * each;
    int size = CorrelationTiles.seedsSize(rows, vectors);
    if (seeds.length < size) {
      seeds = new float[size];
    }
    for (int g = 0; g < images; g++) {
      int start = g * seedStep + seedOffset;
      CorrelationTiles.packSeeds(
          rows, seed, start, seedStride, places.count(), seeds, vectors, g * each);
    }
    int tileSize = CorrelationTiles.seedsSize(1, vectors);
    for (int p = 0; p < shifts.length; p += CorrelationTiles.TAPS) {
      int taps = Math.min(CorrelationTiles.TAPS, shifts.length - p);
      for (int i = 0; i < rows; i += CorrelationTiles.ROWS) {
        int start = i / CorrelationTiles.ROWS * tileSize;
        CorrelationTiles.run(vectors, seeds, start, x, inImage, shifts, p, lanes);
        LaneSums.each(lanes, sums);
        int end = Math.min(CorrelationTiles.ROWS, rows - i);
        for (int r = 0; r < end; r++) {
          int target = wOffset + (i + r) * wStride + p;
          for (int t = 0; t < taps; t++) {
            w[target + t] += sums[r * CorrelationTiles.TAPS + t];
          }
        }
      }
    }
  }

  @Override
  public void claim(
      float[] x, float[] y, int from, int limit, float[] values, float[] seeds, int at, int count) {
    int vectors = Math.min(Lanes.roundUp(count), Lanes.wholeVectors(0, limit - from));
    VectorClaim.claim(vectors, x, y, from, values, seeds, at);
    if (vectors < count) {
      plain.claim(x, y, from + vectors, limit, values, seeds, at + vectors, count - vectors);
    }
  }

  @Override
  public void moments(float[] x, int from, int to, float middle, double[] sums, int at) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += VectorNormalization.BLOCK) {
      int end = Math.min(whole, i + VectorNormalization.BLOCK);
      VectorNormalization.moments(x, i, end, middle, blockSums);
      sums[at] += LaneSums.one(blockSums, 0);
      sums[at + 1] += LaneSums.one(blockSums, Lanes.COUNT);
    }
    plain.moments(x, whole, to, middle, sums, at);
  }

  @Override
  public void seedMoments(
      float[] x, float[] seed, int from, int to, float middle, double[] sums, int at) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += VectorNormalization.BLOCK) {
      int end = Math.min(whole, i + VectorNormalization.BLOCK);
      VectorNormalization.seedMoments(x, seed, i, end, middle, blockSums);
      for (int j = 0; j < 4; j++) {
        sums[at + j] += LaneSums.one(blockSums, j * Lanes.COUNT);
      }
    }
    plain.seedMoments(x, seed, whole, to, middle, sums, at);
  }

  @Override
  public void normalize(
      float[] x, float[] y, int from, int to, float middle, float factor, float shift) {
    int whole = Lanes.wholeVectors(from, to);
    VectorNormalization.normalize(x, y, from, whole, middle, factor, shift);
    plain.normalize(x, y, whole, to, middle, factor, shift);
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
    int whole = Lanes.wholeVectors(from, to);
    VectorNormalization.gradient(x, seed, y, from, whole, middle, scale, factor, shift);
    plain.normalizeGradient(x, seed, y, whole, to, middle, scale, factor, shift);
  }
}
