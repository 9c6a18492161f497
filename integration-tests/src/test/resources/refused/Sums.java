import static dev.adjoint.tensor.Einsum.einsum;

import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

/** Equations of the summation convention that are malformed, or that do not fit the operands. */
class Sums {
  static final String EQUATION = "ij,jk->ikk";

  @Differentiable
  static float malformed(@Shape("N, 3") Tensor x, @Shape("3, 4") Tensor y) {
    // ERROR ADJ-SHAPE-01: einsum: "ij,j2->i": '2' is no letter
    float a = einsum("ij,j2->i", x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "ij->jk->ik": more than one arrow
    float b = einsum("ij->jk->ik", x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "ij,jk->im": 'm' of the result is in no operand
    float c = einsum("ij,jk->im", x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "ij,jk->ikk": 'k' occurs twice in the result
    float d = einsum(EQUATION, x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "i..j,jk->ik": dots come as "...", once for each operand
    float e = einsum("i..j,jk->ik", x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "ij,jk->...ik": the result has dots, but no operand
    float f = einsum("ij,jk->...ik", x, y).sum();
    return a + b + c + d + e + f;
  }

  @Differentiable
  static float fitting(
      @Shape("N, 3") Tensor x, @Shape("3, 4") Tensor y, @Shape("B, 2, N") Tensor z) {
    // ERROR ADJ-SHAPE-01: einsum: "ij,jk,kl->il": 3 operands, but 2 are given
    float a = einsum("ij,jk,kl->il", x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "ij,kj->ik": 'j' is 3 in x [N, 3], but 4 in y [3, 4]
    float b = einsum("ij,kj->ik", x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "ijk,jl->il": "ijk" does not fit x [N, 3]
    float c = einsum("ijk,jl->il", x, y).sum();
    // ERROR ADJ-SHAPE-01: einsum: "ii->i": 'i' is 3 and 4 in y [3, 4]
    float d = einsum("ii->i", y).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 4] and [N, 3]
    float f = einsum("ij,jk->ik", x, y).plus(x).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [4, N] and [N, 3]
    float g = einsum("bj,ja", x, y).plus(x).sum();
    return a + b + c + d + f + g;
  }
}
