package dev.adjoint.nn;

import static dev.adjoint.tensor.Normalizations.batchNormSeen;
import static dev.adjoint.tensor.Normalizations.batchNormWith;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.RunningStatistics;
import dev.adjoint.tensor.Tensor;

/**
 * Batch normalization of {@code [n, c, …]} (Ioffe and Szegedy 2015). Training normalizes by the
 * statistics of the batch, evaluation by running ones. Those are state of this record, no
 * parameters: no gradient reaches them, and they are saved with the parameters. A layer never
 * changes; {@code Training} goes on with layers whose statistics have moved, as {@link
 * dev.adjoint.tensor.BatchStatistics} makes them.
 *
 * @param weight of shape {@code [c]}
 * @param bias of shape {@code [c]}
 * @param statistics what evaluation normalizes by
 * @param epsilon what is added to the variance
 * @param momentum the share of a batch in the running statistics
 */
public record BatchNorm(
    @Shape("C") Tensor weight,
    @Shape("C") Tensor bias,
    @NonDifferentiable RunningStatistics statistics,
    @NonDifferentiable float epsilon,
    @NonDifferentiable float momentum)
    implements Layer {
  public BatchNorm {
    Settings.positive("BatchNorm", "epsilon", epsilon);
    Settings.fraction("BatchNorm", "momentum", momentum);
  }

  /**
   * Weight 1, bias 0, running mean 0 and variance 1, epsilon 1e-5 and momentum 0.1, as PyTorch's.
   *
   * @throws IllegalArgumentException unless there are channels
   */
  public static BatchNorm init(int channels) {
    Settings.positive("BatchNorm", "channels", channels);
    return new BatchNorm(
        Tensor.ones(channels), Tensor.zeros(channels), RunningStatistics.of(channels), 1e-5f, 0.1f);
  }

  /** Normalizes by the running statistics. */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor apply(@Shape("*s") Tensor x) {
    return batchNormWith(x, statistics.mean(), statistics.variance(), weight, bias, epsilon);
  }

  /**
   * Normalizes by the statistics of the batch, which {@link
   * dev.adjoint.tensor.BatchStatistics#during} sees.
   *
   * @throws IllegalArgumentException if a channel has one element only, which would become 0
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("*s")
  public Tensor ofBatch(@Shape("*s") Tensor x) {
    return batchNormSeen(
        x, weight, bias, statistics.mean(), statistics.variance(), momentum, epsilon);
  }

  /** As {@link #ofBatch}, where no random numbers are needed. */
  @Override
  @Differentiable(modes = Mode.JVP)
  @Shape("*s")
  public Tensor applyInTraining(@Shape("*s") Tensor x, RandomSource random) {
    return ofBatch(x);
  }
}
