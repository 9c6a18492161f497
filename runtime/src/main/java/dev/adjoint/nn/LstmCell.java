package dev.adjoint.nn;

import static dev.adjoint.tensor.Recurrent.gates;
import static dev.adjoint.tensor.Recurrent.lstmGates;
import static dev.adjoint.tensor.Recurrent.lstmHidden;
import static dev.adjoint.tensor.Recurrent.lstmMemory;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A step of an LSTM ({@link dev.adjoint.tensor.Recurrent}; Hochreiter and Schmidhuber 1997, with
 * the forget gate of Gers and others 2000). The gates are input, forget, candidate and output, in
 * this order. Weights have PyTorch's shapes; there they are {@code weight_ih}, {@code weight_hh},
 * {@code bias_ih} and {@code bias_hh}.
 *
 * @param weightInput of shape {@code [4 hidden, in]}
 * @param weightHidden of shape {@code [4 hidden, hidden]}
 * @param biasInput of shape {@code [4 hidden]}
 * @param biasHidden of shape {@code [4 hidden]}
 */
public record LstmCell(
    @Shape("4*H, IN") Tensor weightInput,
    @Shape("4*H, H") Tensor weightHidden,
    @Shape("4*H") Tensor biasInput,
    @Shape("4*H") Tensor biasHidden) {
  /**
   * All evenly distributed within ±{@code 1 / sqrt(hidden)}, as PyTorch's are.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static LstmCell init(RandomSource random, int in, int hidden) {
    CellWeights w = CellWeights.init("LstmCell", 4, random, in, hidden);
    return new LstmCell(w.input(), w.hidden(), w.biasInput(), w.biasHidden());
  }

  /** The state before the first step: zeros for so many sequences. */
  @NonDifferentiable
  public LstmState start(int sequences) {
    int hidden = weightHidden.dimension(1);
    return new LstmState(Tensor.zeros(sequences, hidden), Tensor.zeros(sequences, hidden));
  }

  /**
   * The state after a step.
   *
   * @param x of shape {@code [n, in]}
   * @param state the state before
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  public LstmState apply(@Shape("N, IN") Tensor x, LstmState state) {
    Tensor gates = lstmGates(gates(x, state.h(), weightInput, weightHidden, biasInput, biasHidden));
    Tensor c = lstmMemory(gates, state.c());
    return new LstmState(lstmHidden(gates, c), c);
  }
}
