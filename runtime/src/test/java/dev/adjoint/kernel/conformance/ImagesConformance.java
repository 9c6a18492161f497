package dev.adjoint.kernel.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Places;
import dev.adjoint.kernel.Workers;
import org.junit.jupiter.api.Test;

/** Loops over images against naive loops in {@code double}. */
public abstract class ImagesConformance {
  private static final double ROUNDING = Math.scalb(1.0, -24);
  private static final int OFFSET = 3;
  private static final Places[] PLACES = {
    new Places(1, 16, 16),
    new Places(1, 17, 17),
    new Places(4, 4, 4),
    new Places(7, 7, 7),
    new Places(10, 10, 10),
    new Places(3, 33, 33),
    new Places(1, 130, 130),
    new Places(1, 16, 19),
    new Places(5, 16, 18),
    new Places(3, 32, 36),
    new Places(2, 48, 49)
  };

  private final Numbers numbers = new Numbers(17);

  /** The kernels under test. */
  protected abstract Kernels kernels(Workers workers);

  private ImageKernels images() {
    return kernels(new Workers(1)).images();
  }

  /** Taps at odd places of an array of some length. */
  private static int[] shifts(int depth) {
    int[] shifts = new int[depth];
    for (int p = 0; p < depth; p++) {
      shifts[p] = p * 7 % 50;
    }
    return shifts;
  }

  @Test
  void convolvesAsNaiveLoopsDo() {
    for (Places places : PLACES) {
      for (int rows : new int[] {1, 3, 4, 5, 6, 7, 8, 13, 16, 19, 40, 47}) {
        for (int depth : new int[] {1, 9, 50}) {
          checkConvolution(places, rows, depth, 1);
          checkConvolution(places, rows, depth, 3);
        }
      }
    }
    checkConvolution(PLACES[3], 43, 300, 2);
    checkConvolution(PLACES[8], 43, 600, 1);
  }

  @Test
  void seedsGoWhereValuesAre() {
    float[] x = {1, 2, -0f, Float.NaN, 3, Float.POSITIVE_INFINITY, 5, 5};
    float[] found = {1, 3, 0, 7, 3, Float.POSITIVE_INFINITY, Float.NaN, 5};
    float[] given = {1, 2, 3, 4, 0, Float.NEGATIVE_INFINITY, 6, Float.NaN};
    for (int count : Numbers.SIZES) {
      for (int behind : new int[] {0, 5, 80}) {
        float[] source = new float[OFFSET + count + behind];
        float[] values = new float[2 + count + 64];
        float[] seeds = new float[2 + count + 64];
        float[] y = new float[source.length];
        float[] expected = y.clone();
        float[] left = seeds.clone();
        for (int i = 0; i < count; i++) {
          int pick = i % 7 % x.length;
          source[OFFSET + i] = x[pick];
          values[2 + i] = pick == 3 ? Float.NaN : found[(pick + i / 50) % x.length];
          seeds[2 + i] = given[(i + 3) % x.length];
          y[OFFSET + i] = i;
          boolean isThere = source[OFFSET + i] == values[2 + i] || pick == 3;
          expected[OFFSET + i] = isThere ? i + seeds[2 + i] : i;
          left[2 + i] = isThere ? 0 : seeds[2 + i];
        }
        images().claim(source, y, OFFSET, source.length, values, seeds, 2, count);
        assertThat(y).isEqualTo(expected);
        assertThat(seeds).isEqualTo(left);
      }
    }
  }

  @Test
  void rowsAreLaidOutAmongZeros() {
    for (int width : new int[] {0, 1, 3, 8, 14, 16, 17, 33}) {
      for (int columnStep = 1; columnStep <= 3; columnStep++) {
        for (int[] frame : new int[][] {{0, 0}, {2, 0}, {0, 3}, {1, 20}}) {
          checkRows(width, columnStep, frame[0], frame[1]);
        }
      }
    }
  }

  /** Columns that lie in the padding alone begin outside of the images. */
  @Test
  void rowsWithoutElementsAreZeros() {
    for (int from : new int[] {-1, 33}) {
      float[] y = numbers.uniform(64);
      images().layRows(new float[32], from, 2, 1, 16, 0, y, 0, 0, 4);
      assertThat(y).isEqualTo(new float[64]);
    }
  }

  private void checkRows(int width, int columnStep, int before, int behind) {
    int rows = 5;
    int rowStep = width * columnStep + 1;
    int pitch = before + width + behind;
    float[] x = numbers.uniform(OFFSET + rows * rowStep);
    float[] y = numbers.uniform(2 + rows * pitch);
    float[] expected = y.clone();
    for (int r = 0; r < rows; r++) {
      for (int u = 0; u < pitch; u++) {
        boolean isInside = u >= before && u < before + width;
        int source = OFFSET + r * rowStep + (u - before) * columnStep;
        expected[2 + r * pitch + u] = isInside ? x[source] : 0;
      }
    }
    images().layRows(x, OFFSET, rowStep, columnStep, rows, width, y, 2, before, pitch);
    assertThat(y).isEqualTo(expected);
  }

  /** Of all widths and heights, with equal elements, zeros of both signs and NaNs among them. */
  @Test
  void windowsOfFourHaveTheirLargestAndGiveTheFirstItsSeed() {
    for (int count = 1; count < 40; count++) {
      for (int odd = 0; odd < 2; odd++) {
        checkWindowsOfFour(count, 3, 2 * count + odd);
      }
    }
    checkWindowsOfFour(130, 2, 261);
  }

  private void checkWindowsOfFour(int count, int rows, int width) {
    float[] choices = {1, 2, 2.5f, -1, 0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY};
    float[] random = numbers.uniform(2 * rows * width);
    float[] x = new float[random.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = choices[(int) ((random[i] + 1) * 4) % choices.length];
    }
    float[] y = new float[rows * count];
    float[] seeds = numbers.uniform(rows * count);
    float[] expected = new float[x.length];
    float[] g = new float[x.length];
    for (int p = 0; p < rows; p++) {
      int upper = 2 * p * width;
      images().largestOfFour(x, upper, upper + width, y, p * count, count, y.length);
    }
    for (int p = 0; p < rows; p++) {
      int upper = 2 * p * width;
      images().claimOfFour(x, upper, upper + width, y, seeds, p * count, count, g, g.length);
      for (int q = 0; q < count; q++) {
        int[] places = {0, 1, width, width + 1};
        float largest = Float.NEGATIVE_INFINITY;
        for (int place : places) {
          largest = Math.max(largest, x[upper + 2 * q + place]);
        }
        assertThat(Float.compare(y[p * count + q], largest)).isZero();
        for (int place : places) {
          float element = x[upper + 2 * q + place];
          if (element == largest || (element != element && largest != largest)) {
            expected[upper + 2 * q + place] = seeds[p * count + q];
            break;
          }
        }
      }
    }
    assertThat(g).isEqualTo(expected);
  }

  private void checkConvolution(Places places, int rows, int depth, int images) {
    int[] shifts = shifts(depth);
    int xStep = 50 + places.rows() * places.pitch() + places.width();
    float[] x = numbers.uniform(OFFSET + images * xStep);
    float[] a = numbers.uniform(OFFSET + rows * depth);
    ImageKernels kernels = images();
    int size = kernels.weightsSize(rows, depth);
    float[] packed = new float[5 + size];
    kernels.packWeights(rows, depth, a, OFFSET, packed, 5);
    int stride = places.count() + 2;
    int yStep = rows * stride + 3;
    float[] y = numbers.uniform(OFFSET + images * yStep + 1);
    float[] before = y.clone();
    kernels.convolve(
        images,
        rows,
        size == 0 ? a : packed,
        size == 0 ? OFFSET : 5,
        shifts,
        places,
        x,
        OFFSET,
        xStep,
        y,
        OFFSET,
        yStep,
        stride);
    for (int i = 0; i < images * rows; i++) {
      int g = i / rows;
      int start = OFFSET + g * yStep + i % rows * stride;
      for (int place = 0; place < places.count(); place++) {
        double sum = 0;
        double bound = 0;
        for (int p = 0; p < depth; p++) {
          int at = OFFSET + g * xStep + shifts[p] + inImage(places, place);
          double term = (double) a[OFFSET + i % rows * depth + p] * x[at];
          sum += term;
          bound += Math.abs(term);
        }
        assertThat((double) y[start + place])
            .as("%s, %d rows, %d taps, %d images", places, rows, depth, images)
            .isCloseTo(sum, within(ROUNDING * (depth + 2) * bound));
      }
      int gap = start + places.count();
      assertThat(y[gap]).isEqualTo(before[gap]);
    }
    assertThat(y[OFFSET - 1]).isEqualTo(before[OFFSET - 1]);
  }

  private static int inImage(Places places, int place) {
    return place / places.width() * places.pitch() + place % places.width();
  }

  @Test
  void correlatesAsNaiveLoopsDo() {
    for (Places places : PLACES) {
      for (int rows : new int[] {1, 3, 4, 5, 8, 13, 16, 33, 50, 70}) {
        for (int depth : new int[] {1, 6, 9, 25, 50}) {
          checkCorrelation(places, rows, depth, 1);
        }
      }
      checkCorrelation(places, 13, 9, 3);
      checkCorrelation(places, 1, 9, 3);
      checkCorrelation(places, 1, 25, 2);
    }
    checkCorrelation(new Places(20, 30, 30), 17, 9, 2);
    checkCorrelation(new Places(20, 32, 34), 17, 9, 2);
  }

  private void checkCorrelation(Places places, int rows, int depth, int images) {
    int[] shifts = shifts(depth);
    int xStep = 50 + places.rows() * places.pitch() + places.width();
    float[] x = numbers.uniform(OFFSET + images * xStep);
    int seedStride = places.count() + 1;
    int seedStep = rows * seedStride + 2;
    float[] seed = numbers.uniform(OFFSET + images * seedStep);
    int stride = depth + 2;
    float[] w = numbers.uniform(OFFSET + rows * stride + 1);
    float[] before = w.clone();
    ImageKernels kernels = images();
    float[] sums = new float[5 + kernels.sumsSize(rows, depth)];
    kernels.correlate(
        images,
        rows,
        seed,
        OFFSET,
        seedStep,
        seedStride,
        shifts,
        places,
        x,
        OFFSET,
        xStep,
        sums,
        5);
    kernels.addSums(rows, depth, sums, 5, w, OFFSET, stride);
    int count = images * places.count();
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < depth; p++) {
        int target = OFFSET + i * stride + p;
        double sum = before[target];
        double size = Math.abs(sum);
        for (int g = 0; g < images; g++) {
          for (int place = 0; place < places.count(); place++) {
            double s = seed[OFFSET + g * seedStep + i * seedStride + place];
            double term = s * x[OFFSET + g * xStep + shifts[p] + inImage(places, place)];
            sum += term;
            size += Math.abs(term);
          }
        }
        assertThat((double) w[target])
            .as("%s, %d rows, %d taps, %d images", places, rows, depth, images)
            .isCloseTo(sum, within(ROUNDING * (count + 2) * size));
      }
      int gap = OFFSET + i * stride + depth;
      assertThat(w[gap]).isEqualTo(before[gap]);
    }
  }

  @Test
  void normalizesRangesOfAnyLength() {
    for (int size : Numbers.SIZES) {
      float[] x = numbers.uniform(OFFSET + size + 1);
      float[] seed = numbers.uniform(x.length);
      int to = OFFSET + size;
      float middle = 0.3f;
      double[] sums = {1, 2, 3, 4, 5, 6};
      double[] expected = sums.clone();
      double bound = 0;
      float[] normalized = numbers.uniform(x.length);
      float[] gradient = normalized.clone();
      images().moments(x, OFFSET, to, middle, sums, 0);
      images().seedMoments(x, seed, OFFSET, to, middle, sums, 2);
      images().normalize(x, normalized, OFFSET, to, middle, 1.5f, 0.25f);
      images().normalizeGradient(x, seed, gradient, OFFSET, to, middle, 0.5f, 1.5f, 0.25f);
      for (int i = OFFSET; i < to; i++) {
        double d = x[i] - middle;
        double[] terms = {d, d * d, d, d * d, seed[i], d * seed[i]};
        for (int j = 0; j < terms.length; j++) {
          expected[j] += terms[j];
        }
        bound += 2;
        assertThat(normalized[i]).isCloseTo((float) (d * 1.5 + 0.25), within(1e-6f));
        assertThat(gradient[i]).isCloseTo((float) (seed[i] * 0.5 + d * 1.5 + 0.25), within(1e-6f));
      }
      assertThat(sums).containsExactly(expected, within(ROUNDING * (size + 3) * bound));
      assertThat(normalized[to]).isEqualTo(gradient[to]);
    }
  }
}
