package dev.adjoint.data.transform;

import dev.adjoint.data.Transform;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/**
 * Brings numbers to mean 0 and standard deviation 1, by the statistics of training data: {@code (x
 * - mean) / deviation}. The same statistics serve validation and use.
 *
 * <p>Statistics are of each position of axis 1, the channels of images {@code [N, C, H, W]} or the
 * columns of a matrix {@code [N, F]}, over everything else; or, with one number, of everything. The
 * variance is divided by the count. What never changes has the deviation 1, so that it becomes 0.
 *
 * @param mean the means, of shape {@code [C]} or {@code []}
 * @param deviation the standard deviations, of the same shape, positive
 */
public record Normalization(Tensor mean, Tensor deviation) implements Transform<Tensor, Tensor> {
  /**
   * Checks the statistics, which may also be those of a publication.
   *
   * @throws IllegalArgumentException if the shapes are not as above, or a deviation is not positive
   *     or not finite
   */
  public Normalization {
    int[] shape = mean.shape();
    if (shape.length > 1 || !Arrays.equals(shape, deviation.shape())) {
      throw new IllegalArgumentException(
          "normalization: means of shape %s and deviations of shape %s, expected [C] or [] for both"
              .formatted(Arrays.toString(shape), Arrays.toString(deviation.shape())));
    }
    for (float number : deviation.array()) {
      if (!(number > 0 && number < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "normalization: a deviation of %s, expected a positive number".formatted(number));
      }
    }
  }

  /**
   * The statistics of each position of axis 1.
   *
   * @throws IllegalArgumentException if the data has fewer than two axes or no elements, or a
   *     number that is not finite
   */
  public static Normalization perChannel(Tensor data) {
    if (data.rank() < 2) {
      throw new IllegalArgumentException(
          "normalization: data of shape [N, C, ...] expected, found "
              + Arrays.toString(data.shape()));
    }
    int channels = data.dimension(1);
    return fit(data, channels, channels);
  }

  /**
   * One mean and one deviation of all numbers, such as those of gray images.
   *
   * @throws IllegalArgumentException if there are no elements, or one is not finite
   */
  public static Normalization overall(Tensor data) {
    return fit(data, 1);
  }

  private static Normalization fit(Tensor data, int channels, int... shape) {
    if (data.size() == 0) {
      throw new IllegalArgumentException(
          "normalization: data without elements, of shape " + Arrays.toString(data.shape()));
    }
    float[] values = data.array();
    int inner = inner(data, channels);
    double[] means = new double[channels];
    double[] variances = new double[channels];
    double count = (double) values.length / channels;
    for (int i = 0; i < values.length; i++) {
      means[i / inner % channels] += values[i] / count;
    }
    // A second pass: the mean of squares less the square of the mean would lose digits.
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - means[i / inner % channels];
      variances[i / inner % channels] += difference * difference / count;
    }
    float[] mean = new float[channels];
    float[] deviation = new float[channels];
    for (int c = 0; c < channels; c++) {
      if (!Double.isFinite(variances[c])) {
        throw new IllegalArgumentException(
            "normalization: channel %d of the data has a number that is not finite".formatted(c));
      }
      mean[c] = (float) means[c];
      deviation[c] = (float) Math.sqrt(variances[c]);
      if (deviation[c] == 0) {
        deviation[c] = 1;
      }
    }
    return new Normalization(Tensor.wrap(mean, shape), Tensor.wrap(deviation, shape));
  }

  /**
   * Normalizes data, without chance.
   *
   * @throws IllegalArgumentException if it has another number of channels
   */
  public Tensor apply(Tensor data) {
    int channels = channels(data);
    int inner = inner(data, channels);
    float[] values = data.array();
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int c = i / inner % channels;
      result[i] = (values[i] - mean.array()[c]) / deviation.array()[c];
    }
    return Tensor.wrap(result, data.shape());
  }

  /**
   * Undoes what {@link #apply(Tensor)} does, up to rounding.
   *
   * @throws IllegalArgumentException if the data has another number of channels
   */
  public Tensor invert(Tensor data) {
    int channels = channels(data);
    int inner = inner(data, channels);
    float[] values = data.array();
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int c = i / inner % channels;
      result[i] = values[i] * deviation.array()[c] + mean.array()[c];
    }
    return Tensor.wrap(result, data.shape());
  }

  @Override
  public Tensor apply(Tensor data, RandomSource random) {
    return apply(data);
  }

  private int channels(Tensor data) {
    if (mean.rank() == 0) {
      return 1;
    }
    if (data.rank() < 2 || data.dimension(1) != mean.size()) {
      throw new IllegalArgumentException(
          "normalization: data of shape [N, %d, ...] expected, found %s"
              .formatted(mean.size(), Arrays.toString(data.shape())));
    }
    return mean.size();
  }

  /** How many elements follow each other in one channel. */
  private static int inner(Tensor data, int channels) {
    int examples = channels == 1 ? 1 : data.dimension(0);
    return Math.max(1, data.size() / Math.max(1, examples * channels));
  }
}
