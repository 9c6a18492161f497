import static dev.adjoint.tensor.Embeddings.*;
import static dev.adjoint.tensor.Indexing.*;

import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/** Elements by number that do not fit what they are put together with. */
class IndexingShapes {
  @Differentiable
  static float places(@Shape("N, 3") Tensor x, @Shape("N, 4") Tensor y) {
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 2] and [N, 4]
    float a = indexSelect(x, 1, 2, 0).plus(y).sum();
    // ERROR ADJ-SHAPE-01: indexSelect: axis 2 is out of range for x [N, 3]
    float b = indexSelect(x, 2, 0).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [2, 3] and [N, 4]
    float c = gather(x, 0, new int[] {0, 1, 0, 1, 0, 1}, 2, 3).plus(y).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 3] and [N, 4]
    float d = scatterAdd(x, 1, new int[] {0, 1}, y).plus(y).sum();
    // ERROR ADJ-SHAPE-01: takeAlong: axis 2 is out of range for x [N, 3]
    float e = takeAlong(x, 2, new int[] {0}).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 3, 5] and [N, 4]
    float f = putAlong(x, -1, new int[] {0}, 5).plus(y).sum();
    // ERROR ADJ-SHAPE-01: maskedFill: shapes cannot be broadcast: [N, 3] and [N, 4]
    float g = maskedFill(x, y, 0).sum();
    return a + b + c + d + e + f + g;
  }

  @Differentiable
  static float tokens(
      @Shape("V, 8") Tensor table,
      @Shape("B, T") int[][] tokens,
      @Shape("N") int[] row,
      @Shape("N, 7") Tensor x,
      @Shape("8") Tensor y) {
    // ERROR ADJ-SHAPE-01: embedding: operand must have 2 dimensions, but y has shape [8]
    float a = embedding(y, tokens).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [B, T, 8] and [N, 7]
    float b = embedding(table, tokens).plus(x).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 8] and [N, 7]
    float c = embedding(table, row, 0).plus(x).sum();
    // ERROR ADJ-SHAPE-01: times: shapes cannot be broadcast: [N, 10] and [N, 7]
    float d = oneHot(row, 10).times(x).sum();
    // ERROR ADJ-SHAPE-01: plus: shapes cannot be broadcast: [N, 7] and [8, 8]
    float e = x.plus(Tensors.eye(8)).sum();
    return a + b + c + d + e;
  }
}
