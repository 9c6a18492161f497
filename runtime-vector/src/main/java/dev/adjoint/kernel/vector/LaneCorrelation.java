package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Places;

/**
 * The transpose of a convolution of few output channels by its weights: each lane sums over places
 * of its own, and then the lanes are added. Sums are in the order of the weights.
 */
final class LaneCorrelation {
  private final float[] tileSums = new float[CorrelationTiles.ROWS * CorrelationTiles.TAPS];
  private final float[] lanes = LaneSums.room(tileSums.length);
  private final float[] rowSums = new float[CorrelationTile1x9.TAPS];
  private final float[] rowLanes = LaneSums.room(rowSums.length);
  private int[] inImage = new int[0];
  private int[] inSeed = new int[0];
  private float[] seeds = new float[0];

  /** Whether there are enough places for a vector, in rows of whole vectors or without gaps. */
  static boolean covers(Places places) {
    return places.count() >= Lanes.COUNT
        && (places.pitch() == places.width() || places.width() % Lanes.COUNT == 0);
  }

  private static int vectors(Places places) {
    return (places.count() + Lanes.COUNT - 1) / Lanes.COUNT;
  }

  /**
   * Finds where the vectors of all places of some images begin; the last one of an image may
   * overlap the one before.
   */
  private void locate(Places places, int images, int offset, int step) {
    int each = vectors(places);
    if (inImage.length < images * each) {
      inImage = new int[images * each];
    }
    int at = 0;
    for (int g = 0; g < images; g++) {
      for (int v = 0; v < each; v++) {
        int place = Math.min(v * Lanes.COUNT, places.count() - Lanes.COUNT);
        int row = place / places.width();
        int inRow = place - row * places.width();
        inImage[at++] = offset + g * step + row * places.pitch() + inRow;
      }
    }
  }

  /** As {@link dev.adjoint.kernel.ImageKernels#correlate}. */
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
      int sumsOffset) {
    locate(places, images, xOffset, xStep);
    int each = vectors(places);
    int vectors = images * each;
    if (rows == 1 && places.count() % Lanes.COUNT == 0) {
      oneRow(images, each, seed, seedOffset, seedStep, shifts, x, sums, sumsOffset);
      return;
    }
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
        LaneSums.each(lanes, tileSums);
        int end = Math.min(CorrelationTiles.ROWS, rows - i);
        for (int r = 0; r < end; r++) {
          int target = sumsOffset + (i + r) * shifts.length + p;
          for (int t = 0; t < taps; t++) {
            sums[target + t] += tileSums[r * CorrelationTiles.TAPS + t];
          }
        }
      }
    }
  }

  /** One row of seeds, in whole vectors, which need not be put in order. */
  private void oneRow(
      int images,
      int each,
      float[] seed,
      int seedOffset,
      int seedStep,
      int[] shifts,
      float[] x,
      float[] sums,
      int sumsOffset) {
    if (inSeed.length < images * each) {
      inSeed = new int[images * each];
    }
    for (int g = 0; g < images; g++) {
      for (int v = 0; v < each; v++) {
        inSeed[g * each + v] = seedOffset + g * seedStep + v * Lanes.COUNT;
      }
    }
    for (int p = 0; p < shifts.length; p += CorrelationTile1x9.TAPS) {
      CorrelationTile1x9.run(images * each, seed, inSeed, x, inImage, shifts, p, rowLanes);
      LaneSums.each(rowLanes, rowSums);
      int taps = Math.min(CorrelationTile1x9.TAPS, shifts.length - p);
      for (int t = 0; t < taps; t++) {
        sums[sumsOffset + p + t] += rowSums[t];
      }
    }
  }
}
