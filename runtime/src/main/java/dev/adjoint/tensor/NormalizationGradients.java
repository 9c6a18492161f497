package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import java.util.Arrays;

/**
 * What {@link Normalizations} and their derivatives are made of. A block {@code {outer, groups,
 * inner}} says which elements are normalized together: in row-major order there are {@code outer}
 * times {@code groups} runs of {@code inner} elements, and the runs with the same number within
 * {@code groups} belong together.
 */
public final class NormalizationGradients {
  private NormalizationGradients() {}

  /**
   * {@code (x - mean) / sqrt(variance + epsilon)} within each group, the variance being that of the
   * elements; or {@code x / sqrt(mean of x^2 + epsilon)} if it is not centered.
   */
  @Primitive(shape = "x, block: (3) -> x")
  @Vjp(of = "x", is = "standardizeGradient(x, yBar, block, epsilon, isCentered)")
  @Jvp("standardizeGradient(x, xDot, block, epsilon, isCentered)")
  public static Tensor standardize(
      Tensor x, int[] block, @NonDifferentiable float epsilon, boolean isCentered) {
    requireBlock("standardize", x, block);
    if (block[0] == 1) {
      float[] y = Workspace.floats(x.data.length);
      ActiveKernels.get().standardize(x.data, y, 0, block[1], block[2], epsilon, isCentered);
      return Tensor.wrap(y, x.shape);
    }
    return Tensor.wrap(new Standardization(x, block, epsilon, isCentered).normalized(), x.shape);
  }

  /**
   * The gradient of {@link #standardize}, whose Jacobian is symmetric.
   *
   * @throws ShapeException if the shapes differ
   */
  @Primitive(shape = "x, x, block: (3) -> x")
  @Vjp(of = "x", is = "standardizeCurvature(x, seed, yBar, block, epsilon, isCentered)")
  @Vjp(of = "seed", is = "standardizeGradient(x, yBar, block, epsilon, isCentered)")
  @Jvp(
      "standardizeGradient(x, seedDot, block, epsilon, isCentered)"
          + ".plus(standardizeCurvature(x, seed, xDot, block, epsilon, isCentered))")
  public static Tensor standardizeGradient(
      Tensor x, Tensor seed, int[] block, @NonDifferentiable float epsilon, boolean isCentered) {
    Shapes.requireEqual("standardizeGradient", x.shape, seed.shape);
    requireBlock("standardizeGradient", x, block);
    if (block[0] == 1) {
      float[] y = Workspace.floats(x.data.length);
      Kernels kernels = ActiveKernels.get();
      kernels.standardizeGradient(x.data, seed.data, y, 0, block[1], block[2], epsilon, isCentered);
      return Tensor.wrap(y, x.shape);
    }
    return Tensor.wrap(
        new Standardization(x, block, epsilon, isCentered).gradient(seed.data), x.shape);
  }

  /** The second derivative of {@link #standardize} applied to two seeds. */
  public static Tensor standardizeCurvature(
      Tensor x, Tensor first, Tensor second, int[] block, float epsilon, boolean isCentered) {
    Standardization standardization = new Standardization(x, block, epsilon, isCentered);
    return Tensor.wrap(standardization.curvature(first.data, second.data), x.shape);
  }

  /**
   * The gradient of {@link Normalizations#batchNorm(Tensor, Tensor, Tensor, float)} by {@code x}.
   *
   * @param seed the adjoint of the result
   * @throws ShapeException if the shapes do not fit
   */
  @Primitive(shape = "x, x, (c) -> x where c = x[1]")
  @Vjp(
      of = "x",
      is =
          "standardizeCurvature(x, scaleChannels(seed, weight), yBar, channels(x.shape()), epsilon,"
              + " true)")
  @Vjp(
      of = "seed",
      is =
          "scaleChannels(standardizeGradient(x, yBar, channels(x.shape()), epsilon, true), weight)")
  @Vjp(
      of = "weight",
      is =
          "channelSum(seed.times(standardizeGradient(x, yBar, channels(x.shape()), epsilon, true)))")
  @Jvp(
      "batchNormInput(x, seedDot, weight, epsilon).plus(batchNormInput(x, seed, weightDot,"
          + " epsilon)).plus(standardizeCurvature(x, scaleChannels(seed, weight), xDot,"
          + " channels(x.shape()), epsilon, true))")
  public static Tensor batchNormInput(
      Tensor x, Tensor seed, Tensor weight, @NonDifferentiable float epsilon) {
    Shapes.requireEqual("batchNormInput", x.shape, seed.shape);
    alongChannels("batchNormInput", "weight", weight, x);
    int[] block = channels("batchNormInput", x.shape);
    return ChannelNormalization.covers(block)
        ? Tensor.wrap(
            new ChannelNormalization(x.data, block, epsilon).gradient(seed.data, weight.data),
            x.shape)
        : standardizeGradient(x, scaleChannels(seed, weight), block, epsilon, true);
  }

  /**
   * The gradient of {@link Normalizations#batchNorm(Tensor, Tensor, Tensor, float)} by the weight.
   *
   * @param seed the adjoint of the result
   * @throws ShapeException if the shapes differ
   */
  @Primitive(shape = "x, x -> (x[1])")
  @Vjp(
      of = "x",
      is = "standardizeGradient(x, scaleChannels(seed, yBar), channels(x.shape()), epsilon, true)")
  @Vjp(
      of = "seed",
      is = "scaleChannels(dev.adjoint.tensor.Normalizations.batchNorm(x, epsilon), yBar)")
  @Jvp(
      "batchNormWeight(x, seedDot, epsilon).plus(channelSum(seed.times(standardizeGradient(x, xDot,"
          + " channels(x.shape()), epsilon, true))))")
  public static Tensor batchNormWeight(Tensor x, Tensor seed, @NonDifferentiable float epsilon) {
    Shapes.requireEqual("batchNormWeight", x.shape, seed.shape);
    int[] block = channels("batchNormWeight", x.shape);
    return ChannelNormalization.covers(block)
        ? Tensor.wrap(
            new ChannelNormalization(x.data, block, epsilon).weightGradient(seed.data), block[1])
        : channelSum(seed.times(Normalizations.batchNorm(x, epsilon)));
  }

  /**
   * The sums over all axes but the channels', which is the second.
   *
   * @throws ShapeException if there are less than two axes
   */
  @Primitive(shape = "x -> (x[1])")
  @Vjp(of = "x", is = "repeatChannels(yBar, x.shape())")
  @Jvp("channelSum(xDot)")
  public static Tensor channelSum(Tensor x) {
    int[] block = channels("channelSum", x.shape);
    double[] sums = new double[block[1]];
    Kernels kernels = ActiveKernels.get();
    int at = 0;
    for (int i = 0; i < block[0]; i++) {
      for (int c = 0; c < block[1]; c++) {
        sums[c] += block[2] == 1 ? x.data[at] : kernels.sum(x.data, at, at + block[2]);
        at += block[2];
      }
    }
    float[] y = Workspace.floats(block[1]);
    for (int c = 0; c < y.length; c++) {
      y[c] = (float) sums[c];
    }
    return Tensor.wrap(y, y.length);
  }

  /**
   * The transpose of {@link #channelSum}: a number for each channel, at all places of the channel.
   *
   * @throws ShapeException if there are not as many numbers as channels
   */
  @Primitive(shape = "(c) -> dims(shape)")
  @Vjp(of = "x", is = "channelSum(yBar)")
  @Jvp("repeatChannels(xDot, shape)")
  public static Tensor repeatChannels(Tensor x, int[] shape) {
    Tensor zeros = Tensor.zeros(shape);
    return zeros.plus(alongChannels("repeatChannels", "x", x, zeros));
  }

  /**
   * Every element multiplied by a number for its channel.
   *
   * @throws ShapeException if there are not as many numbers as channels
   */
  @Primitive(shape = "x, (c) -> x where c = x[1]")
  @Vjp(of = "x", is = "scaleChannels(yBar, factors)")
  @Vjp(of = "factors", is = "channelSum(x.times(yBar))")
  @Jvp("scaleChannels(xDot, factors).plus(scaleChannels(x, factorsDot))")
  public static Tensor scaleChannels(Tensor x, Tensor factors) {
    return x.times(alongChannels("scaleChannels", "factors", factors, x));
  }

  /** The block that normalizes over the last axes together. */
  @NonDifferentiable
  public static int[] lastAxes(int[] shape, int axes) {
    return lastAxes("lastAxes", shape, axes);
  }

  static int[] lastAxes(String operation, int[] shape, int axes) {
    if (axes < 1 || axes > shape.length) {
      throw new ShapeException(
          "%s: %s has no %d last axes".formatted(operation, Arrays.toString(shape), axes));
    }
    int first = shape.length - axes;
    return new int[] {
      1,
      Shapes.size(Arrays.copyOf(shape, first)),
      Shapes.size(Arrays.copyOfRange(shape, first, shape.length))
    };
  }

  /** The block that normalizes each channel over the whole batch. */
  @NonDifferentiable
  public static int[] channels(int[] shape) {
    return channels("channels", shape);
  }

  /**
   * The block that normalizes groups of neighbouring channels within each example.
   *
   * @param groups how many there are; 0 for one for each channel
   */
  @NonDifferentiable
  public static int[] channelGroups(int[] shape, int groups) {
    return channelGroups("channelGroups", shape, groups);
  }

  static int[] channelGroups(String operation, int[] shape, int groups) {
    int[] block = channels(operation, shape);
    int count = groups == 0 ? block[1] : groups;
    if (count < 0 || (count > 0 && block[1] % count != 0)) {
      throw new ShapeException(
          "%s: %d groups do not divide the channels of %s"
              .formatted(operation, groups, Arrays.toString(shape)));
    }
    return new int[] {1, block[0] * count, count == 0 ? 0 : block[1] / count * block[2]};
  }

  /** A vector with a number for each channel in a shape that broadcasts along the channels. */
  static Tensor alongChannels(String operation, String name, Tensor vector, Tensor x) {
    int[] block = channels(operation, x.shape);
    if (vector.shape.length != 1 || vector.shape[0] != block[1]) {
      throw new ShapeException(
          "%s: %s %s has no number for each channel of %s"
              .formatted(operation, name, vector.describe(), x.describe()));
    }
    int[] shape = new int[x.shape.length - 1];
    Arrays.fill(shape, 1);
    shape[0] = block[1];
    return Tensor.wrap(vector.data, shape);
  }

  static int[] channels(String operation, int[] shape) {
    if (shape.length < 2) {
      throw new ShapeException(
          "%s: a shape [n, c, …] expected: %s".formatted(operation, Arrays.toString(shape)));
    }
    return Shapes.around(shape, 1);
  }

  private static void requireBlock(String operation, Tensor x, int[] block) {
    if (block.length != 3 || Shapes.size(block) != x.data.length) {
      throw new ShapeException(
          "%s: the block %s does not cut %s"
              .formatted(operation, Arrays.toString(block), x.describe()));
    }
  }
}
