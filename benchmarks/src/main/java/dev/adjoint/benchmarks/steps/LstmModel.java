package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Embeddings.embedding;
import static dev.adjoint.tensor.Joining.stack;
import static dev.adjoint.tensor.Joining.unstack;
import static dev.adjoint.tensor.Losses.crossEntropy;
import static dev.adjoint.tensor.Recurrent.gates;
import static dev.adjoint.tensor.Recurrent.lstmGates;
import static dev.adjoint.tensor.Recurrent.lstmHidden;
import static dev.adjoint.tensor.Recurrent.lstmMemory;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** A recurrent network that predicts the next character. */
record LstmModel(
    @Shape("V, I") Tensor tokens,
    @Shape("4*H, I") Tensor wInput,
    @Shape("4*H, H") Tensor wHidden,
    @Shape("4*H") Tensor bInput,
    @Shape("4*H") Tensor bHidden,
    Linear head) {

  static LstmModel zeros(int size, int characters) {
    return new LstmModel(
        Tensor.zeros(characters, size),
        Tensor.zeros(4 * size, size),
        Tensor.zeros(4 * size, size),
        Tensor.zeros(4 * size),
        Tensor.zeros(4 * size),
        Linear.zeros(size, characters));
  }

  /**
   * The loss.
   *
   * @param text the characters of each step
   * @param next the characters to predict, step by step
   */
  @Differentiable(wrt = "this")
  float loss(@Shape("T, N") int[][] text, int[] next) {
    int batch = text[0].length;
    int size = wHidden.dimension(1);
    Tensor h = Tensor.zeros(batch, size);
    Tensor c = Tensor.zeros(batch, size);
    Tensor x = embedding(tokens, text);
    Tensor[] ofInputs = unstack(x.matmulTransposed(wInput).plus(bInput.plus(bHidden)), 0);
    Tensor w = wHidden.transpose();
    Tensor[] shown = new Tensor[text.length];
    for (int t = 0; t < text.length; t++) {
      Tensor g = lstmGates(gates(ofInputs[t], h, w));
      c = lstmMemory(g, c);
      h = lstmHidden(g, c);
      shown[t] = h;
    }
    Tensor logits = head.apply(stack(0, shown).reshape(next.length, size));
    return crossEntropy(logits, next);
  }
}
