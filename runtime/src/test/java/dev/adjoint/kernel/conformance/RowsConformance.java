package dev.adjoint.kernel.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Reductions and softmax against naive loops in {@code double}. */
public abstract class RowsConformance {
  private static final int ROWS = 5;
  private static final double ROUNDING = Math.scalb(1.0, -24);

  /** Distances of up to 60 from a row's maximum are rounded, and exp adds 1e-6 twice. */
  private static final double ERROR = 60 * ROUNDING + 2e-6;

  private final Numbers numbers = new Numbers(13);
  private final Kernels kernels = kernels(new Workers(1));

  /** The kernels under test, sharing their work among some threads. */
  protected abstract Kernels kernels(Workers workers);

  @Test
  void sumsAndMaximaOfRanges() {
    checkReductions(0);
    checkReductions(4098);
    checkReductions(100_003);
    for (int size : Numbers.SIZES) {
      checkReductions(size);
    }
  }

  @Test
  void aMaximumIsNanIfAnElementIs() {
    for (int size : Numbers.SIZES) {
      for (int i : new int[] {0, size / 2, size - 1}) {
        float[] x = numbers.uniform(size);
        x[i] = Float.NaN;
        assertThat(kernels.max(x, 0, size)).isNaN();
      }
    }
  }

  @Test
  void sumsOfRows() {
    for (int width : Numbers.SIZES) {
      float[] x = numbers.uniform(3 + ROWS * width);
      float[] y = new float[width + 2];
      kernels.sumRows(x, 3, ROWS, width, y, 1);
      for (int j = 0; j < width; j++) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
          sum += x[3 + i * width + j];
        }
        assertThat((double) y[1 + j]).isCloseTo(sum, within(ROWS * ROWS * ROUNDING));
      }
      assertThat(y[0]).isZero();
      assertThat(y[width + 1]).isZero();
    }
  }

  @Test
  void aRowAddedToRows() {
    for (int width : Numbers.SIZES) {
      float[] row = numbers.uniform(width);
      float[] y = numbers.uniform(ROWS * width);
      float[] before = y.clone();
      kernels.addToRows(row, y, 1, ROWS - 1, width);
      for (int i = 0; i < y.length; i++) {
        boolean isInside = i >= width && i < (ROWS - 1) * width;
        assertThat(y[i]).isEqualTo(isInside ? before[i] + row[i % width] : before[i]);
      }
    }
  }

  @Test
  void productsOfPartsOfRows() {
    for (int width : Numbers.SIZES) {
      float[] a = numbers.uniform(2 + ROWS * (width + 3));
      float[] b = numbers.uniform(1 + ROWS * width);
      float[] y = numbers.uniform(4 + ROWS * (2 * width + 1));
      for (boolean accumulate : new boolean[] {false, true}) {
        float[] expected = y.clone();
        for (int i = 0; i < ROWS; i++) {
          for (int j = 0; j < width; j++) {
            float product = a[2 + i * (width + 3) + j] * b[1 + i * width + j];
            int at = 4 + i * (2 * width + 1) + j;
            expected[at] = accumulate ? y[at] + product : product;
          }
        }
        kernels.multiplyParts(
            ROWS, width, a, 2, width + 3, b, 1, width, y, 4, 2 * width + 1, accumulate);
        assertThat(y).isEqualTo(expected);
      }
      float[] product = b.clone();
      kernels.multiplyParts(ROWS, width, product, 1, width, b, 1, width, product, 1, width, false);
      for (int i = 1; i < b.length; i++) {
        assertThat(product[i]).isEqualTo(b[i] * b[i]);
      }
    }
  }

  @Test
  void rowsMultipliedByARow() {
    for (int width : Numbers.SIZES) {
      float[] row = numbers.uniform(width);
      float[] y = numbers.uniform(ROWS * width);
      float[] before = y.clone();
      kernels.multiplyRows(row, y, 1, ROWS - 1, width);
      for (int i = 0; i < y.length; i++) {
        boolean isInside = i >= width && i < (ROWS - 1) * width;
        assertThat(y[i]).isEqualTo(isInside ? before[i] * row[i % width] : before[i]);
      }
    }
  }

  @Test
  void standardizedRows() {
    for (int width : Numbers.SIZES) {
      for (float shift : new float[] {0, 1000}) {
        checkStandardized(width, shift, 0, true);
        checkStandardized(width, shift, 0, false);
      }
      checkStandardized(width, 0, 100, true);
    }
  }

  /**
   * @param start how much further the first numbers of a row are from 0
   */
  private void checkStandardized(int width, float shift, float start, boolean isCentered) {
    float[] x = numbers.uniform(ROWS * width);
    float[] g = numbers.uniform(ROWS * width);
    for (int i = 0; i < x.length; i++) {
      x[i] += shift + (i % width < 16 ? start : 0);
    }
    float epsilon = 1e-2f;
    float[] y = new float[x.length];
    float[] gradient = new float[x.length];
    kernels.standardize(x, y, 1, ROWS - 1, width, epsilon, isCentered);
    kernels.standardizeGradient(x, g, gradient, 1, ROWS - 1, width, epsilon, isCentered);
    for (int row = 1; row < ROWS - 1; row++) {
      double mean = 0;
      double variance = 0;
      double adjoint = 0;
      double product = 0;
      for (int i = row * width; isCentered && i < (row + 1) * width; i++) {
        mean += (double) x[i] / width;
        adjoint += (double) g[i] / width;
      }
      for (int i = row * width; i < (row + 1) * width; i++) {
        variance += (x[i] - mean) * (x[i] - mean) / width;
        product += (x[i] - mean) * g[i] / width;
      }
      double factor = 1 / Math.sqrt(variance + epsilon);
      for (int i = row * width; i < (row + 1) * width; i++) {
        double distance = x[i] - mean;
        double slope = factor * (g[i] - adjoint - distance * product * factor * factor);
        assertThat((double) y[i]).isCloseTo(distance * factor, within(4e-6));
        assertThat((double) gradient[i]).isCloseTo(slope, within(1e-5 * factor));
      }
    }
    assertThat(y[0]).isZero();
    assertThat(gradient[x.length - 1]).isZero();
    float[] inPlace = g.clone();
    kernels.standardizeGradient(x, inPlace, inPlace, 1, ROWS - 1, width, epsilon, isCentered);
    for (int i = width; i < x.length - width; i++) {
      assertThat(inPlace[i]).isEqualTo(gradient[i]);
    }
  }

  @Test
  void gradientsOfStandardizedRowsTimesAWeight() {
    for (int width : Numbers.SIZES) {
      for (float shift : new float[] {0, 1000}) {
        checkScaled(width, shift, 0, true);
        checkScaled(width, shift, 0, false);
      }
      checkScaled(width, 0, 100, true);
    }
  }

  private void checkScaled(int width, float shift, float start, boolean isCentered) {
    float[] x = numbers.uniform(ROWS * width);
    float[] g = numbers.uniform(ROWS * width);
    float[] weight = numbers.uniform(width);
    for (int i = 0; i < x.length; i++) {
      x[i] += shift + (i % width < 16 ? start : 0);
    }
    float epsilon = 1e-2f;
    float[] y = new float[x.length];
    float[] ofWeight = numbers.uniform(3 + width);
    float[] ofBias = numbers.uniform(3 + width);
    double[] weightSums = new double[3 + width];
    double[] biasSums = new double[3 + width];
    for (int i = 0; i < 3 + width; i++) {
      weightSums[i] = ofWeight[i];
      biasSums[i] = ofBias[i];
    }
    kernels.scaledStandardizeGradient(
        x, g, weight, y, ofWeight, ofBias, 3, 1, ROWS - 1, width, epsilon, isCentered);
    float[] normal = new float[x.length];
    kernels.standardize(x, normal, 1, ROWS - 1, width, epsilon, isCentered);
    float[] scaled = new float[x.length];
    for (int i = width; i < x.length - width; i++) {
      scaled[i] = g[i] * weight[i % width];
      weightSums[3 + i % width] += normal[i] * g[i];
      biasSums[3 + i % width] += g[i];
    }
    float[] gradient = new float[x.length];
    kernels.standardizeGradient(x, scaled, gradient, 1, ROWS - 1, width, epsilon, isCentered);
    for (int i = 0; i < x.length; i++) {
      // As far as standardized rows are from the truth: both are, by different ways.
      assertThat(y[i]).isCloseTo(gradient[i], within(1e-5f / (float) Math.sqrt(epsilon)));
    }
    for (int i = 0; i < 3 + width; i++) {
      assertThat((double) ofWeight[i]).isCloseTo(weightSums[i], within(2e-6 * ROWS));
      assertThat((double) ofBias[i]).isCloseTo(biasSums[i], within(2e-6 * ROWS));
    }
  }

  /** What is not centered does not add up its adjoints, whose sum may be too large. */
  @Test
  void largeAdjointsOfRowsThatAreNotCentered() {
    int width = 32;
    float[] x = new float[width];
    float[] g = new float[width];
    float[] one = new float[width];
    Arrays.fill(x, 1e-3f);
    Arrays.fill(g, 3e38f);
    Arrays.fill(one, 1);
    float[] y = new float[width];
    kernels.standardizeGradient(x, g, y, 0, 1, width, 1, false);
    assertThat(y[0]).isCloseTo(3e38f, within(1e33f));
    float[] sums = new float[width];
    kernels.scaledStandardizeGradient(x, g, one, y, sums, sums.clone(), 0, 0, 1, width, 1, false);
    assertThat(y[0]).isCloseTo(3e38f, within(1e33f));
  }

  @Test
  void layerNormIsStandardizedThenScaledAndShifted() {
    for (int width : Numbers.SIZES) {
      for (float shift : new float[] {0, 1000}) {
        float[] x = numbers.uniform(ROWS * width);
        for (int i = 0; i < x.length; i++) {
          x[i] += shift;
        }
        float[] weight = numbers.uniform(width);
        float[] bias = numbers.uniform(width);
        float[] hats = new float[x.length];
        float[] y = new float[x.length];
        kernels.standardize(x, hats, 1, ROWS - 1, width, 1e-2f, true);
        kernels.layerNorm(x, weight, bias, y, 1, ROWS - 1, width, 1e-2f);
        for (int i = 0; i < x.length; i++) {
          boolean isInside = i >= width && i < (ROWS - 1) * width;
          double expected = isInside ? (double) hats[i] * weight[i % width] + bias[i % width] : 0;
          assertThat((double) y[i]).isCloseTo(expected, within(isInside ? 4e-6 : 0));
        }
      }
    }
  }

  @Test
  void crossEntropyOfLabels() {
    for (int width : Numbers.SIZES) {
      float[] x = numbers.uniform(ROWS * width);
      int[] labels = new int[ROWS];
      for (int i = 0; i < x.length; i++) {
        x[i] *= 30;
      }
      for (int i = 0; i < ROWS; i++) {
        labels[i] = i * 7 % width;
      }
      float[] logarithms = new float[ROWS];
      float[] gradient = new float[x.length];
      kernels.labelLogSoftmax(x, labels, logarithms, 1, ROWS - 1, width);
      kernels.crossEntropyGradient(x, labels, 0.25f, gradient, 1, ROWS - 1, width);
      for (int row = 0; row < ROWS; row++) {
        boolean isInside = row > 0 && row < ROWS - 1;
        double sum = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
          sum += Math.exp(x[i]);
        }
        double logarithm = isInside ? x[row * width + labels[row]] - Math.log(sum) : 0;
        assertThat((double) logarithms[row]).isCloseTo(logarithm, within(ERROR));
        for (int j = 0; j < width; j++) {
          double probability = Math.exp(x[row * width + j]) / sum;
          int hot = j == labels[row] ? 1 : 0;
          double slope = isInside ? 0.25 * (probability - hot) : 0;
          assertThat((double) gradient[row * width + j])
              .isCloseTo(slope, within(ERROR * probability + hot * ROUNDING + 1e-38));
        }
      }
    }
  }

  @Test
  void crossEntropyOfRowsThatAreNotFinite() {
    for (int width : new int[] {3, 17, 40, 64}) {
      float[] x = new float[4 * width];
      x[1] = Float.NEGATIVE_INFINITY;
      x[2 * width - 1] = Float.intBitsToFloat(0xffc00001);
      Arrays.fill(x, 2 * width, 3 * width, Float.NEGATIVE_INFINITY);
      x[4 * width - 2] = Float.intBitsToFloat(0x7fc00123);
      float[] logarithms = new float[4];
      float[] gradient = new float[x.length];
      kernels.labelLogSoftmax(x, new int[4], logarithms, 0, 4, width);
      kernels.crossEntropyGradient(x, new int[4], 1, gradient, 0, 4, width);
      assertThat((double) logarithms[0]).isCloseTo(-Math.log(width - 1), within(ERROR));
      assertThat(gradient[1]).isZero();
      for (int i = 1; i < 4; i++) {
        assertThat(logarithms[i]).isNaN();
        assertThat(gradient[i * width + 2]).isNaN();
      }
      kernels.labelLogSoftmax(x, new int[] {1}, logarithms, 0, 1, width);
      assertThat(logarithms[0]).isEqualTo(Float.NEGATIVE_INFINITY);
    }
  }

  @Test
  void sumsOfLongColumnsLoseNoDigits() {
    int rows = 300_001;
    float[] x = numbers.uniform(rows * 9);
    double[] sums = new double[9];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.abs(x[i]);
      sums[i % 9] += x[i];
    }
    float[] y = new float[9];
    kernels.sumRows(x, 0, rows, 9, y, 0);
    for (int j = 0; j < 9; j++) {
      assertThat((double) y[j]).isCloseTo(sums[j], within(1e-6 * sums[j]));
    }
  }

  @Test
  void softmaxOfARangeOfRows() {
    for (int width : Numbers.SIZES) {
      float[] x = numbers.uniform(ROWS * width);
      for (int i = 0; i < x.length; i++) {
        x[i] *= 30;
      }
      float[] g = numbers.uniform(ROWS * width);
      float[] softmax = new float[x.length];
      float[] logSoftmax = new float[x.length];
      float[] gradient = new float[x.length];
      kernels.softmax(x, softmax, 1, ROWS - 1, width);
      kernels.logSoftmax(x, logSoftmax, 1, ROWS - 1, width);
      kernels.softmaxGradient(softmax, g, gradient, 1, ROWS - 1, width);
      for (int row = 0; row < ROWS; row++) {
        boolean inside = row > 0 && row < ROWS - 1;
        checkSoftmax(x, g, row * width, width, inside, softmax, logSoftmax, gradient);
      }
    }
  }

  @Test
  void softmaxOfRowsThatAreNotFinite() {
    for (int width : new int[] {3, 17, 64}) {
      float[] x = new float[3 * width];
      x[1] = Float.NEGATIVE_INFINITY;
      x[width + 1] = Float.NaN;
      Arrays.fill(x, 2 * width, 3 * width, Float.NEGATIVE_INFINITY);
      float[] y = new float[x.length];
      kernels.softmax(x, y, 0, 3, width);
      for (int i = 0; i < x.length; i++) {
        if (i >= width) {
          assertThat(y[i]).isNaN();
        } else {
          assertThat(y[i]).isCloseTo(i == 1 ? 0 : 1f / (width - 1), within(1e-6f));
        }
      }
    }
  }

  /** Sums are at least as good as one rounding for each of 64 partial sums. */
  private void checkReductions(int size) {
    float[] a = numbers.uniform(size + 2);
    float[] b = numbers.uniform(size + 2);
    double sum = 0;
    double sumSize = 0;
    double dot = 0;
    double dotSize = 0;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 1; i <= size; i++) {
      sum += a[i];
      sumSize += Math.abs(a[i]);
      dot += (double) a[i] * b[i];
      dotSize += Math.abs((double) a[i] * b[i]);
      max = Math.max(max, a[i]);
    }
    double roundings = 64 * ROUNDING;
    assertThat((double) kernels.sum(a, 1, size + 1)).isCloseTo(sum, within(roundings * sumSize));
    assertThat((double) kernels.dot(a, b, 1, size + 1)).isCloseTo(dot, within(roundings * dotSize));
    assertThat(kernels.max(a, 1, size + 1)).isEqualTo(max);
  }

  private static void checkSoftmax(
      float[] x,
      float[] g,
      int start,
      int width,
      boolean inside,
      float[] softmax,
      float[] logSoftmax,
      float[] gradient) {
    double sum = 0;
    double inner = 0;
    for (int i = start; i < start + width; i++) {
      sum += Math.exp(x[i]);
      inner += Math.exp(x[i]) * g[i];
    }
    for (int i = start; i < start + width; i++) {
      double probability = inside ? Math.exp(x[i]) / sum : 0;
      double logarithm = inside ? x[i] - Math.log(sum) : 0;
      assertThat((double) softmax[i]).isCloseTo(probability, within(ERROR * probability + 1e-38));
      assertThat((double) logSoftmax[i]).isCloseTo(logarithm, within(ERROR));
      assertThat((double) gradient[i])
          .isCloseTo(probability * (g[i] - inner / sum), within(3 * ERROR * probability + 1e-38));
    }
  }
}
