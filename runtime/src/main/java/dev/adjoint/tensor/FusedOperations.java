package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Fuses;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Unary;
import java.util.Arrays;

/**
 * Several operations at once, which generated code calls where it finds these operations one after
 * the other: they make no tensor for what is between.
 */
public final class FusedOperations {
  private FusedOperations() {}

  /** A linear layer. */
  @Fuses("input.matmul(weight).plus(bias)")
  public static Tensor linear(Tensor input, Tensor weight, Tensor bias) {
    return Broadcasting.plusInto(input.matmul(weight), bias);
  }

  /** A linear layer whose weight is given as its transpose. */
  @Fuses("input.matmulTransposed(weight).plus(bias)")
  public static Tensor linearTransposed(Tensor input, Tensor weight, Tensor bias) {
    return Broadcasting.plusInto(input.matmulTransposed(weight), bias);
  }

  /** A linear layer with a rectifier. */
  @Fuses("Activations.relu(input.matmul(weight).plus(bias))")
  public static Tensor linearRelu(Tensor input, Tensor weight, Tensor bias) {
    return inPlace(Unary.RELU, linear(input, weight, bias));
  }

  /** A linear layer with a hyperbolic tangent. */
  @Fuses("Activations.tanh(input.matmul(weight).plus(bias))")
  public static Tensor linearTanh(Tensor input, Tensor weight, Tensor bias) {
    return inPlace(Unary.TANH, linear(input, weight, bias));
  }

  /** A linear layer with a logistic function. */
  @Fuses("Activations.sigmoid(input.matmul(weight).plus(bias))")
  public static Tensor linearSigmoid(Tensor input, Tensor weight, Tensor bias) {
    return inPlace(Unary.SIGMOID, linear(input, weight, bias));
  }

  /** A bias and a rectifier. */
  @Fuses("Activations.relu(input.plus(other))")
  public static Tensor plusRelu(Tensor input, Tensor other) {
    return inPlace(Unary.RELU, input.plus(other));
  }

  /** The gates of an LSTM, by what comes from the input and what comes from the state. */
  @Fuses("Recurrent.lstmGates(Recurrent.gates(ofInput, h, weight))")
  public static Tensor lstmGates(Tensor ofInput, Tensor h, Tensor weight) {
    Tensor sum = Recurrent.gates(ofInput, h, weight);
    Recurrent.lstmGatesInto(sum, sum.data);
    return sum;
  }

  /** The adjoint of what the gates of an LSTM come from. */
  @Fuses("seed.times(RecurrentGradients.lstmSlope(gates))")
  public static Tensor lstmGatesGradient(Tensor seed, Tensor gates) {
    return timesInto(seed, RecurrentGradients.lstmSlope(gates));
  }

  /** The adjoint of the memory of an LSTM by which it is shown. */
  @Fuses(
      "ActivationGradients.tanhGradient("
          + "Activations.tanh(c), seed.times(Recurrent.gate(gates, 3, 4)))")
  public static Tensor lstmMemoryGradient(Tensor c, Tensor seed, Tensor gates) {
    Tensor product = timesGate(seed, gates, 3, 4);
    float[] tanh = Activations.tanh(c).data;
    float[] y = product.data;
    ActiveKernels.get().binary(Binary.TANH_GRADIENT, tanh, y, y, 0, y.length);
    Workspace.release(tanh);
    return product;
  }

  /** The product with a gate of a recurrent network. */
  @Fuses("seed.times(Recurrent.gate(gates, index, count))")
  public static Tensor timesGate(Tensor seed, Tensor gates, int index, int count) {
    int width = gates.shape[1] / count;
    boolean fits =
        seed.shape.length == 2
            && seed.shape[0] == gates.shape[0]
            && seed.shape[1] == width
            && count * width == gates.shape[1];
    if (!fits) {
      return timesInto(seed, Recurrent.gate(gates, index, count));
    }
    float[] y = Workspace.floats(seed.data.length);
    Recurrent.timesGate(seed.data, gates, index, count, y, width);
    return Tensor.wrap(y, seed.shape);
  }

  /** The adjoint of the gate that shows the memory of an LSTM, added in place. */
  @Fuses("into.plus(Recurrent.fromGate(seed.times(Activations.tanh(c)), 3, 4))")
  public static void addShownGate(Tensor into, Tensor seed, Tensor c) {
    Recurrent.requireGates("add", into, seed, 4);
    Shapes.requireEqual("times", seed.shape, c.shape);
    float[] tanh = Activations.tanh(c).data;
    RecurrentGradients.shownGate(seed, tanh, into.data, true);
    Workspace.release(tanh);
  }

  /** The adjoint of the gates that change the memory of an LSTM, added in place. */
  @Fuses("into.plus(RecurrentGradients.memoryGates(gates, c, seed))")
  public static void addMemoryGates(Tensor into, Tensor gates, Tensor c, Tensor seed) {
    Shapes.requireEqual("add", into.shape, gates.shape);
    Recurrent.requireGates("memoryGates", gates, c, 4);
    Shapes.requireEqual("memoryGates", c.shape, seed.shape);
    RecurrentGradients.memoryGates(gates, c, seed, into.data, true);
  }

  /** The adjoint of the input of a rectifier after a linear layer, by the layer's adjoint. */
  @Fuses("ActivationGradients.reluGradient(result, seed.matmulTransposed(weight))")
  public static Tensor reluGradientOfProduct(Tensor result, Tensor seed, Tensor weight) {
    Tensor product = seed.matmulTransposed(weight);
    Shapes.requireEqual("reluGradient", result.shape, product.shape);
    float[] y = product.data;
    ActiveKernels.get().binary(Binary.RELU_GRADIENT, result.data, y, y, 0, y.length);
    return product;
  }

  /** The adjoint of the input of a GELU. */
  @Fuses("seed.times(ActivationGradients.geluSlope(x))")
  public static Tensor geluGradient(Tensor seed, Tensor x) {
    return timesInto(seed, ActivationGradients.geluSlope(x));
  }

  /** The adjoint of the input of a GELU in its approximation by a hyperbolic tangent. */
  @Fuses("seed.times(ActivationGradients.geluTanhSlope(x))")
  public static Tensor geluTanhGradient(Tensor seed, Tensor x) {
    return timesInto(seed, ActivationGradients.geluTanhSlope(x));
  }

  /**
   * The adjoint of the input of a GELU after which comes a linear layer, by that layer's adjoint.
   */
  @Fuses("seed.matmulTransposed(weight).times(ActivationGradients.geluSlope(x))")
  public static Tensor geluGradientOfProduct(Tensor seed, Tensor weight, Tensor x) {
    return timesUnary(seed.matmulTransposed(weight), Unary.GELU_SLOPE, x);
  }

  /** The same for the GELU in its approximation by a hyperbolic tangent. */
  @Fuses("seed.matmulTransposed(weight).times(ActivationGradients.geluTanhSlope(x))")
  public static Tensor geluTanhGradientOfProduct(Tensor seed, Tensor weight, Tensor x) {
    return timesUnary(seed.matmulTransposed(weight), Unary.GELU_TANH_SLOPE, x);
  }

  /** The adjoint of the scale of a layer normalization. */
  @Fuses("seed.times(Normalizations.layerNorm(x, rank, epsilon)).sumTo(shape)")
  public static Tensor layerNormScale(
      Tensor seed, Tensor x, int rank, float epsilon, int... shape) {
    Tensor products = timesInto(seed, Normalizations.layerNorm(x, rank, epsilon));
    Tensor sums = products.sumTo(shape);
    if (sums.data != products.data) {
      Workspace.release(products.data);
    }
    return sums;
  }

  /** The adjoint of a weight that all matrices of a batch are multiplied by. */
  @Fuses(value = "input.transposedMatmul(seed).sumTo(shape)", isReordered = true)
  public static Tensor sharedWeightGradient(Tensor input, Tensor seed, int... shape) {
    int rank = input.shape.length;
    boolean isShared =
        rank > 2
            && shape.length == 2
            && seed.shape.length == rank
            && Arrays.equals(input.shape, 0, rank - 1, seed.shape, 0, rank - 1)
            && shape[0] == input.shape[rank - 1]
            && shape[1] == seed.shape[rank - 1];
    if (isShared) {
      return MatrixProducts.sumOfTransposed(input, seed);
    }
    Tensor product = input.transposedMatmul(seed);
    Tensor sums = product.sumTo(shape);
    if (sums.data != product.data) {
      Workspace.release(product.data);
    }
    return sums;
  }

  /** A matrix product added in place. */
  @Fuses(value = "into.plus(a.matmul(b))", isReordered = true)
  public static void addMatmul(Tensor into, Tensor a, Tensor b) {
    if (!MatrixProducts.add(into, a, false, b, false)) {
      addAndRelease(into, a.matmul(b));
    }
  }

  /** A matrix product with a transpose added in place. */
  @Fuses(value = "into.plus(a.matmulTransposed(b))", isReordered = true)
  public static void addMatmulTransposed(Tensor into, Tensor a, Tensor b) {
    if (!MatrixProducts.add(into, a, false, b, true)) {
      addAndRelease(into, a.matmulTransposed(b));
    }
  }

  /** A matrix product of a transpose added in place. */
  @Fuses(value = "into.plus(a.transposedMatmul(b))", isReordered = true)
  public static void addTransposedMatmul(Tensor into, Tensor a, Tensor b) {
    if (!MatrixProducts.add(into, a, true, b, false)) {
      addAndRelease(into, a.transposedMatmul(b));
    }
  }

  private static void addAndRelease(Tensor into, Tensor term) {
    into.add(term);
    Workspace.release(term.data);
  }

  /** {@code y op(x)} in the memory of {@code y}, which nobody else may hold. */
  private static Tensor timesUnary(Tensor y, Unary op, Tensor x) {
    Shapes.requireEqual("times", y.shape, x.shape);
    ActiveKernels.get().timesUnary(op, x.data, y.data, 0, y.data.length);
    return y;
  }

  private static Tensor inPlace(Unary op, Tensor x) {
    ActiveKernels.get().unary(op, x.data, x.data, 0, x.data.length);
    return x;
  }

  /** {@code a b} in the memory of {@code b} where that can be, which nobody else may hold. */
  private static Tensor timesInto(Tensor a, Tensor b) {
    if (!Arrays.equals(a.shape, b.shape)) {
      Tensor product = a.times(b);
      Workspace.release(b.data);
      return product;
    }
    ActiveKernels.get().binary(Binary.TIMES, a.data, b.data, b.data, 0, b.data.length);
    return b;
  }
}
