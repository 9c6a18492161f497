package dev.adjoint.tensor;

/**
 * What batch normalization remembers of the batches that it has seen, one number for each channel.
 *
 * @param mean the running mean
 * @param variance the running variance, of which each batch's is the unbiased one
 */
public record RunningStatistics(Tensor mean, Tensor variance) {
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
    Tensor batchMean = Normalizations.channelMean(x);
    Shapes.requireEqual("updated", mean.shape, batchMean.shape);
    float count = (float) x.size() / Math.max(1, mean.size());
    if (count <= 1) {
      throw new IllegalArgumentException(
          "updated: more than one element for each channel expected: " + x.describe());
    }
    Tensor batchVariance = Normalizations.channelVariance(x).scale(count / (count - 1));
    return new RunningStatistics(
        mean.scale(1 - momentum).plus(batchMean.scale(momentum)),
        variance.scale(1 - momentum).plus(batchVariance.scale(momentum)));
  }
}
