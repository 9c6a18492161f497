package dev.adjoint.nn;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A layer that makes a tensor of a tensor, and so can stand in a {@link Sequential}.
 *
 * <p>A layer is a record of its parameters and settings. Nothing is remembered elsewhere: {@link
 * #apply} is the layer in evaluation; {@link #applyInTraining} differs from it where dropout draws
 * from a generator, and where batch normalization looks at the batch. What batch normalization
 * needs to know in evaluation is part of its record, too, and moves on in training; see {@link
 * dev.adjoint.tensor.BatchStatistics}.
 *
 * <p>The interface is sealed, so that a list of layers has a parameter tree and derivatives. A
 * model of your own needs none of it: it is a record with layers as components, or a sealed
 * interface of your own.
 */
public sealed interface Layer
    permits Activation,
        AdaptiveAvgPool2d,
        AdaptiveMaxPool2d,
        AvgPool1d,
        AvgPool2d,
        BatchNorm,
        Bidirectional,
        Conv1d,
        Conv2d,
        ConvTranspose1d,
        ConvTranspose2d,
        Dropout,
        Flatten,
        GroupNorm,
        Gru,
        InstanceNorm,
        LayerNorm,
        Linear,
        LocallyConnected2d,
        Lstm,
        MaxPool1d,
        MaxPool2d,
        MultiHeadAttention,
        Residual,
        RmsNorm,
        Rnn,
        Sequential,
        TransformerBlock {

  /**
   * The layer in evaluation.
   *
   * @throws dev.adjoint.tensor.ShapeException if the layer is not for tensors of this shape
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  Tensor apply(Tensor x);

  /**
   * The layer in training.
   *
   * @param random what dropout draws its masks from; it moves on
   * @throws dev.adjoint.tensor.ShapeException if the layer is not for tensors of this shape
   */
  @Differentiable(modes = Mode.JVP)
  default Tensor applyInTraining(Tensor x, RandomSource random) {
    return apply(x);
  }
}
