import static dev.adjoint.tensor.Diagonals.*;
import static dev.adjoint.tensor.Joining.*;
import static dev.adjoint.tensor.Shaping.*;

import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

/** Tensors whose elements are asked for where they are not. */
class ShapingShapes {
  @Differentiable
  static float axes(@Shape("N, 3") Tensor x, @Shape("N, 4") Tensor y) {
    // ERROR ADJ-SHAPE-01: unsqueeze: axis 3 is out of range for x [N, 3]
    float a = unsqueeze(x, 3).sum();
    // ERROR ADJ-SHAPE-01: flatten: axis 1 comes after axis 0 in x [N, 3]
    float b = flatten(x, 1, 0).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [3*N] and [4*N]
    float c = flatten(x, 0).plus(flatten(y, 0)).sum();
    // ERROR ADJ-SHAPE-01: squeeze: axis 2 is out of range for x [N, 3]
    float d = squeeze(x, 2).sum();
    // ERROR ADJ-SHAPE-01: expand: x [N, 3] cannot be broadcast to [2, N, 4]
    float e = expand(x, 2, -1, 4).sum();
    return a + b + c + d + e;
  }

  @Differentiable
  static float parts(@Shape("N, 6") Tensor x, @Shape("N, 4") Tensor y) {
    // ERROR ADJ-SHAPE-01: slice: [2, 7) is no part of axis 1 of x [N, 6]
    float a = slice(x, 1, 2, 7).sum();
    // ERROR ADJ-SHAPE-01: slice: [5, 4) is no part of axis 1 of x [N, 6]
    float b = slice(x, 1, -1, 4).sum();
    // ERROR ADJ-SHAPE-01: slice: the step is 0, but must be positive
    float c = slice(x, 1, 0, 4, 0).sum();
    // ERROR ADJ-SHAPE-01: narrow: [4, 7) is no part of axis 1 of x [N, 6]
    float d = narrow(x, 1, 4, 3).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 3] and [N, 4]
    float e = slice(x, 1, 0, 6, 2).plus(y).sum();
    // ERROR ADJ-SHAPE-01: slice: axes, starts, ends and steps for x [N, 6] are not of equal number
    float f = slice(x, new int[] {1}, new int[] {0}, new int[] {3}, new int[] {1, 1}).sum();
    return a + b + c + d + e + f;
  }

  @Differentiable
  static float longer(@Shape("N, 6") Tensor x, @Shape("N, 8") Tensor y) {
    // ERROR ADJ-SHAPE-01: pad: 3 amounts are given for x [N, 6]; each axis needs two
    float a = pad(x, new int[] {1, 1, 1}, 0).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 9] and [N, 8]
    float b = padReflect(x, 1, 2).plus(y).sum();
    // ERROR ADJ-SHAPE-01: repeat: 1 counts are given for x [N, 6]
    float c = repeat(x, 2).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 12] and [N, 8]
    float d = repeat(x, 1, 2).plus(y).sum();
    return a + b + c + d;
  }

  @Differentiable
  static float diagonals(@Shape("4, 4") Tensor x, @Shape("5") Tensor y, @Shape("N") Tensor z) {
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [3] and [5]
    float a = diagonal(x, 1, 0, 1).plus(y).sum();
    // ERROR ADJ-SHAPE-01: diagonal: axis 1 of x [4, 4] is given twice
    float b = diagonal(x, 0, 1, -1).sum();
    // ERROR ADJ-SHAPE-01: tril: operand must have at least 2 dimensions, but z has shape [N]
    float c = tril(z, 0).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [6, 6] and [5]
    float d = embedDiagonal(y, -1, 0, 1).plus(y).sum();
    return a + b + c + d;
  }

  @Differentiable
  static float several(@Shape("N, 3") Tensor x, @Shape("N, 4") Tensor y, @Shape("6") Tensor z) {
    // ERROR ADJ-SHAPE-01: concat: shapes differ in more than axis 0: x [N, 3], y [N, 4]
    float a = concat(0, x, y).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 7] and [6]
    float b = concat(1, x, y).plus(z).sum();
    // ERROR ADJ-SHAPE-01: stack: shapes differ: x [N, 3], y [N, 4]
    float c = stack(0, x, y).sum();
    // ERROR ADJ-SHAPE-01: split: sizes [1, 3] do not add up to axis 1 of x [N, 3]
    float d = split(x, 1, 1, 3)[0].sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [2] and [4]
    float e = chunk(z, 0, 3)[0].plus(slice(z, 0, 0, 4)).sum();
    // ERROR ADJ-SHAPE-01: concat: shapes differ: x [N, 3], z [6]
    float f = concat(0, x, z).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N] and [6]
    float g = unstack(x, 1)[2].plus(z).sum();
    return a + b + c + d + e + f + g;
  }
}
