package dev.adjoint.nn;

import static dev.adjoint.tensor.Choices.lerp;
import static dev.adjoint.tensor.Recurrent.gruCandidate;
import static dev.adjoint.tensor.Recurrent.gruGate;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A step of a GRU ({@link dev.adjoint.tensor.Recurrent}; Cho and others 2014, with the reset gate
 * after the product, as PyTorch has it). The gates are reset, update and candidate, in this order.
 * Weights have PyTorch's shapes; there they are {@code weight_ih}, {@code weight_hh}, {@code
 * bias_ih} and {@code bias_hh}.
 *
 * @param weightInput of shape {@code [3 hidden, in]}
 * @param weightHidden of shape {@code [3 hidden, hidden]}
 * @param biasInput of shape {@code [3 hidden]}
 * @param biasHidden of shape {@code [3 hidden]}
 */
public record GruCell(
    @Shape("3*H, IN") Tensor weightInput,
    @Shape("3*H, H") Tensor weightHidden,
    @Shape("3*H") Tensor biasInput,
    @Shape("3*H") Tensor biasHidden) {
  /**
   * All evenly distributed within ±{@code 1 / sqrt(hidden)}, as PyTorch's are.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static GruCell init(RandomSource random, int in, int hidden) {
    CellWeights w = CellWeights.init("GruCell", 3, random, in, hidden);
    return new GruCell(w.input(), w.hidden(), w.biasInput(), w.biasHidden());
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
    Tensor ofInput = x.matmulTransposed(weightInput).plus(biasInput);
    Tensor ofHidden = h.matmulTransposed(weightHidden).plus(biasHidden);
    Tensor reset = gruGate(ofInput, ofHidden, 0);
    Tensor update = gruGate(ofInput, ofHidden, 1);
    return lerp(gruCandidate(ofInput, ofHidden, reset), h, update);
  }
}
