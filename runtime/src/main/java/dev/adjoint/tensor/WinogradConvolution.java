package dev.adjoint.tensor;

import static dev.adjoint.tensor.WinogradTiles.NUMBERS;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.WinogradKernels;
import dev.adjoint.kernel.Workers;

/**
 * A convolution of 3 x 3 taps by {@linkplain WinogradKernels Winograd's filtering}, and both its
 * gradients: that by the images is the convolution of the seeds with the turned weights, and that
 * by the weights is the transpose of each step.
 */
final class WinogradConvolution {
  /** Parts of the batch whose weight gradients are summed up on their own. */
  private static final int BATCHES = 8;

  /** Room for these sums. */
  private static final int MOST_SUMS = 1 << 20;

  private final Convolution shape;
  private final Workers workers;

  WinogradConvolution(Convolution shape, Workers workers) {
    this.shape = shape;
    this.workers = workers;
  }

  void forward(float[] x, float[] weight, float[] y) {
    float[] u = WinogradTiles.weights(shape, weight, false, workers);
    convolve(WinogradTiles.ofImages(shape), shape.channels, shape.outputs, x, u, y);
  }

  void input(float[] seed, float[] weight, float[] x) {
    float[] u = WinogradTiles.weights(shape, weight, true, workers);
    convolve(WinogradTiles.ofSeeds(shape), shape.outputs, shape.channels, seed, u, x);
  }

  private void convolve(WinogradTiles tiles, int from, int to, float[] x, float[] u, float[] y) {
    int channels = WinogradKernels.roundUp(from);
    int outputs = WinogradKernels.roundUp(to);
    int[] imagePixels = tiles.imagePixels(from);
    int[] resultPixels = tiles.resultPixels(to);
    int together = tiles.rowsTogether(channels, outputs);
    int parts = Math.max(Math.min(4 * workers.threads(), tiles.rows()), units(tiles, together));
    workers.run(
        parts,
        part -> {
          int begin = cut(tiles.rows(), part, parts);
          int end = cut(tiles.rows(), part + 1, parts);
          int step = tiles.step(end - begin, channels);
          int productStep = tiles.step(end - begin, outputs);
          ConvolutionScratch scratch = ConvolutionScratch.get();
          float[] transformed = scratch.transformed(NUMBERS * step);
          float[] products = scratch.result(NUMBERS * productStep);
          tiles.images(x, from, imagePixels, begin, end, transformed, step);
          Kernels kernels = ActiveKernels.get();
          int count = (end - begin) * tiles.tilesAcross;
          for (int k = 0; k < NUMBERS; k++) {
            int at = k * channels * outputs;
            kernels.gemm(
                false,
                false,
                count,
                outputs,
                channels,
                transformed,
                k * step,
                u,
                at,
                products,
                k * productStep,
                false);
          }
          tiles.results(products, productStep, to, resultPixels, begin, end, y);
        });
    Workspace.release(u);
  }

  private static int units(WinogradTiles tiles, int together) {
    return (tiles.rows() + together - 1) / together;
  }

  private static int cut(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  /** Sets {@code w}, all of which it writes. */
  void weight(float[] x, float[] seed, float[] w) {
    WinogradTiles tiles = WinogradTiles.ofImages(shape);
    int channels = WinogradKernels.roundUp(shape.channels);
    int outputs = WinogradKernels.roundUp(shape.outputs);
    int size = NUMBERS * channels * outputs;
    int together = tiles.rowsTogether(channels, outputs);
    int batches =
        Math.max(1, Math.min(Math.min(BATCHES, MOST_SUMS / size), units(tiles, together)));
    int[] imagePixels = tiles.imagePixels(shape.channels);
    int[] seedPixels = tiles.resultPixels(shape.outputs);
    float[] sums = Workspace.floats((batches + 1) * size);
    workers.run(
        batches,
        batch -> {
          int begin = cut(tiles.rows(), batch, batches);
          int end = cut(tiles.rows(), batch + 1, batches);
          for (int row = begin; row < end; row += together) {
            int some = Math.min(together, end - row);
            int step = tiles.step(some, channels);
            int seedStep = tiles.step(some, outputs);
            ConvolutionScratch scratch = ConvolutionScratch.get();
            float[] images = scratch.transformed(NUMBERS * step);
            float[] seeds = scratch.result(NUMBERS * seedStep);
            tiles.images(x, shape.channels, imagePixels, row, row + some, images, step);
            tiles.seeds(seed, shape.outputs, seedPixels, row, row + some, seeds, seedStep);
            for (int k = 0; k < NUMBERS; k++) {
              int at = batch * size + k * channels * outputs;
              ActiveKernels.get()
                  .gemm(
                      true,
                      false,
                      channels,
                      outputs,
                      some * tiles.tilesAcross,
                      images,
                      k * step,
                      seeds,
                      k * seedStep,
                      sums,
                      at,
                      row > begin);
            }
          }
        });
    int total = batches * size;
    ActiveKernels.get().sumRows(sums, 0, batches, size, sums, total);
    workers.run(shape.channels, c -> gradient(sums, total, c, channels, outputs, w));
    Workspace.release(sums);
  }

  /** G^T s G for the weights of a channel. */
  private void gradient(
      float[] sums, int start, int channel, int channels, int outputs, float[] w) {
    int plane = channels * outputs;
    float[] rows = new float[12];
    for (int o = 0; o < shape.outputs; o++) {
      int at = start + channel * outputs + o;
      for (int j = 0; j < 4; j++) {
        float second = sums[at + (4 + j) * plane];
        float third = sums[at + (8 + j) * plane];
        rows[j] = sums[at + j * plane] + 0.5f * (second + third);
        rows[4 + j] = 0.5f * (second - third);
        rows[8 + j] = 0.5f * (second + third) + sums[at + (12 + j) * plane];
      }
      int to = (o * shape.channels + channel) * 9;
      for (int i = 0; i < 3; i++) {
        float second = rows[4 * i + 1];
        float third = rows[4 * i + 2];
        w[to + 3 * i] = rows[4 * i] + 0.5f * (second + third);
        w[to + 3 * i + 1] = 0.5f * (second - third);
        w[to + 3 * i + 2] = 0.5f * (second + third) + rows[4 * i + 3];
      }
    }
  }
}
