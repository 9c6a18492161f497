package dev.adjoint.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.WinogradKernels.Sizes;
import dev.adjoint.kernel.Workers;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.ConvolutionGradients;
import dev.adjoint.tensor.Convolutions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Convolutions of 3 x 3 taps and both gradients against naive loops in {@code double}. An error is
 * at most as many roundings as there are operations one after the other, of what the sizes of all
 * numbers give in the place of the numbers (Higham 2002, section 3.1).
 */
class WinogradConvolutionTest {
  private static final double ROUNDING = Math.scalb(1.0, -24);

  /** Operations one after the other in the transformations of images, weights and results. */
  private static final int TRANSFORMATIONS = 12;

  private static final int[] ONE = {1, 1};

  private static final VectorWinograd TILES = new VectorWinograd(new Workers(1));

  private static final double[][] IMAGES = {
    {1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, -1, 0, 1}
  };
  private static final double[][] WEIGHTS = {{1, 0, 0}, {.5, .5, .5}, {.5, -.5, .5}, {0, 0, 1}};
  private static final double[][] RESULTS = {{1, 1, 1, 0}, {0, 1, -1, 1}};

  private final RandomSource random = RandomSource.of(11);

  /** Images of shape [n, c, h, w], weights and what stands around the images. */
  private record Case(Tensor x, Tensor weight, int top, int left) {
    int count() {
      return x.dimension(2) + 2 * top - 2;
    }

    int across() {
      return x.dimension(3) + 2 * left - 2;
    }

    int channels() {
      return x.dimension(1);
    }

    int outputs() {
      return weight.dimension(0);
    }

    double pixel(int image, int channel, int row, int column) {
      boolean isInside =
          row >= top
              && column >= left
              && row < top + x.dimension(2)
              && column < left + x.dimension(3);
      return isInside ? x.get(image, channel, row - top, column - left) : 0;
    }

    Sizes sizes() {
      return new Sizes(
          x.dimension(0), channels(), outputs(), x.dimension(2), x.dimension(3), top, left);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // images, channels, outputs, rows, columns, padding
    "1, 16, 16, 32, 32, 1, 1",
    "5, 16, 32, 8, 8, 1, 1",
    "9, 64, 12, 7, 7, 1, 1",
    "3, 17, 20, 13, 9, 1, 1",
    "40, 13, 16, 5, 4, 1, 1",
    "2, 16, 48, 16, 30, 0, 2",
    "2, 30, 16, 17, 16, 2, 0",
    "1, 12, 14, 70, 45, 1, 0",
    "70, 16, 16, 4, 4, 0, 0",
    "1, 32, 48, 25, 46, 1, 1"
  })
  void agreesWithNaiveLoops(
      int images, int channels, int outputs, int rows, int columns, int top, int left) {
    Tensor x = Tensors.normal(random, images, channels, rows, columns);
    Tensor weight = Tensors.normal(random, outputs, channels, 3, 3);
    Case forward = new Case(x, weight, top, left);
    Sizes sizes = forward.sizes();
    float[] y = new float[images * outputs * sizes.count() * sizes.across()];
    TILES.convolve(sizes, x.toArray(), weight.toArray(), false, y);
    Tensor result = Tensor.of(y, images, outputs, sizes.count(), sizes.across());
    check(forward, result);
    Tensor seed = Tensors.normal(random, result.shape());
    float[] byX = new float[x.size()];
    TILES.convolve(sizes.turned(), seed.toArray(), weight.toArray(), true, byX);
    check(new Case(seed, turned(weight), 2 - top, 2 - left), Tensor.of(byX, x.shape()));
    float[] byWeight = new float[weight.size()];
    TILES.weight(sizes, x.toArray(), seed.toArray(), byWeight);
    checkWeights(forward, seed, Tensor.of(byWeight, weight.shape()));
  }

  /** What users call gives the same bits, where it takes these kernels. */
  @Test
  void convolutionsAreDoneByTiles() {
    assumeTrue(ActiveKernels.get().winograd().isPresent(), "vectors are too short to be used");
    Tensor x = Tensors.normal(random, 3, 29, 21, 18);
    Tensor weight = Tensors.normal(random, 30, 29, 3, 3);
    int[] padding = {0, 2};
    Sizes sizes = new Case(x, weight, padding[0], padding[1]).sizes();
    assertThat(TILES.pays(sizes)).isTrue();
    Tensor y = Convolutions.conv2d(x, weight, ONE, padding, ONE, 1);
    Tensor seed = Tensors.normal(random, y.shape());
    float[] expected = new float[y.size()];
    TILES.convolve(sizes, x.toArray(), weight.toArray(), false, expected);
    assertThat(y.toArray()).isEqualTo(expected);
    float[] byX = new float[x.size()];
    TILES.convolve(sizes.turned(), seed.toArray(), weight.toArray(), true, byX);
    assertThat(
            ConvolutionGradients.conv2dInput(seed, weight, x.shape(), ONE, padding, ONE, 1)
                .toArray())
        .isEqualTo(byX);
    float[] byWeight = new float[weight.size()];
    TILES.weight(sizes, x.toArray(), seed.toArray(), byWeight);
    assertThat(ConvolutionGradients.conv2dWeight(x, seed, 3, 3, ONE, padding, ONE, 1).toArray())
        .isEqualTo(byWeight);
  }

  private static Tensor turned(Tensor weight) {
    int outputs = weight.dimension(0);
    int channels = weight.dimension(1);
    float[] w = weight.toArray();
    float[] turned = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      int channel = i / 9 % channels;
      int output = i / 9 / channels;
      turned[(channel * outputs + output) * 9 + 8 - i % 9] = w[i];
    }
    return Tensor.of(turned, channels, outputs, 3, 3);
  }

  private static void check(Case of, Tensor actual) {
    int rows = of.count();
    int columns = of.across();
    assertThat(actual.shape()).containsExactly(of.x.dimension(0), of.outputs(), rows, columns);
    double bound = ROUNDING * (of.channels() + TRANSFORMATIONS);
    double[][][][] weights = new double[of.outputs()][of.channels()][][];
    for (int o = 0; o < of.outputs(); o++) {
      for (int c = 0; c < of.channels(); c++) {
        weights[o][c] = sizes(WEIGHTS, kernel(of.weight, o, c));
      }
    }
    for (int n = 0; n < of.x.dimension(0); n++) {
      for (int p = 0; p < rows; p += 2) {
        for (int q = 0; q < columns; q += 2) {
          double[][][] tiles = tiles(of, n, p, q);
          for (int o = 0; o < of.outputs(); o++) {
            double[][] sizes = sizes(RESULTS, products(weights[o], tiles));
            for (int i = 0; i < 4; i++) {
              int row = p + i / 2;
              int column = q + i % 2;
              if (row < rows && column < columns) {
                assertThat((double) actual.get(n, o, row, column))
                    .as("image %d, output %d, row %d, column %d", n, o, row, column)
                    .isCloseTo(sum(of, n, o, row, column), within(bound * sizes[i / 2][i % 2]));
              }
            }
          }
        }
      }
    }
  }

  private static double sum(Case of, int image, int output, int row, int column) {
    double sum = 0;
    for (int c = 0; c < of.channels(); c++) {
      for (int t = 0; t < 9; t++) {
        sum +=
            of.weight.get(output, c, t / 3, t % 3)
                * of.pixel(image, c, row + t / 3, column + t % 3);
      }
    }
    return sum;
  }

  private static void checkWeights(Case of, Tensor seed, Tensor actual) {
    int outputs = of.outputs();
    int channels = of.channels();
    double[][][] sums = new double[outputs * channels][3][3];
    double[][][] sizes = new double[outputs * channels][4][4];
    int count = 0;
    for (int n = 0; n < of.x.dimension(0); n++) {
      for (int p = 0; p < of.count(); p += 2) {
        for (int q = 0; q < of.across(); q += 2) {
          count++;
          double[][][] tiles = tiles(of, n, p, q);
          for (int o = 0; o < outputs; o++) {
            double[][] s = seeds(seed, n, o, p, q);
            double[][] size = sizes(transposed(RESULTS), s);
            for (int c = 0; c < channels; c++) {
              addProducts(sizes[o * channels + c], size, tiles[c]);
              for (int t = 0; t < 9; t++) {
                for (int i = 0; i < 4; i++) {
                  double pixel = of.pixel(n, c, p + i / 2 + t / 3, q + i % 2 + t % 3);
                  sums[o * channels + c][t / 3][t % 3] += s[i / 2][i % 2] * pixel;
                }
              }
            }
          }
        }
      }
    }
    double bound = ROUNDING * (count + TRANSFORMATIONS);
    for (int i = 0; i < outputs * channels; i++) {
      double[][] size = sizes(transposed(WEIGHTS), sizes[i]);
      for (int t = 0; t < 9; t++) {
        assertThat((double) actual.get(i / channels, i % channels, t / 3, t % 3))
            .as("output %d, channel %d, tap %d", i / channels, i % channels, t)
            .isCloseTo(sums[i][t / 3][t % 3], within(bound * size[t / 3][t % 3]));
      }
    }
  }

  private static double[][] seeds(Tensor seed, int image, int output, int row, int column) {
    double[][] seeds = new double[2][2];
    for (int i = 0; i < 4; i++) {
      int r = row + i / 2;
      int q = column + i % 2;
      if (r < seed.dimension(2) && q < seed.dimension(3)) {
        seeds[i / 2][i % 2] = seed.get(image, output, r, q);
      }
    }
    return seeds;
  }

  private static double[][] kernel(Tensor weight, int output, int channel) {
    double[][] kernel = new double[3][3];
    for (int t = 0; t < 9; t++) {
      kernel[t / 3][t % 3] = weight.get(output, channel, t / 3, t % 3);
    }
    return kernel;
  }

  /** The sizes of the transformed pixels of a tile, for each channel. */
  private static double[][][] tiles(Case of, int image, int row, int column) {
    double[][][] tiles = new double[of.channels()][][];
    for (int c = 0; c < tiles.length; c++) {
      double[][] pixels = new double[4][4];
      for (int i = 0; i < 16; i++) {
        pixels[i / 4][i % 4] = of.pixel(image, c, row + i / 4, column + i % 4);
      }
      tiles[c] = sizes(IMAGES, pixels);
    }
    return tiles;
  }

  private static double[][] products(double[][][] a, double[][][] b) {
    double[][] sums = new double[4][4];
    for (int c = 0; c < a.length; c++) {
      addProducts(sums, a[c], b[c]);
    }
    return sums;
  }

  private static void addProducts(double[][] sums, double[][] a, double[][] b) {
    for (int i = 0; i < 16; i++) {
      sums[i / 4][i % 4] += a[i / 4][i % 4] * b[i / 4][i % 4];
    }
  }

  private static double[][] transposed(double[][] m) {
    double[][] t = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = m[i][j];
      }
    }
    return t;
  }

  /** |m| |x| |m|^T. */
  private static double[][] sizes(double[][] m, double[][] x) {
    double[][] y = new double[m.length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m.length; j++) {
        for (int k = 0; k < x.length; k++) {
          for (int l = 0; l < x.length; l++) {
            y[i][j] += Math.abs(m[i][k] * x[k][l] * m[j][l]);
          }
        }
      }
    }
    return y;
  }
}
