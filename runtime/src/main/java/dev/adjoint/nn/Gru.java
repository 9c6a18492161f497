package dev.adjoint.nn;

import static dev.adjoint.tensor.Choices.lerp;
import static dev.adjoint.tensor.Joining.stack;
import static dev.adjoint.tensor.Joining.unstack;
import static dev.adjoint.tensor.Recurrent.gruCandidate;
import static dev.adjoint.tensor.Recurrent.gruGate;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Sequences read by a {@link GruCell} from the beginning to the end. Several of them one after the
 * other are a {@link Sequential}; PyTorch's {@code num_layers} are such. What the gates get from
 * the inputs is computed for all steps at once.
 *
 * @param cell what makes a step
 */
public record Gru(GruCell cell) implements Layer {
  /**
   * A cell as {@link GruCell#init} makes it.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static Gru init(RandomSource random, int in, int hidden) {
    return new Gru(GruCell.init(random, in, hidden));
  }

  /**
   * The states after each step, from zeros.
   *
   * @param x of shape {@code [n, t, in]}, which is PyTorch's with {@code batch_first=True}
   * @return of shape {@code [n, t, hidden]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, H")
  public Tensor apply(@Shape("N, T, IN") Tensor x) {
    return from(cell.start(x.dimension(0)), x);
  }

  /**
   * The states after each step, the last of which goes on in a next part of the sequences.
   *
   * @param h the state before the first step, of shape {@code [n, hidden]}
   * @param x of shape {@code [n, t, in]} with at least one step
   * @return of shape {@code [n, t, hidden]}
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, H")
  public Tensor from(@Shape("N, H") Tensor h, @Shape("N, T, IN") Tensor x) {
    Tensor weight = cell.weightHidden().transpose();
    Tensor[] ofInputs = unstack(x.matmulTransposed(cell.weightInput()).plus(cell.biasInput()), 1);
    Tensor[] states = new Tensor[ofInputs.length];
    Tensor state = h;
    for (int i = 0; i < ofInputs.length; i++) {
      Tensor ofHidden = state.matmul(weight).plus(cell.biasHidden());
      Tensor reset = gruGate(ofInputs[i], ofHidden, 0);
      Tensor update = gruGate(ofInputs[i], ofHidden, 1);
      state = lerp(gruCandidate(ofInputs[i], ofHidden, reset), state, update);
      states[i] = state;
    }
    return stack(1, states);
  }
}
