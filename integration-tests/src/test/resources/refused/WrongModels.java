import static dev.adjoint.tensor.Activations.*;
import static dev.adjoint.tensor.Losses.*;

import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

/** Whole models, each with one mistake. */
class WrongModels {
  record Mlp(
      @Shape("784, H") Tensor w1,
      @Shape("H") Tensor b1,
      @Shape("H, 10") Tensor w2,
      @Shape("10") Tensor b2) {
    @Differentiable
    @Shape("N, 10")
    Tensor logits(@Shape("N, 784") Tensor x) {
      var h = relu(x.matmul(w1).plus(b1));
      return h.matmul(w2).plus(b2);
    }

    @Differentiable(wrt = "this")
    float loss(@Shape("N, 784") Tensor x, @Shape("N") int[] labels) {
      return crossEntropy(logits(x), labels);
    }

    @Differentiable(wrt = "this")
    float swappedWeights(@Shape("N, 784") Tensor x, @Shape("N") int[] labels) {
      // ERROR ADJ-SHAPE-01: matmul: inner dimensions differ: [N, 784] x [H, 10]
      return crossEntropy(x.matmul(w2).matmul(w1), labels);
    }

    @Differentiable(wrt = "this")
    float forgottenTranspose(@Shape("784, N") Tensor x, @Shape("N") int[] labels) {
      // ERROR ADJ-SHAPE-01: logits: dimension must be 784, but x has shape [784, N]
      return crossEntropy(logits(x), labels);
    }

    @Differentiable(wrt = "this")
    float wrongBias(@Shape("N, 784") Tensor x, @Shape("N") int[] labels) {
      // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, H] and [10]
      return crossEntropy(x.matmul(w1).plus(b2).matmul(w2), labels);
    }

    @Differentiable(wrt = "this")
    float imagesNotFlat(@Shape("N, 28, 28") Tensor x, @Shape("N") int[] labels) {
      // ERROR ADJ-SHAPE-01: logits: operand must have 2 dimensions, but x has shape [N, 28, 28]
      return crossEntropy(logits(x), labels);
    }

    @Differentiable(wrt = "this")
    float flat(@Shape("N, 28, 28") Tensor x, @Shape("N") int[] labels) {
      return crossEntropy(logits(x.reshape(x.dimension(0), -1)), labels);
    }

    @Differentiable(wrt = "this")
    float flatTooFar(@Shape("N, 28, 28") Tensor x, @Shape("N") int[] labels) {
      // ERROR ADJ-SHAPE-01: logits: operand must have 2 dimensions, but x has shape [784*N]
      return crossEntropy(logits(x.reshape(x.size())), labels);
    }

    @Differentiable(wrt = "this")
    float otherTarget(@Shape("N, 784") Tensor x, @Shape("N") Tensor target) {
      // ERROR ADJ-SHAPE-01: meanSquaredError: shapes differ: prediction [N, 10], target [N]
      return meanSquaredError(logits(x), target);
    }
  }

  record Attention(
      @Shape("D, D") Tensor wq,
      @Shape("D, D") Tensor wk,
      @Shape("D, D") Tensor wv,
      @Shape("4*D, D") Tensor down,
      @Shape("D, 4*D") Tensor up) {
    @Differentiable
    @Shape("B, T, D")
    Tensor right(@Shape("B, T, D") Tensor x) {
      var scores = x.matmul(wq).matmulTransposed(x.matmul(wk));
      var h = softmax(scores).matmul(x.matmul(wv)).plus(x);
      return gelu(h.matmul(up)).matmul(down).plus(h);
    }

    @Differentiable
    Tensor keysNotTransposed(@Shape("B, T, D") Tensor x) {
      // ERROR ADJ-SHAPE-01: matmul: inner dimensions differ: [B, T, D] x [B, T, D]
      var scores = x.matmul(wq).matmul(x.matmul(wk));
      return softmax(scores).matmul(x.matmul(wv));
    }

    @Differentiable
    Tensor scoresTwice(@Shape("B, T, D") Tensor x) {
      var scores = x.matmul(wq).matmulTransposed(x.matmul(wk));
      // ERROR ADJ-SHAPE-01: matmul: inner dimensions differ: [B, T, T] x [D, D]
      return softmax(scores).matmul(wv);
    }

    @Differentiable
    Tensor noWayDown(@Shape("B, T, D") Tensor x) {
      // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [B, T, 4*D] and [B, T, D]
      return gelu(x.matmul(up)).plus(x);
    }

    @Differentiable
    @Shape("B, D")
    Tensor lastNotTaken(@Shape("B, T, D") Tensor x) {
      // ERROR ADJ-SHAPE-01: lastNotTaken returns [B, T, D], but @Shape says [B, D]
      return right(x);
    }

    @Differentiable
    @Shape("B, D")
    Tensor mean(@Shape("B, T, D") Tensor x) {
      return right(x).meanOver(1);
    }

    @Differentiable
    @Shape("B, D")
    Tensor meanOfOtherAxis(@Shape("B, T, D") Tensor x) {
      // ERROR ADJ-SHAPE-01: meanOfOtherAxis returns [B, T], but @Shape says [B, D]
      return right(x).meanOver(2);
    }

    @Differentiable
    Tensor axisTooFar(@Shape("B, T, D") Tensor x) {
      // ERROR ADJ-SHAPE-01: meanOver: axis 3 is out of range for the receiver [B, T, D]
      return right(x).meanOver(3);
    }
  }

  record Recurrent(@Shape("IN, H") Tensor wx, @Shape("H, H") Tensor wh, @Shape("H, OUT") Tensor out) {
    @Differentiable
    @Shape("N, OUT")
    Tensor right(Tensor[] xs, @Shape("N, H") Tensor start) {
      @Shape("N, H") Tensor h = start;
      for (Tensor x : xs) {
        h = tanh(x.matmul(wx).plus(h.matmul(wh)));
      }
      return h.matmul(out);
    }

    @Differentiable
    Tensor stateInPlaceOfInput(@Shape("N, H") Tensor start, int steps) {
      @Shape("N, H") Tensor h = start;
      for (int t = 0; t < steps; t++) {
        // ERROR ADJ-SHAPE-01: matmul: inner dimensions differ: [N, H] x [IN, H]
        h = tanh(h.matmul(wx));
      }
      return h;
    }

    @Differentiable
    Tensor outputInPlaceOfState(@Shape("N, H") Tensor start, int steps) {
      @Shape("N, H") Tensor h = start;
      for (int t = 0; t < steps; t++) {
        // ERROR ADJ-SHAPE-01: h is [N, OUT], but @Shape says [N, H]
        h = tanh(h.matmul(wh)).matmul(out);
      }
      return h;
    }
  }
}
