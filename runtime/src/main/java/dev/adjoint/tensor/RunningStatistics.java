package dev.adjoint.tensor;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;

/**
 * What batch normalization remembers of the batches that it has seen, one number for each channel.
 *
 * @param mean the running mean
 * @param variance the running variance, of which each batch's is the unbiased one
 */
@Differentiable
public record RunningStatistics(@Shape("C") Tensor mean, @Shape("C") Tensor variance) {
  /** Mean 0 and variance 1. */
  public static RunningStatistics of(int channels) {
    return new RunningStatistics(Tensor.zeros(channels), Tensor.ones(channels));
  }

  /**
   * The statistics after a batch.
   *
   * @param x the batch, of shape {@code [n, c, …]}
   * @param momentum the share of the batch's own statistics, which PyTorch has at 0.1
   * @throws ShapeException if {@code x} has other channels
   * @throws IllegalArgumentException if a channel has one element only, which has no variance
   */
  public RunningStatistics updated(Tensor x, float momentum) {
    return updated(BatchMoments.of(x), momentum);
  }

  RunningStatistics updated(BatchMoments batch, float momentum) {
    Shapes.requireEqual("updated", mean.shape, new int[] {batch.mean().length});
    return new RunningStatistics(
        towards(mean, batch.mean(), momentum), towards(variance, batch.variance(), momentum));
  }

  private static Tensor towards(Tensor running, double[] batch, float momentum) {
    float[] values = running.array().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (1 - momentum) * values[i] + momentum * (float) batch[i];
    }
    return Tensor.wrap(values, running.shape());
  }
}
