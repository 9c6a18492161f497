package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;

/**
 * Normalizations, for static import. Each subtracts a mean and divides by {@code sqrt(variance +
 * epsilon)}, where the variance is that of the elements, not the unbiased one; they differ in which
 * elements belong together. PyTorch's {@code epsilon} is 1e-5.
 *
 * <p>Images, sequences and vectors are {@code [n, c, …]}, channels second. All throw {@link
 * ShapeException} if the shapes do not fit.
 */
public final class Normalizations {
  private Normalizations() {}

  /**
   * Layer normalization: the elements of the last {@code axes} axes together (Ba, Kiros and Hinton
   * 2016).
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, yBar,"
              + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), axes), epsilon,"
              + " true)")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, xDot,"
          + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), axes), epsilon, true)")
  public static Tensor layerNorm(Tensor x, int axes, @NonDifferentiable float epsilon) {
    return NormalizationGradients.standardize(
        x, NormalizationGradients.lastAxes("layerNorm", x.shape, axes), epsilon, true);
  }

  /**
   * Layer normalization over the axes that {@code weight} has, then multiplied by it, and {@code
   * bias} added.
   */
  @Primitive(shape = "x, w, w -> broadcast(x, w)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, yBar.times(weight),"
              + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), weight.rank()),"
              + " epsilon, true)")
  @Vjp(of = "weight", is = "yBar.times(layerNorm(x, weight.rank(), epsilon)).sumTo(weight.shape())")
  @Vjp(of = "bias", is = "yBar.sumTo(bias.shape())")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, xDot,"
          + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), weight.rank()),"
          + " epsilon, true).times(weight).plus(layerNorm(x, weight.rank(),"
          + " epsilon).times(weightDot)).plus(biasDot)")
  public static Tensor layerNorm(
      Tensor x, Tensor weight, Tensor bias, @NonDifferentiable float epsilon) {
    requireLast("layerNorm", x, weight);
    Shapes.requireEqual("layerNorm", weight.shape, bias.shape);
    int[] block = NormalizationGradients.lastAxes("layerNorm", x.shape, weight.shape.length);
    float[] y = Workspace.floats(x.data.length);
    ActiveKernels.get()
        .layerNorm(x.data, weight.data, bias.data, y, 0, block[1], block[2], epsilon);
    return Tensor.wrap(y, x.shape);
  }

  /**
   * RMS normalization: {@code x / sqrt(mean of x^2 + epsilon)} over the last {@code axes} axes, no
   * mean subtracted (Zhang and Sennrich 2019).
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, yBar,"
              + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), axes), epsilon,"
              + " false)")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, xDot,"
          + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), axes), epsilon, false)")
  public static Tensor rmsNorm(Tensor x, int axes, @NonDifferentiable float epsilon) {
    return NormalizationGradients.standardize(
        x, NormalizationGradients.lastAxes("rmsNorm", x.shape, axes), epsilon, false);
  }

  /** RMS normalization over the axes that {@code weight} has, then multiplied by it. */
  @Primitive(shape = "x, w -> broadcast(x, w)")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, yBar.times(weight),"
              + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), weight.rank()),"
              + " epsilon, false)")
  @Vjp(of = "weight", is = "yBar.times(rmsNorm(x, weight.rank(), epsilon)).sumTo(weight.shape())")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, xDot,"
          + " dev.adjoint.tensor.NormalizationGradients.lastAxes(x.shape(), weight.rank()),"
          + " epsilon, false).times(weight).plus(rmsNorm(x, weight.rank(),"
          + " epsilon).times(weightDot))")
  public static Tensor rmsNorm(Tensor x, Tensor weight, @NonDifferentiable float epsilon) {
    requireLast("rmsNorm", x, weight);
    return rmsNorm(x, weight.shape.length, epsilon).times(weight);
  }

  /**
   * Batch normalization as in training: each channel over the whole batch (Ioffe and Szegedy 2015).
   * What evaluation needs later is gathered by {@link RunningStatistics}.
   *
   * @throws IllegalArgumentException if a channel has one element only, which would become 0
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, yBar,"
              + " dev.adjoint.tensor.NormalizationGradients.channels(x.shape()), epsilon, true)")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, xDot,"
          + " dev.adjoint.tensor.NormalizationGradients.channels(x.shape()), epsilon, true)")
  public static Tensor batchNorm(Tensor x, @NonDifferentiable float epsilon) {
    int[] block = NormalizationGradients.channels("batchNorm", x.shape);
    if (block[0] * block[2] == 1) {
      throw new IllegalArgumentException(
          "batchNorm: more than one element for each channel expected: " + x.describe());
    }
    return ChannelNormalization.covers(block)
        ? Tensor.wrap(
            new ChannelNormalization(x.data, block, epsilon).normalized(null, null), x.shape)
        : NormalizationGradients.standardize(x, block, epsilon, true);
  }

  /**
   * Batch normalization as in training, then multiplied by a weight for each channel, and a bias
   * added.
   */
  @Primitive(shape = "x, (c), (c) -> x where c = x[1]")
  @Vjp(
      of = "x",
      is = "dev.adjoint.tensor.NormalizationGradients.batchNormInput(x, yBar, weight, epsilon)")
  @Vjp(
      of = "weight",
      is = "dev.adjoint.tensor.NormalizationGradients.batchNormWeight(x, yBar, epsilon)")
  @Vjp(of = "bias", is = "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar)")
  @Jvp(
      "dev.adjoint.tensor.Convolutions.plusBias(dev.adjoint.tensor.NormalizationGradients.scaleChannels(dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x,"
          + " xDot, dev.adjoint.tensor.NormalizationGradients.channels(x.shape()), epsilon, true),"
          + " weight).plus(dev.adjoint.tensor.NormalizationGradients.scaleChannels(batchNorm(x,"
          + " epsilon), weightDot)), biasDot)")
  public static Tensor batchNorm(
      Tensor x, Tensor weight, Tensor bias, @NonDifferentiable float epsilon) {
    NormalizationGradients.alongChannels("batchNorm", "weight", weight, x);
    NormalizationGradients.alongChannels("batchNorm", "bias", bias, x);
    int[] block = NormalizationGradients.channels("batchNorm", x.shape);
    return ChannelNormalization.covers(block)
        ? Tensor.wrap(
            new ChannelNormalization(x.data, block, epsilon).normalized(weight.data, bias.data),
            x.shape)
        : affine("batchNorm", batchNorm(x, epsilon), weight, bias);
  }

  /**
   * Batch normalization as in training, of which running statistics take notice: while {@link
   * BatchStatistics#during} is open, it sees the means and variances of the batch. The value
   * depends on the batch alone.
   *
   * @param mean the running mean
   * @param variance the running variance
   * @param momentum the share of the batch in the running statistics
   */
  @Primitive(shape = "x, (c), (c), (c), (c) -> x where c = x[1]")
  @Vjp(
      of = "x",
      is = "dev.adjoint.tensor.NormalizationGradients.batchNormInput(x, yBar, weight, epsilon)")
  @Vjp(
      of = "weight",
      is = "dev.adjoint.tensor.NormalizationGradients.batchNormWeight(x, yBar, epsilon)")
  @Vjp(of = "bias", is = "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar)")
  @Jvp(
      "dev.adjoint.tensor.Convolutions.plusBias(dev.adjoint.tensor.NormalizationGradients.scaleChannels(dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x,"
          + " xDot, dev.adjoint.tensor.NormalizationGradients.channels(x.shape()), epsilon, true),"
          + " weight).plus(dev.adjoint.tensor.NormalizationGradients.scaleChannels(batchNorm(x,"
          + " epsilon), weightDot)), biasDot)")
  public static Tensor batchNormSeen(
      Tensor x,
      Tensor weight,
      Tensor bias,
      @NonDifferentiable Tensor mean,
      @NonDifferentiable Tensor variance,
      @NonDifferentiable float momentum,
      @NonDifferentiable float epsilon) {
    Tensor y = batchNorm(x, weight, bias, epsilon);
    BatchStatistics.see(x, mean, variance, momentum);
    return y;
  }

  /** Batch normalization as in evaluation: by statistics of each channel that are given. */
  @Primitive(shape = "x, (c), (c) -> x where c = x[1]")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.scaleChannels(yBar,"
              + " dev.adjoint.tensor.Elementwise.pow(variance.shift(epsilon), -0.5f))")
  @Vjp(
      of = "mean",
      is =
          "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar).times(dev.adjoint.tensor.Elementwise.pow(variance.shift(epsilon),"
              + " -0.5f)).negate()")
  @Vjp(
      of = "variance",
      is =
          "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar.times(y)).dividedBy(variance.shift(epsilon)).scale(-0.5f)")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.scaleChannels(dev.adjoint.tensor.Convolutions.plusBias(xDot,"
          + " meanDot.negate()), dev.adjoint.tensor.Elementwise.pow(variance.shift(epsilon),"
          + " -0.5f)).minus(dev.adjoint.tensor.NormalizationGradients.scaleChannels(y,"
          + " varianceDot.dividedBy(variance.shift(epsilon)).scale(0.5f)))")
  public static Tensor batchNormWith(
      Tensor x, Tensor mean, Tensor variance, @NonDifferentiable float epsilon) {
    Tensor factors = Elementwise.pow(variance.shift(epsilon), -0.5f);
    return x.minus(NormalizationGradients.alongChannels("batchNormWith", "mean", mean, x))
        .times(NormalizationGradients.alongChannels("batchNormWith", "variance", factors, x));
  }

  /**
   * Batch normalization as in evaluation, then multiplied by a weight for each channel, and a bias
   * added.
   */
  @Primitive(shape = "x, (c), (c), (c), (c) -> x where c = x[1]")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.scaleChannels(yBar,"
              + " weight.times(dev.adjoint.tensor.Elementwise.pow(variance.shift(epsilon),"
              + " -0.5f)))")
  @Vjp(
      of = "mean",
      is =
          "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar).times(weight).times(dev.adjoint.tensor.Elementwise.pow(variance.shift(epsilon),"
              + " -0.5f)).negate()")
  @Vjp(
      of = "variance",
      is =
          "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar.times(batchNormWith(x, mean,"
              + " variance,"
              + " epsilon))).times(weight).dividedBy(variance.shift(epsilon)).scale(-0.5f)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar.times(batchNormWith(x, mean,"
              + " variance, epsilon)))")
  @Vjp(of = "bias", is = "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar)")
  @Jvp(
      "dev.adjoint.tensor.Convolutions.plusBias(dev.adjoint.tensor.NormalizationGradients.scaleChannels(dev.adjoint.tensor.Convolutions.plusBias(xDot,"
          + " meanDot.negate()),"
          + " weight.times(dev.adjoint.tensor.Elementwise.pow(variance.shift(epsilon),"
          + " -0.5f))).plus(dev.adjoint.tensor.NormalizationGradients.scaleChannels(batchNormWith(x,"
          + " mean, variance, epsilon),"
          + " weightDot.minus(weight.times(varianceDot).dividedBy(variance.shift(epsilon)).scale(0.5f)))),"
          + " biasDot)")
  public static Tensor batchNormWith(
      Tensor x,
      Tensor mean,
      Tensor variance,
      Tensor weight,
      Tensor bias,
      @NonDifferentiable float epsilon) {
    return affine("batchNormWith", batchNormWith(x, mean, variance, epsilon), weight, bias);
  }

  /**
   * Instance normalization: each channel of each example by itself (Ulyanov, Vedaldi and Lempitsky
   * 2016).
   */
  @Primitive(shape = "x -> x")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, yBar,"
              + " dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), 0), epsilon,"
              + " true)")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, xDot,"
          + " dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), 0), epsilon,"
          + " true)")
  public static Tensor instanceNorm(Tensor x, @NonDifferentiable float epsilon) {
    return NormalizationGradients.standardize(
        x, NormalizationGradients.channelGroups("instanceNorm", x.shape, 0), epsilon, true);
  }

  /** Instance normalization, then multiplied by a weight for each channel, and a bias added. */
  @Primitive(shape = "x, (c), (c) -> x where c = x[1]")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x,"
              + " dev.adjoint.tensor.NormalizationGradients.scaleChannels(yBar, weight),"
              + " dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), 0), epsilon,"
              + " true)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar.times(instanceNorm(x,"
              + " epsilon)))")
  @Vjp(of = "bias", is = "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar)")
  @Jvp(
      "dev.adjoint.tensor.Convolutions.plusBias(dev.adjoint.tensor.NormalizationGradients.scaleChannels(dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x,"
          + " xDot, dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), 0), epsilon,"
          + " true),"
          + " weight).plus(dev.adjoint.tensor.NormalizationGradients.scaleChannels(instanceNorm(x,"
          + " epsilon), weightDot)), biasDot)")
  public static Tensor instanceNorm(
      Tensor x, Tensor weight, Tensor bias, @NonDifferentiable float epsilon) {
    return affine("instanceNorm", instanceNorm(x, epsilon), weight, bias);
  }

  /**
   * Group normalization: so many groups of neighbouring channels of each example by itself (Wu and
   * He 2018).
   */
  @Primitive(shape = "x -> x where x[1]/groups*groups = x[1]")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, yBar,"
              + " dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), groups),"
              + " epsilon, true)")
  @Jvp(
      "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x, xDot,"
          + " dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), groups), epsilon,"
          + " true)")
  public static Tensor groupNorm(Tensor x, int groups, @NonDifferentiable float epsilon) {
    requireGroups(groups);
    return NormalizationGradients.standardize(
        x, NormalizationGradients.channelGroups("groupNorm", x.shape, groups), epsilon, true);
  }

  /** Group normalization, then multiplied by a weight for each channel, and a bias added. */
  @Primitive(shape = "x, (c), (c) -> x where c = x[1], c/groups*groups = c")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x,"
              + " dev.adjoint.tensor.NormalizationGradients.scaleChannels(yBar, weight),"
              + " dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), groups),"
              + " epsilon, true)")
  @Vjp(
      of = "weight",
      is =
          "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar.times(groupNorm(x, groups,"
              + " epsilon)))")
  @Vjp(of = "bias", is = "dev.adjoint.tensor.NormalizationGradients.channelSum(yBar)")
  @Jvp(
      "dev.adjoint.tensor.Convolutions.plusBias(dev.adjoint.tensor.NormalizationGradients.scaleChannels(dev.adjoint.tensor.NormalizationGradients.standardizeGradient(x,"
          + " xDot, dev.adjoint.tensor.NormalizationGradients.channelGroups(x.shape(), groups),"
          + " epsilon, true),"
          + " weight).plus(dev.adjoint.tensor.NormalizationGradients.scaleChannels(groupNorm(x,"
          + " groups, epsilon), weightDot)), biasDot)")
  public static Tensor groupNorm(
      Tensor x, int groups, Tensor weight, Tensor bias, @NonDifferentiable float epsilon) {
    return affine("groupNorm", groupNorm(x, groups, epsilon), weight, bias);
  }

  /** The mean of each channel, over the batch and all places. */
  @Primitive(shape = "x -> (x[1])")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.repeatChannels(yBar.scale((float) yBar.size()"
              + " / x.size()), x.shape())")
  @Jvp("channelMean(xDot)")
  public static Tensor channelMean(Tensor x) {
    Tensor sums = NormalizationGradients.channelSum(x);
    return sums.scale((float) sums.size() / x.size());
  }

  /** The variance of each channel, over the batch and all places; not the unbiased one. */
  @Primitive(shape = "x -> (x[1])")
  @Vjp(
      of = "x",
      is =
          "dev.adjoint.tensor.NormalizationGradients.scaleChannels(dev.adjoint.tensor.Convolutions.plusBias(x,"
              + " channelMean(x).negate()), yBar.scale(2f * yBar.size() / dev.adjoint.tensor.Shapes.size(x.shape())))")
  @Jvp(
      "channelMean(dev.adjoint.tensor.Convolutions.plusBias(x,"
          + " channelMean(x).negate()).times(xDot)).scale(2f)")
  public static Tensor channelVariance(Tensor x) {
    return channelMean(Elementwise.square(Convolutions.plusBias(x, channelMean(x).negate())));
  }

  private static Tensor affine(String operation, Tensor x, Tensor weight, Tensor bias) {
    return x.times(NormalizationGradients.alongChannels(operation, "weight", weight, x))
        .plus(NormalizationGradients.alongChannels(operation, "bias", bias, x));
  }

  private static void requireGroups(int groups) {
    if (groups < 1) {
      throw new IllegalArgumentException("groupNorm: " + groups + " groups");
    }
  }

  /** Broadcasting would accept weights that stand for fewer axes, or for axes of size 1. */
  private static void requireLast(String operation, Tensor x, Tensor weight) {
    int first = x.shape.length - weight.shape.length;
    boolean fits = first >= 0 && weight.shape.length > 0;
    for (int i = 0; fits && i < weight.shape.length; i++) {
      fits = weight.shape[i] == x.shape[first + i];
    }
    if (!fits) {
      throw new ShapeException(
          "%s: weight %s has not the last axes of %s"
              .formatted(operation, weight.describe(), x.describe()));
    }
  }
}
