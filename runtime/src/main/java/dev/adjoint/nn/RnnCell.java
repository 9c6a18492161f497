package dev.adjoint.nn;

import static dev.adjoint.tensor.Activations.tanh;
import static dev.adjoint.tensor.Recurrent.gates;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A step of an Elman network: {@code tanh(x weightInput^T + biasInput + h weightHidden^T +
 * biasHidden)} (Elman 1990). Weights have PyTorch's shapes; there they are {@code weight_ih},
 * {@code weight_hh}, {@code bias_ih} and {@code bias_hh}.
 *
 * @param weightInput of shape {@code [hidden, in]}
 * @param weightHidden of shape {@code [hidden, hidden]}
 * @param biasInput of shape {@code [hidden]}
 * @param biasHidden of shape {@code [hidden]}
 */
public record RnnCell(
    @Shape("H, IN") Tensor weightInput,
    @Shape("H, H") Tensor weightHidden,
    @Shape("H") Tensor biasInput,
    @Shape("H") Tensor biasHidden) {
  /**
   * All evenly distributed within ±{@code 1 / sqrt(hidden)}, as PyTorch's are.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static RnnCell init(RandomSource random, int in, int hidden) {
    CellWeights w = CellWeights.init("RnnCell", 1, random, in, hidden);
    return new RnnCell(w.input(), w.hidden(), w.biasInput(), w.biasHidden());
  }

  /** The state before the first step: zeros for so many sequences. */
  @NonDifferentiable
  public Tensor start(int sequences) {
    return Tensor.zeros(sequences, weightHidden.dimension(1));
  }

  /**
   * The state after a step.
   *
   * @param x of shape {@code [n, in]}
   * @param h the state before, of shape {@code [n, hidden]}
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, H")
  public Tensor apply(@Shape("N, IN") Tensor x, @Shape("N, H") Tensor h) {
    return tanh(gates(x, h, weightInput, weightHidden, biasInput, biasHidden));
  }
}
