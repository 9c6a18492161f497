package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Fuses;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Binary;
import java.util.Arrays;

/**
 * Several adjoints at once that have work in common, which generated code asks for where it needs
 * them all.
 */
public final class JointAdjoints {
  private JointAdjoints() {}

  /** The adjoints of what attention is given. */
  public record OfAttention(Tensor query, Tensor key, Tensor value) {}

  /** Those of queries, keys and values, for which the weights are computed once. */
  @Fuses(
      "new JointAdjoints.OfAttention("
          + "AttentionGradients.attentionQuery(query, key, value, mask, causal, scale, seed),"
          + "AttentionGradients.attentionKey(query, key, value, mask, causal, scale, seed),"
          + "AttentionGradients.attentionValue(query, key, value, mask, causal, scale, seed))")
  public static OfAttention ofAttention(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      float scale,
      Tensor seed) {
    return AttentionGradients.blocks("attentionQuery", query, key, value, mask, causal, scale, seed)
        .adjoints(seed);
  }

  /** The adjoints of what a layer normalization is given. */
  public record OfLayerNorm(Tensor x, Tensor weight, Tensor bias) {}

  /** Those of a layer normalization, for which each row is measured once. */
  @Fuses(
      value =
          "new JointAdjoints.OfLayerNorm("
              + "NormalizationGradients.standardizeGradient("
              + "x, seed.times(weight), block, epsilon, true),"
              + "seed.times(Normalizations.layerNorm(x, rank, epsilon)).sumTo(weightShape),"
              + "seed.sumTo(biasShape))",
      isReordered = true)
  public static OfLayerNorm ofLayerNorm(
      Tensor x,
      Tensor weight,
      Tensor seed,
      int[] block,
      int rank,
      float epsilon,
      int[] weightShape,
      int[] biasShape) {
    if (ScaledStandardization.covers(x, weight, seed, block, rank)
        && Arrays.equals(weightShape, weight.shape)
        && Arrays.equals(biasShape, weight.shape)) {
      return ScaledStandardization.adjoints(x, weight, seed, epsilon, true);
    }
    return new OfLayerNorm(
        NormalizationGradients.standardizeGradient(x, seed.times(weight), block, epsilon, true),
        FusedOperations.layerNormScale(seed, x, rank, epsilon, weightShape),
        own(seed, biasShape));
  }

  /** The adjoints of what an RMS normalization is given. */
  public record OfRmsNorm(Tensor x, Tensor weight) {}

  /** Those of an RMS normalization, for which each row is measured once. */
  @Fuses(
      value =
          "new JointAdjoints.OfRmsNorm("
              + "NormalizationGradients.standardizeGradient("
              + "x, seed.times(weight), block, epsilon, false),"
              + "seed.times(Normalizations.rmsNorm(x, rank, epsilon)).sumTo(weightShape))",
      isReordered = true)
  public static OfRmsNorm ofRmsNorm(
      Tensor x,
      Tensor weight,
      Tensor seed,
      int[] block,
      int rank,
      float epsilon,
      int[] weightShape) {
    if (ScaledStandardization.covers(x, weight, seed, block, rank)
        && Arrays.equals(weightShape, weight.shape)) {
      OfLayerNorm all = ScaledStandardization.adjoints(x, weight, seed, epsilon, false);
      Workspace.release(all.bias.data);
      return new OfRmsNorm(all.x, all.weight);
    }
    return new OfRmsNorm(
        NormalizationGradients.standardizeGradient(x, seed.times(weight), block, epsilon, false),
        own(seed.times(Normalizations.rmsNorm(x, rank, epsilon)), weightShape));
  }

  /** The adjoints of what a batch normalization is given. */
  public record OfBatchNorm(Tensor x, Tensor weight, Tensor bias) {}

  /** Those of a batch normalization, for which each channel is measured once. */
  @Fuses(
      value =
          "new JointAdjoints.OfBatchNorm("
              + "NormalizationGradients.batchNormInput(x, seed, weight, epsilon),"
              + "NormalizationGradients.batchNormWeight(x, seed, epsilon),"
              + "NormalizationGradients.channelSum(seed))",
      isReordered = true)
  public static OfBatchNorm ofBatchNorm(Tensor x, Tensor seed, Tensor weight, float epsilon) {
    int[] block = NormalizationGradients.channels("batchNormInput", x.shape);
    boolean fits =
        Arrays.equals(x.shape, seed.shape)
            && weight.shape.length == 1
            && weight.shape[0] == block[1];
    if (fits && ChannelNormalization.covers(block)) {
      return new ChannelNormalization(x.data, block, epsilon).adjoints(seed.data, weight, x.shape);
    }
    return new OfBatchNorm(
        NormalizationGradients.batchNormInput(x, seed, weight, epsilon),
        NormalizationGradients.batchNormWeight(x, seed, epsilon),
        NormalizationGradients.channelSum(seed));
  }

  /** The adjoints of what an LSTM shows its memory by. */
  public record OfLstmHidden(Tensor gates, Tensor c) {}

  /** Those of {@link Recurrent#lstmHidden}, for which the memory's tanh is computed once. */
  @Fuses(
      "new JointAdjoints.OfLstmHidden("
          + "Recurrent.fromGate(seed.times(Activations.tanh(c)), 3, 4),"
          + "ActivationGradients.tanhGradient("
          + "Activations.tanh(c), seed.times(Recurrent.gate(gates, 3, 4))))")
  public static OfLstmHidden ofLstmHidden(Tensor gates, Tensor c, Tensor seed) {
    Recurrent.requireGates("lstmHidden", gates, c, 4);
    Shapes.requireEqual("times", seed.shape, c.shape);
    int width = c.shape[1];
    float[] gatesBar = Workspace.zeros(gates.data.length);
    float[] cBar = Workspace.floats(c.data.length);
    float[] tanh = Activations.tanh(c).data;
    RecurrentGradients.shownGate(seed, tanh, gatesBar, false);
    Recurrent.timesGate(seed.data, gates, 3, 4, cBar, width);
    ActiveKernels.get().binary(Binary.TANH_GRADIENT, tanh, cBar, cBar, 0, cBar.length);
    Workspace.release(tanh);
    return new OfLstmHidden(Tensor.wrap(gatesBar, gates.shape), Tensor.wrap(cBar, c.shape));
  }

  /** A sum to a shape that shares no memory with what is summed up. */
  private static Tensor own(Tensor x, int[] shape) {
    Tensor sum = x.sumTo(shape);
    return sum.data == x.data ? sum.copy() : sum;
  }
}
