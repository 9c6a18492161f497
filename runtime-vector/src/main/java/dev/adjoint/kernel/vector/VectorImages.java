package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Places;
import dev.adjoint.kernel.PlainKernels;

/**
 * Loops over images on the Vector API, where there are enough places for a vector, and rows come in
 * whole vectors or without gaps.
 */
final class VectorImages implements ImageKernels {
  /** Seeds of fewer results than this would leave most of a panel empty. */
  private static final int FEW_SEEDS = 12;

  /** Fewer results than this are computed where the taps read, without copies. */
  private static final int FEW_ROWS = 40;

  private static final ThreadLocal<VectorImages> OF_THREAD =
      ThreadLocal.withInitial(VectorImages::new);

  private final ImageKernels plain = PlainKernels.imagesOfThread();
  private final int[] tile = new int[2 * ConvolutionTiles.VECTORS];
  private final float[] blockSums = new float[4 * Lanes.COUNT];
  private final PanelConvolution panels = new PanelConvolution();
  private final PanelCorrelation correlation = new PanelCorrelation();
  private final LaneCorrelation lanes = new LaneCorrelation();
  private int[] inImage = new int[0];
  private int[] inResult = new int[0];

  /** The places of which these two arrays tell. */
  private Places located = new Places(0, 0, 0);

  private VectorImages() {}

  /** The kernels with the arrays of this thread. */
  static VectorImages get() {
    return OF_THREAD.get();
  }

  /** Whether there are so few results that a panel is not used often enough to be worth packing. */
  private static boolean isDirect(int rows) {
    return rows < FEW_ROWS;
  }

  @Override
  public int weightsSize(int rows, int depth) {
    return isDirect(rows) ? ConvolutionTiles.weightsSize(rows, depth) : 0;
  }

  @Override
  public void packWeights(int rows, int depth, float[] a, int aOffset, float[] packed, int start) {
    if (isDirect(rows)) {
      ConvolutionTiles.packWeights(rows, depth, a, aOffset, packed, start);
    }
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
    if (!isDirect(rows)) {
      panels.convolve(
          images,
          rows,
          weights,
          weightsOffset,
          shifts,
          places,
          x,
          xOffset,
          xStep,
          y,
          yOffset,
          yStep,
          yStride);
      return;
    }
    int count = locate(places);
    for (int g = 0; g < images; g++) {
      direct(
          count,
          rows,
          weights,
          weightsOffset,
          shifts,
          x,
          xOffset + g * xStep,
          y,
          yOffset + g * yStep,
          yStride);
    }
  }

  /** One image, whose vectors were found. */
  private void direct(
      int count,
      int rows,
      float[] weights,
      int weightsOffset,
      int[] shifts,
      float[] x,
      int xStart,
      float[] y,
      int yStart,
      int yStride) {
    int width = ConvolutionTiles.VECTORS;
    for (int first = 0; first < count; first += width) {
      for (int j = 0; j < width; j++) {
        int v = Math.min(first + j, count - 1);
        tile[j] = xStart + inImage[v];
        tile[width + j] = yStart + inResult[v];
      }
      ConvolutionTiles.channels(
          rows, shifts.length, weights, weightsOffset, shifts, x, tile, y, yStride);
    }
  }

  /**
   * Finds where the vectors of all places of an image begin, and gives how many they are; the last
   * one may overlap the one before.
   */
  private int locate(Places places) {
    int count = (places.count() + Lanes.COUNT - 1) / Lanes.COUNT;
    if (places.equals(located)) {
      return count;
    }
    if (inImage.length < count) {
      inImage = new int[count];
      inResult = new int[count];
    }
    for (int v = 0; v < count; v++) {
      int place = Math.min(v * Lanes.COUNT, places.count() - Lanes.COUNT);
      int row = place / places.width();
      inImage[v] = row * places.pitch() + place - row * places.width();
      inResult[v] = place;
    }
    located = places;
    return count;
  }

  @Override
  public int sumsSize(int rows, int depth) {
    return rows < FEW_SEEDS ? rows * depth : PanelCorrelation.size(rows, depth);
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
    if (rows >= FEW_SEEDS) {
      correlation.correlate(
          images,
          rows,
          seed,
          seedOffset,
          seedStep,
          seedStride,
          shifts,
          places,
          x,
          xOffset,
          xStep,
          sums,
          sumsOffset);
    } else if (LaneCorrelation.covers(places)) {
      lanes.correlate(
          images,
          rows,
          seed,
          seedOffset,
          seedStep,
          seedStride,
          shifts,
          places,
          x,
          xOffset,
          xStep,
          sums,
          sumsOffset);
    } else {
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
          xOffset,
          xStep,
          sums,
          sumsOffset);
    }
  }

  @Override
  public void addSums(
      int rows, int depth, float[] sums, int sumsOffset, float[] w, int wOffset, int wStride) {
    if (rows < FEW_SEEDS) {
      plain.addSums(rows, depth, sums, sumsOffset, w, wOffset, wStride);
    } else {
      PanelCorrelation.add(rows, depth, sums, sumsOffset, w, wOffset, wStride);
    }
  }

  @Override
  public void claim(
      float[] x, float[] y, int from, int limit, float[] values, float[] seeds, int at, int count) {
    int vectors = Math.min(Lanes.roundUp(count), Lanes.wholeVectors(0, limit - from));
    for (int i = 0; i < vectors; i += Scratch.CHUNK) {
      int some = Math.min(Scratch.CHUNK, vectors - i);
      VectorClaim.claim(some, x, y, from + i, values, seeds, at + i);
    }
    if (vectors < count) {
      plain.claim(x, y, from + vectors, limit, values, seeds, at + vectors, count - vectors);
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
    int whole = Lanes.roundUp(width);
    int readable = (x.length - from - whole * columnStep) / Math.max(1, rowStep) + 1;
    int writable = (y.length - to - before - whole) / Math.max(1, pitch) + 1;
    int vectors = columnStep > 2 ? 0 : Math.max(0, Math.min(rows, Math.min(readable, writable)));
    if (x.length - from < whole * columnStep || y.length - to < before + whole) {
      vectors = 0;
    }
    if (columnStep == 1) {
      VectorLayout.rows(x, from, rowStep, vectors, width, y, to, before, pitch);
    } else {
      VectorLayout.halfRows(x, from, rowStep, vectors, width, y, to, before, pitch);
    }
    plain.layRows(
        x,
        from + vectors * rowStep,
        rowStep,
        columnStep,
        rows - vectors,
        width,
        y,
        to + vectors * pitch,
        before,
        pitch);
  }

  @Override
  public void largestOfFour(
      float[] x, int upper, int lower, float[] y, int at, int count, int limit) {
    int each = VectorPairs.COUNT;
    int vectors = Math.max(0, Math.min(count, Math.min(limit, y.length) - at - each) / each);
    VectorPairs.largest(vectors, x, upper, lower, y, at);
    int done = vectors * each;
    plain.largestOfFour(x, upper + 2 * done, lower + 2 * done, y, at + done, count - done, limit);
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
    int each = VectorPairs.COUNT;
    int readable = Math.min(values.length, seeds.length) - at - each;
    int vectors = Math.max(0, Math.min(count, readable) / each);
    int last = count;
    int done = vectors * each;
    if (count >= each && readable >= count) {
      // The last vector overlaps the one before it.
      vectors = (count + each - 1) / each;
      last = count - each;
      done = count;
    } else if (vectors == 0
        && readable >= each
        && lower == upper + 2 * count
        && limit - lower >= Lanes.COUNT) {
      vectors = 1;
      done = count;
    }
    VectorPairs.claim(vectors, last, x, upper, lower, values, seeds, at, y);
    plain.claimOfFour(
        x, upper + 2 * done, lower + 2 * done, values, seeds, at + done, count - done, y, limit);
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
