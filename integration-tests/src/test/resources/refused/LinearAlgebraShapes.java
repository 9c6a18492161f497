import static dev.adjoint.tensor.LinearAlgebra.*;

import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

/** Matrices that do not fit. */
class LinearAlgebraShapes {
  @Differentiable
  static float products(@Shape("N, 3") Tensor x, @Shape("4") Tensor v, @Shape("") Tensor s) {
    // ERROR ADJ-SHAPE-01: product: inner dimensions differ: [N, 3] x [4]
    float a = product(x, v).sum();
    // ERROR ADJ-SHAPE-01: product: inner dimensions differ: [4] x [N, 3]
    float b = product(v, x).sum();
    // ERROR ADJ-SHAPE-01: product: a scalar has no product: [] x [4]
    float c = product(s, v).sum();
    // ERROR ADJ-SHAPE-01: outer: operand must have 1 dimension, but x has shape [N, 3]
    float d = outer(x, v).sum();
    // ERROR ADJ-SHAPE-01: trace: operand must have at least 2 dimensions, but v has shape [4]
    float e = trace(v).sum();
    return a + b + c + d + e;
  }

  @Differentiable
  static float equations(
      @Shape("3, 4") Tensor wide, @Shape("N, N") Tensor a, @Shape("4, 2") Tensor b) {
    // ERROR ADJ-SHAPE-01: inverse: n differs within wide [3, 4]
    float c = inverse(wide).sum();
    // ERROR ADJ-SHAPE-01: solve: n differs: a [N, N], b [4, 2]
    float d = solve(a, b).sum();
    // ERROR ADJ-SHAPE-01: cholesky: n differs within wide [3, 4]
    float e = cholesky(wide).sum();
    // ERROR ADJ-SHAPE-01: determinant: n differs within b [4, 2]
    float f = determinant(b).sum();
    // ERROR ADJ-SHAPE-01: triangularSolve: n differs: a [N, N], b [4, 2]
    float g = triangularSolve(a, b, true).sum();
    return c + d + e + f + g;
  }
}
