package dev.adjoint.samples.sequences;

import static dev.adjoint.tensor.Losses.meanSquaredError;
import static dev.adjoint.tensor.Shaping.select;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.Linear;
import dev.adjoint.tensor.Tensor;

/**
 * Reads a sequence by a recurrent layer, and tells a number when it is over.
 *
 * @param reader an RNN, an LSTM or a GRU
 */
record Adder(Layer reader, Linear head) {
  @Differentiable
  @Shape("N, 1")
  Tensor predict(@Shape("N, T, 2") Tensor x) {
    Tensor states = reader.apply(x);
    return head.apply(select(states, 1, -1));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, T, 2") Tensor x, @Shape("N, 1") Tensor sum) {
    return meanSquaredError(predict(x), sum);
  }

  /** The sum of all that is told, for its gradient by what is read at each time. */
  @Differentiable(wrt = "x")
  float told(@Shape("N, T, 2") Tensor x) {
    return predict(x).sum();
  }
}
