package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.kernel.Workers;
import dev.adjoint.random.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions and both gradients against naive loops in {@code double}, on odd sizes. */
class ConvolutionLoopsTest {
  private static final double ROUNDING = Math.scalb(1.0, -24);

  private final RandomSource random = RandomSource.of(5);

  @ParameterizedTest
  @CsvSource({
    // images, groups, channels and outputs of a group, size, kernel, stride, padding, dilation
    "1, 1, 1, 1, 1x1, 1x1, 1x1, 0x0, 1x1",
    "2, 1, 3, 5, 5x7, 3x3, 1x1, 1x1, 1x1",
    "3, 1, 1, 6, 28x28, 5x5, 1x1, 2x2, 1x1",
    "2, 1, 6, 16, 14x14, 5x5, 1x1, 0x0, 1x1",
    "2, 1, 5, 7, 16x16, 3x3, 1x1, 1x1, 1x1",
    "2, 1, 4, 6, 9x32, 3x3, 1x1, 1x1, 1x1",
    "2, 1, 3, 8, 8x8, 3x3, 1x1, 1x1, 1x1",
    "2, 1, 3, 8, 32x32, 3x3, 2x2, 1x1, 1x1",
    "2, 1, 3, 8, 33x31, 3x3, 2x2, 1x1, 1x1",
    "2, 1, 3, 4, 17x40, 3x5, 3x2, 2x1, 1x1",
    "1, 1, 2, 3, 40x40, 7x7, 2x2, 3x3, 1x1",
    "2, 1, 8, 5, 12x12, 1x1, 1x1, 0x0, 1x1",
    "2, 1, 8, 5, 12x12, 1x1, 2x2, 0x0, 1x1",
    "2, 1, 3, 4, 20x16, 3x3, 1x1, 2x2, 2x2",
    "2, 1, 3, 4, 24x24, 3x3, 2x2, 2x2, 2x2",
    "1, 1, 3, 4, 24x24, 3x3, 2x3, 4x1, 3x2",
    "2, 3, 1, 1, 16x16, 3x3, 1x1, 1x1, 1x1",
    "2, 3, 1, 2, 11x13, 3x3, 2x2, 1x1, 1x1",
    "2, 4, 2, 3, 10x10, 3x3, 1x1, 1x1, 1x1",
    "2, 1, 3, 2, 1x50, 1x3, 1x1, 0x1, 1x1",
    "2, 1, 3, 2, 1x5, 1x3, 1x2, 0x1, 1x1",
    "1, 1, 1, 1, 18x18, 1x1, 4x4, 0x0, 1x1",
    "1, 1, 2, 2, 6x6, 4x4, 1x1, 3x3, 1x1",
    "1, 1, 96, 2, 40x40, 3x3, 1x1, 1x1, 1x1",
    "1, 1, 2, 96, 39x47, 3x3, 1x1, 1x1, 1x1",
    "9, 1, 17, 3, 8x8, 3x3, 1x1, 1x1, 1x1",
    "5, 1, 19, 70, 7x7, 3x3, 1x1, 1x1, 1x1",
    "3, 1, 40, 33, 14x14, 1x1, 1x1, 0x0, 1x1",
    "3, 1, 17, 20, 14x14, 3x3, 2x2, 1x1, 1x1",
    "2, 2, 18, 24, 9x16, 3x3, 1x1, 1x1, 1x1"
  })
  void agreesWithNaiveLoops(
      int images,
      int groups,
      int channels,
      int outputs,
      String size,
      String kernel,
      String stride,
      String padding,
      String dilation) {
    int[] x = {images, groups * channels, pair(size)[0], pair(size)[1]};
    int[] w = {groups * outputs, channels, pair(kernel)[0], pair(kernel)[1]};
    check(new Convolution("test", x, w, pair(stride), pair(padding), pair(dilation), groups));
  }

  private static int[] pair(String text) {
    String[] parts = text.split("x", -1);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }

  private void check(Convolution shape) {
    Tensor x = random(shape.inputShape());
    Tensor w = random(shape.weightShape());
    Tensor seed = random(shape.outputShape());
    Sums y = new Sums(seed.size());
    Sums xBar = new Sums(x.size());
    Sums wBar = new Sums(w.size());
    Naive.each(
        shape,
        (at, of, to) -> {
          y.add(to, (double) x.data[at] * w.data[of]);
          xBar.add(at, (double) seed.data[to] * w.data[of]);
          wBar.add(of, (double) seed.data[to] * x.data[at]);
        });
    y.check(shape.forward(x, w), shape.outputShape());
    xBar.check(shape.input(seed, w), shape.inputShape());
    wBar.check(shape.weight(x, seed), shape.weightShape());
  }

  /** Sums of products, the sums of their sizes, and how many they are. */
  private record Sums(double[] sums, double[] sizes, int[] counts) {
    Sums(int size) {
      this(new double[size], new double[size], new int[size]);
    }

    void add(int at, double term) {
      sums[at] += term;
      sizes[at] += Math.abs(term);
      counts[at]++;
    }

    /** The error is at most k + 2 roundings of the sizes (Higham 2002, section 3.1). */
    void check(Tensor actual, int[] shape) {
      assertThat(actual.shape()).isEqualTo(shape);
      for (int i = 0; i < sums.length; i++) {
        assertThat((double) actual.data[i])
            .as("element %d", i)
            .isCloseTo(sums[i], within(ROUNDING * (counts[i] + 2) * sizes[i]));
      }
    }
  }

  private Tensor random(int[] shape) {
    float[] numbers = new float[Shapes.size(shape)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return Tensor.of(numbers, shape);
  }

  private interface Naive {
    void run(int x, int w, int y);

    static void each(Convolution shape, Naive body) {
      int[] x = shape.inputShape();
      int[] w = shape.weightShape();
      int[] y = shape.outputShape();
      for (int to = 0; to < Shapes.size(y); to++) {
        int q = to % y[3];
        int p = to / y[3] % y[2];
        int o = to / (y[3] * y[2]) % y[1];
        int n = to / (y[3] * y[2] * y[1]);
        int group = o / shape.outputs;
        for (int k = 0; k < w[1] * w[2] * w[3]; k++) {
          int row = shape.rows.position(p, k / w[3] % w[2]);
          int column = shape.columns.position(q, k % w[3]);
          int c = group * w[1] + k / (w[3] * w[2]);
          if (row >= 0 && row < x[2] && column >= 0 && column < x[3]) {
            int at = ((n * x[1] + c) * x[2] + row) * x[3] + column;
            body.run(at, o * w[1] * w[2] * w[3] + k, to);
          }
        }
      }
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    int[][] shapes = {
      {5, 8, 18, 18, 7, 8, 3, 3},
      {9, 3, 16, 16, 6, 3, 5, 5},
      {9, 1, 30, 30, 6, 1, 5, 5},
      {9, 40, 8, 8, 70, 40, 3, 3}
    };
    for (int[] s : shapes) {
      int[] stride = {1 + s[0] % 2, 1};
      Convolution shape =
          new Convolution(
              "test",
              new int[] {s[0], s[1], s[2], s[3]},
              new int[] {s[4], s[5], s[6], s[7]},
              stride,
              new int[] {1, 1},
              new int[] {1, 1},
              1);
      Tensor x = random(shape.inputShape());
      Tensor w = random(shape.weightShape());
      Tensor seed = random(shape.outputShape());
      float[][] alone = results(shape, x, w, seed, 1);
      assertThat(results(shape, x, w, seed, 2)).isDeepEqualTo(alone);
      assertThat(results(shape, x, w, seed, 8)).isDeepEqualTo(alone);
    }
  }

  private static float[][] results(
      Convolution shape, Tensor x, Tensor w, Tensor seed, int threads) {
    float[][] results = {new float[seed.size()], new float[x.size()], new float[w.size()]};
    try (Workers workers = new Workers(threads)) {
      PackedConvolution convolution = new PackedConvolution(shape, workers);
      convolution.forward(x.data, w.data, results[0]);
      convolution.input(seed.data, w.data, results[1]);
      new WeightCorrelation(shape, workers).weight(x.data, seed.data, results[2]);
    }
    return results;
  }

  @Test
  void batchNormalizationIsStableForLargeMeansAndSharesItsWork() {
    Tensor noise = random(new int[] {4, 3, 60, 60});
    float[] x = new float[noise.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = noise.data[i] + 1000 * (i / 3600 % 3);
    }
    int[] block = {4, 3, 3600};
    float[] seed = random(noise.shape()).data;
    float[] weight = {1, 2, 3};
    float[] y = new ChannelNormalization(x, block, 1e-5f).normalized(weight, null);
    float[] plain = new Standardization(Tensor.of(x, x.length), block, 1e-5f, true).normalized();
    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).isCloseTo(plain[i] * weight[i / 3600 % 3], within(1e-5f));
    }
    try (Workers workers = new Workers(8)) {
      assertThat(new ChannelNormalization(x, block, 1e-5f, workers).gradient(seed, weight))
          .isEqualTo(
              new ChannelNormalization(x, block, 1e-5f, new Workers(1)).gradient(seed, weight));
    }
  }
}
