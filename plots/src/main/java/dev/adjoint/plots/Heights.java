package dev.adjoint.plots;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/** The values of a function of two variables on a grid, put into bands. */
final class Heights {
  /** What a logarithmic scale adds to the least value, as a part of the range. */
  private static final double FLOOR = 1e-3;

  private final DoubleBinaryOperator function;
  private final Surface.Range horizontal;
  private final Surface.Range vertical;
  private final int bands;
  private final boolean logarithmic;

  Heights(
      DoubleBinaryOperator function,
      Surface.Range horizontal,
      Surface.Range vertical,
      int bands,
      boolean logarithmic) {
    this.function = function;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.bands = bands;
    this.logarithmic = logarithmic;
  }

  /** A band for each pixel, row by row from above; -1 where there is no finite value. */
  Banded sample(int width, int height) {
    double[] values = new double[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        values[row * width + column] =
            function.applyAsDouble(
                horizontal.at((column + 0.5) / width), vertical.at(1 - (row + 0.5) / height));
      }
    }
    double low = DoubleStream.of(values).filter(Double::isFinite).min().orElse(0);
    double high = DoubleStream.of(values).filter(Double::isFinite).max().orElse(0);
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = Double.isFinite(values[i]) ? band(values[i], low, high) : -1;
    }
    return new Banded(result, low, high);
  }

  private int band(double value, double low, double high) {
    double fraction = high > low ? (value - low) / (high - low) : 0;
    if (logarithmic) {
      fraction = Math.log1p(fraction / FLOOR) / Math.log1p(1 / FLOOR);
    }
    return Math.min(bands - 1, (int) (fraction * bands));
  }

  int bands() {
    return bands;
  }

  /** The bands of the pixels, and the least and the greatest value. */
  record Banded(int[] bands, double low, double high) {}
}
