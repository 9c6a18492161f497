package dev.adjoint.nn;

import static dev.adjoint.tensor.Joining.stack;
import static dev.adjoint.tensor.Joining.unstack;
import static dev.adjoint.tensor.Recurrent.gates;
import static dev.adjoint.tensor.Recurrent.lstmGates;
import static dev.adjoint.tensor.Recurrent.lstmHidden;
import static dev.adjoint.tensor.Recurrent.lstmMemory;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Sequences read by an {@link LstmCell} from the beginning to the end. Several of them one after
 * the other are a {@link Sequential}; PyTorch's {@code num_layers} are such. What the gates get
 * from the inputs is computed for all steps at once.
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
    Tensor weight = cell.weightHidden().transpose();
    Tensor bias = cell.biasInput().plus(cell.biasHidden());
    Tensor[] ofInputs = unstack(x.matmulTransposed(cell.weightInput()).plus(bias), 1);
    Tensor[] shown = new Tensor[ofInputs.length];
    Tensor h = start.h();
    Tensor c = start.c();
    for (int i = 0; i < ofInputs.length; i++) {
      Tensor g = lstmGates(gates(ofInputs[i], h, weight));
      c = lstmMemory(g, c);
      h = lstmHidden(g, c);
      shown[i] = h;
    }
    return new LstmOutput(stack(1, shown), new LstmState(h, c));
  }
}
