package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The loops of batch normalization over channels that have long runs of elements: one pass for the
 * statistics and one for the result, the channels shared among threads. Sums are taken of
 * differences from the mean of a channel's first run, so that little cancels in the variance.
 */
final class ChannelNormalization {
  /** Shorter runs are not worth a call each. */
  private static final int SHORTEST = 16;

  /** From so many elements on the channels are shared among threads. */
  private static final int SHARED = 1 << 15;

  private final float[] x;
  private final int outer;
  private final int channels;
  private final int inner;
  private final float epsilon;
  private final Workers workers;

  ChannelNormalization(float[] x, int[] block, float epsilon) {
    this(x, block, epsilon, Workers.shared());
  }

  ChannelNormalization(float[] x, int[] block, float epsilon, Workers workers) {
    this.workers = workers;
    this.x = x;
    outer = block[0];
    channels = block[1];
    inner = block[2];
    this.epsilon = epsilon;
  }

  /** Whether the runs of a block are long enough. */
  static boolean covers(int[] block) {
    return block[2] >= SHORTEST && block[0] > 0;
  }

  private interface Channel {
    void run(ImageKernels kernels, int channel);
  }

  private void each(Channel body) {
    ImageKernels own = ActiveKernels.get().images();
    if (x.length < SHARED) {
      for (int c = 0; c < channels; c++) {
        body.run(own, c);
      }
    } else {
      workers.run(channels, c -> body.run(ActiveKernels.get().images(), c));
    }
  }

  private int start(int run, int channel) {
    return (run * channels + channel) * inner;
  }

  /**
   * What is known of a channel.
   *
   * @param factor what a difference from the mean is multiplied by to be normalized
   * @param seed the mean of the seed
   * @param product the mean of the seed times the difference from the mean
   */
  private record Statistics(double mean, double factor, double seed, double product) {}

  private Statistics statistics(ImageKernels kernels, int channel, float @Nullable [] seed) {
    double[] sums = new double[4];
    int first = start(0, channel);
    float some = x[first];
    kernels.moments(x, first, first + inner, some, sums, 0);
    float middle = (float) (some + sums[0] / inner);
    Arrays.fill(sums, 0);
    for (int i = 0; i < outer; i++) {
      int from = start(i, channel);
      if (seed == null) {
        kernels.moments(x, from, from + inner, middle, sums, 0);
      } else {
        kernels.seedMoments(x, seed, from, from + inner, middle, sums, 0);
      }
    }
    double count = (double) outer * inner;
    double shift = sums[0] / count;
    double variance = Math.max(0, sums[1] / count - shift * shift);
    double seedMean = sums[2] / count;
    return new Statistics(
        middle + shift,
        1 / Math.sqrt(variance + epsilon),
        seedMean,
        sums[3] / count - shift * seedMean);
  }

  /** The normalized elements, multiplied by weights and with biases added if there are any. */
  float[] normalized(float @Nullable [] weight, float @Nullable [] bias) {
    float[] y = Workspace.floats(x.length);
    each(
        (kernels, channel) -> {
          Statistics s = statistics(kernels, channel, null);
          double factor = s.factor * (weight == null ? 1 : weight[channel]);
          float middle = (float) s.mean;
          double shift = (middle - s.mean) * factor + (bias == null ? 0 : bias[channel]);
          for (int i = 0; i < outer; i++) {
            int from = start(i, channel);
            kernels.normalize(x, y, from, from + inner, middle, (float) factor, (float) shift);
          }
        });
    return y;
  }

  /** The gradient by the elements, with an adjoint that is multiplied by weights first. */
  float[] gradient(float[] seed, float @Nullable [] weight) {
    float[] y = Workspace.floats(x.length);
    each(
        (kernels, channel) -> {
          Statistics s = statistics(kernels, channel, seed);
          gradient(kernels, channel, s, seed, weight == null ? 1 : weight[channel], y);
        });
    return y;
  }

  private void gradient(
      ImageKernels kernels, int channel, Statistics s, float[] seed, float weight, float[] y) {
    double scale = s.factor * weight;
    float middle = (float) s.mean;
    double slope = -scale * s.factor * s.factor * s.product;
    double shift = -scale * s.seed + (middle - s.mean) * slope;
    for (int i = 0; i < outer; i++) {
      int from = start(i, channel);
      kernels.normalizeGradient(
          x, seed, y, from, from + inner, middle, (float) scale, (float) slope, (float) shift);
    }
  }

  /** The sums of the seed times the normalized elements. */
  float[] weightGradient(float[] seed) {
    float[] w = Workspace.floats(channels);
    each((kernels, channel) -> w[channel] = weightGradient(statistics(kernels, channel, seed)));
    return w;
  }

  private float weightGradient(Statistics s) {
    return (float) (s.product * s.factor * outer * inner);
  }

  /** The gradients by the elements, by weights, and by what is added to each channel. */
  JointAdjoints.OfBatchNorm adjoints(float[] seed, Tensor weight, int[] shape) {
    float[] y = Workspace.floats(x.length);
    float[] w = Workspace.floats(channels);
    float[] b = Workspace.floats(channels);
    each(
        (kernels, channel) -> {
          Statistics s = statistics(kernels, channel, seed);
          w[channel] = weightGradient(s);
          b[channel] = (float) (s.seed * outer * inner);
          gradient(kernels, channel, s, seed, weight.data[channel], y);
        });
    return new JointAdjoints.OfBatchNorm(
        Tensor.wrap(y, shape), Tensor.wrap(w, channels), Tensor.wrap(b, channels));
  }
}
