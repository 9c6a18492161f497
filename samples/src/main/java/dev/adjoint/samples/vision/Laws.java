package dev.adjoint.samples.vision;

import dev.adjoint.random.RandomSource;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What must hold for a convolution, tried on random images. */
final class Laws {
  private static final int TRIALS = 100;

  private Laws() {}

  /** {@code a * b = b * a}. */
  static double commutativity(RandomSource random) {
    return largest(
        random,
        r -> {
          double[][] a = image(r, 5, 7);
          double[][] b = image(r, 3, 2);
          return distance(Convolution.flipAndFilter(a, b), Convolution.flipAndFilter(b, a));
        });
  }

  /** {@code a * (λ b + c) = λ (a * b) + a * c}. */
  static double linearity(RandomSource random) {
    return largest(
        random,
        r -> {
          double[][] a = image(r, 5, 7);
          double[][] b = image(r, 3, 2);
          double[][] c = image(r, 3, 2);
          double factor = r.nextGaussian();
          return distance(
              Convolution.flipAndFilter(a, sum(factor, b, c)),
              sum(factor, Convolution.flipAndFilter(a, b), Convolution.flipAndFilter(a, c)));
        });
  }

  /** What the two definitions send back to both operands. */
  static double derivatives(RandomSource random) {
    return largest(
        random,
        r -> {
          double[][] a = image(r, 5, 7);
          double[][] b = image(r, 3, 2);
          double[][] seed = image(r, 7, 8);
          var one = ConvolutionGrad.translateAndScaleImagesPullback(a, b).apply(seed);
          var other = ConvolutionGrad.flipAndFilterImagesPullback(a, b).apply(seed);
          return Math.max(distance(one.a(), other.a()), distance(one.b(), other.b()));
        });
  }

  private static double largest(RandomSource random, ToDoubleFunction<RandomSource> law) {
    double largest = 0;
    for (int i = 0; i < TRIALS; i++) {
      largest = Math.max(largest, law.applyAsDouble(random));
    }
    return largest;
  }

  private static double[][] image(RandomSource random, int height, int width) {
    double[][] image = new double[height][width];
    for (double[] row : image) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return image;
  }

  private static double[][] sum(double factor, double[][] a, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        sum[i][j] = factor * a[i][j] + b[i][j];
      }
    }
    return sum;
  }

  private static double distance(double[][] a, double[][] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        largest = Math.max(largest, Math.abs(a[i][j] - b[i][j]));
      }
    }
    return largest;
  }

  static String text(double[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> "%.0f".formatted(number))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Three matrices beside each other. */
  static String equation(double[][] a, double[][] b) {
    double[][] y = Convolution.translateAndScale(a, b);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < y.length; row++) {
      text.append(
          "%s   %s   %s   %s   %s%n"
              .formatted(
                  row(a, row, a[0].length),
                  row == 1 ? "*" : " ",
                  row(b, row, b[0].length),
                  row == 1 ? "=" : " ",
                  row(y, row, y[0].length)));
    }
    return text.toString();
  }

  private static String row(double[][] matrix, int row, int columns) {
    return row < matrix.length
        ? Arrays.stream(matrix[row])
            .mapToObj(number -> "%3.0f".formatted(number))
            .collect(Collectors.joining())
        : "   ".repeat(columns);
  }
}
