package dev.adjoint.kernel.vector;

import static dev.adjoint.kernel.vector.WinogradTiles.NUMBERS;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.WinogradKernels;
import dev.adjoint.kernel.Workers;

/**
 * Winograd's convolutions with a channel in each lane: images are laid out with their channels side
 * by side, some rows of tiles at a time, and each of the 16 numbers of their tiles is multiplied
 * with that of the weights as a matrix. The gradient by the images is the convolution of the seeds
 * with the turned weights, that by the weights the transpose of each step.
 */
final class VectorWinograd implements WinogradKernels {
  /** Parts of the batch whose weight gradients are summed up on their own. */
  private static final int BATCHES = 8;

  /** Room for these sums. */
  private static final int MOST_SUMS = 1 << 20;

  /** So many tiles at a time make up for reading and writing the sums over them. */
  private static final int SUMMED = 96;

  /** For fewer channels the transformations of tiles cost more than products are saved. */
  private static final int FEW_CHANNELS = 24;

  /** So many tiles make up for the transformation of the weights. */
  private static final int FEW_TILES = 64;

  private final Workers workers;

  VectorWinograd(Workers workers) {
    this.workers = workers;
  }

  @Override
  public boolean pays(Sizes sizes) {
    if (Math.min(sizes.channels(), sizes.outputs()) < FEW_CHANNELS) {
      return false;
    }
    WinogradTiles tiles = new WinogradTiles(sizes);
    long all = (long) tiles.rows() * tiles.tilesAcross;
    long places = (long) sizes.images() * sizes.count() * sizes.across();
    long channels = ChannelOrder.roundUp(sizes.channels());
    long outputs = ChannelOrder.roundUp(sizes.outputs());
    // Transformations cost about a third of what is left of the products.
    boolean isLess =
        4 * NUMBERS * all * channels * outputs
            < 3 * 9 * places * sizes.channels() * sizes.outputs();
    boolean hasRoom =
        Math.max(2 * channels * outputs, 2 * tiles.tilesAcross * (channels + outputs))
            < Integer.MAX_VALUE / NUMBERS;
    return isLess && hasRoom && all >= FEW_TILES && all >= Math.max(channels, outputs) / 2;
  }

  @Override
  public void convolve(Sizes sizes, float[] x, float[] weight, boolean isTurned, float[] y) {
    float[] weights = WinogradWeights.transformed(sizes, weight, isTurned, workers);
    WinogradTiles tiles = new WinogradTiles(sizes);
    int channels = ChannelOrder.roundUp(sizes.channels());
    int outputs = ChannelOrder.roundUp(sizes.outputs());
    int[] imagePixels = tiles.imagePixels(channels);
    int[] resultPixels = tiles.resultPixels(outputs);
    int units = units(tiles, tiles.rowsTogether(channels, outputs, 1));
    int parts = Math.max(Math.min(4 * workers.threads(), tiles.rows()), units);
    workers.run(
        parts,
        part -> {
          int from = cut(tiles.rows(), part, parts);
          int to = cut(tiles.rows(), part + 1, parts);
          int step = tiles.step(to - from, channels);
          int productStep = tiles.step(to - from, outputs);
          Scratch scratch = Scratch.get();
          float[] some = scratch.tiles(NUMBERS * step);
          float[] products = scratch.products(NUMBERS * productStep);
          tiles.images(x, sizes.channels(), imagePixels, from, to, some, step);
          int count = (to - from) * tiles.tilesAcross;
          for (int k = 0; k < NUMBERS; k++) {
            VectorGemm.byTiles(
                workers,
                false,
                count,
                outputs,
                channels,
                some,
                k * step,
                weights,
                k * channels * outputs,
                products,
                k * productStep,
                false);
          }
          tiles.results(products, productStep, sizes.outputs(), resultPixels, from, to, y);
        });
    Workspace.release(weights);
  }

  private static int units(WinogradTiles tiles, int together) {
    return (tiles.rows() + together - 1) / together;
  }

  private static int cut(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  @Override
  public void weight(Sizes sizes, float[] x, float[] seed, float[] w) {
    WinogradTiles tiles = new WinogradTiles(sizes);
    int channels = ChannelOrder.roundUp(sizes.channels());
    int outputs = ChannelOrder.roundUp(sizes.outputs());
    int size = NUMBERS * channels * outputs;
    int units = units(tiles, tiles.rowsTogether(channels, outputs, SUMMED));
    int batches = Math.max(1, Math.min(Math.min(BATCHES, MOST_SUMS / size), units));
    float[] sums = Workspace.floats((batches + 1) * size);
    int[] imagePixels = tiles.imagePixels(channels);
    int[] seedPixels = tiles.resultPixels(outputs);
    workers.run(
        batches,
        batch -> {
          int from = cut(tiles.rows(), batch, batches);
          int to = cut(tiles.rows(), batch + 1, batches);
          addUp(tiles, sizes, x, imagePixels, seed, seedPixels, from, to, sums, batch * size);
        });
    int total = batches * size;
    VectorReductions.sumRows(sums, 0, batches, size, sums, total);
    workers.run(
        sizes.channels(),
        c -> WinogradWeights.gradient(sizes, sums, total, c, channels, outputs, w));
    Workspace.release(sums);
  }

  /** The products of images and seeds over some rows of tiles, some at a time. */
  private void addUp(
      WinogradTiles tiles,
      Sizes sizes,
      float[] x,
      int[] imagePixels,
      float[] seed,
      int[] seedPixels,
      int from,
      int to,
      float[] sums,
      int start) {
    int channels = ChannelOrder.roundUp(sizes.channels());
    int outputs = ChannelOrder.roundUp(sizes.outputs());
    int together = tiles.rowsTogether(channels, outputs, SUMMED);
    for (int row = from; row < to; row += together) {
      int end = Math.min(to, row + together);
      int step = tiles.step(end - row, channels);
      int seedStep = tiles.step(end - row, outputs);
      Scratch scratch = Scratch.get();
      float[] images = scratch.tiles(NUMBERS * step);
      float[] seeds = scratch.products(NUMBERS * seedStep);
      tiles.images(x, sizes.channels(), imagePixels, row, end, images, step);
      tiles.seeds(seed, sizes.outputs(), seedPixels, row, end, seeds, seedStep);
      for (int k = 0; k < NUMBERS; k++) {
        VectorGemm.byTiles(
            workers,
            true,
            channels,
            outputs,
            (end - row) * tiles.tilesAcross,
            images,
            k * step,
            seeds,
            k * seedStep,
            sums,
            start + k * channels * outputs,
            row > from);
      }
    }
  }
}
