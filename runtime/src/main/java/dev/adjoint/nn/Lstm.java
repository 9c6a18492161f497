package dev.adjoint.nn;

import static dev.adjoint.tensor.Joining.stack;
import static dev.adjoint.tensor.Joining.unstack;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Sequences read by an {@link LstmCell} from the beginning to the end. Several of them one after
 * the other are a {@link Sequential}; PyTorch's {@code num_layers} are such.
 *
 * @param cell what makes a step
 */
public record Lstm(LstmCell cell) implements Layer {
  /**
   * A cell as {@link LstmCell#init} makes it.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public static Lstm init(RandomSource random, int in, int hidden) {
    return new Lstm(LstmCell.init(random, in, hidden));
  }

  /**
   * What is shown after each step, from zeros.
   *
   * @param x of shape {@code [n, t, in]}, which is PyTorch's with {@code batch_first=True}
   * @return of shape {@code [n, t, hidden]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, H")
  public Tensor apply(@Shape("N, T, IN") Tensor x) {
    return from(cell.start(x.dimension(0)), x).shown();
  }

  /**
   * What is shown after each step, and the state from which a next part of the sequences goes on.
   *
   * @param start the state before the first step
   * @param x of shape {@code [n, t, in]} with at least one step
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  public LstmOutput from(LstmState start, @Shape("N, T, IN") Tensor x) {
    Tensor[] inputs = unstack(x, 1);
    Tensor[] shown = new Tensor[inputs.length];
    LstmState state = start;
    for (int i = 0; i < inputs.length; i++) {
      state = cell.apply(inputs[i], state);
      shown[i] = state.h();
    }
    return new LstmOutput(stack(1, shown), state);
  }
}
