import static dev.adjoint.tensor.Activations.*;
import static dev.adjoint.tensor.Losses.*;

import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

record ShapesOfCalls(Linear body, Linear head, @Shape("784, H") Tensor w) {
  record Linear(@Shape("IN, OUT") Tensor w, @Shape("OUT") Tensor b) {
    Tensor of(@Shape("N, IN") Tensor x) {
      return x.matmul(w).plus(b);
    }

    @Differentiable
    @Shape("N, 2*OUT")
    Tensor twice(@Shape("N, IN") Tensor x) {
      // ERROR ADJ-SHAPE-01: twice returns [N, OUT], but @Shape says [N, 2*OUT]
      return of(x);
    }
  }

  Tensor hidden(@Shape("N, 784") Tensor x) {
    return relu(x.matmul(w));
  }

  static Tensor halves(@Shape("N, 2*D") Tensor x, @Shape("D") Tensor scale) {
    return x.matmul(Tensor.zeros(2, 3));
  }

  @Differentiable
  float wrongArgument(@Shape("N, 28") Tensor x) {
    // ERROR ADJ-SHAPE-01: hidden: dimension must be 784, but x has shape [N, 28]
    return hidden(x).sum();
  }

  @Differentiable
  float wrongRank(@Shape("784") Tensor x) {
    // ERROR ADJ-SHAPE-01: hidden: operand must have 2 dimensions, but x has shape [784]
    return hidden(x).sum();
  }

  @Differentiable
  float wrongUseOfResult(@Shape("N, 784") Tensor x, @Shape("K, 10") Tensor v) {
    // ERROR ADJ-SHAPE-01: matmul: inner dimensions differ: [N, H] x [K, 10]
    return hidden(x).matmul(v).sum();
  }

  @Differentiable
  float wrongOwnSize(@Shape("N, 5") Tensor x, @Shape("5, 7") Tensor v, @Shape("8") Tensor b) {
    var layer = new Linear(v, b);
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 7] and [8]
    return x.matmul(v).plus(b).sum() + layer.of(x).sum();
  }

  @Differentiable
  float wrongForm(@Shape("N, 5") Tensor x, @Shape("3") Tensor s) {
    // ERROR ADJ-SHAPE-01: halves: dimension 2*D must be 6, but x has shape [N, 5]
    return halves(x, s).sum();
  }

  @Differentiable
  float wrongRows(@Shape("N, 784") Tensor x, @Shape("M") int[] labels) {
    // ERROR ADJ-SHAPE-01: crossEntropy: n differs: logits [N, H], labels [M]
    return crossEntropy(hidden(x), labels);
  }

  static Tensor project(@Shape("*b, T, D") Tensor x, @Shape("D, K") Tensor v) {
    return relu(x.matmul(v));
  }

  @Differentiable
  @Shape("B, T, 7")
  Tensor anyBatch(@Shape("B, T, 5") Tensor x, @Shape("5, 7") Tensor v) {
    return project(x, v);
  }

  @Differentiable
  @Shape("B, 7")
  Tensor wrongBatch(@Shape("B, T, 5") Tensor x, @Shape("5, 7") Tensor v) {
    // ERROR ADJ-SHAPE-01: wrongBatch returns [B, T, 7], but @Shape says [B, 7]
    return project(x, v);
  }

  @Differentiable
  Tensor wrongWidth(@Shape("B, T, 5") Tensor x, @Shape("6, 7") Tensor v) {
    // ERROR ADJ-SHAPE-01: project: D differs: x [B, T, 5], v [6, 7]
    return project(x, v);
  }

  @Differentiable
  Tensor perhapsOneVector(@Shape("*b, 5") Tensor x, @Shape("5, 7") Tensor v) {
    // ERROR ADJ-SHAPE-01: matmul: operand must have at least 2 dimensions, but x has shape [*b, 5]
    return x.matmul(v);
  }

  @Differentiable
  float onlyForMatrices(@Shape("*b, 5") Tensor x, int[] labels) {
    // ERROR ADJ-SHAPE-01: crossEntropy: operand must have 2 dimensions, but x has shape [*b, 5]
    return crossEntropy(x, labels);
  }

  static float distance(@Shape("N, D") Tensor a, @Shape("N, D") Tensor b) {
    return meanSquaredError(a, b);
  }

  @Differentiable
  float wrongPair(@Shape("3, 5") Tensor x, @Shape("4, 5") Tensor y) {
    // ERROR ADJ-SHAPE-01: distance: N differs: x [3, 5], y [4, 5]
    return distance(x, y);
  }

  @Differentiable
  float right(@Shape("N, 784") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(hidden(x), labels);
  }

  @Differentiable
  float layers(@Shape("N, 784") Tensor x, @Shape("N") int[] labels) {
    return crossEntropy(head.of(relu(body.of(x))), labels);
  }

  @Differentiable
  float wrongLayers(@Shape("N, 784") Tensor x, @Shape("M") int[] labels) {
    // ERROR ADJ-SHAPE-01: crossEntropy: n differs: logits [N, head.OUT], labels [M]
    return crossEntropy(head.of(relu(body.of(x))), labels);
  }
}
