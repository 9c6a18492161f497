import dev.adjoint.annotations.*;
import dev.adjoint.tensor.*;

class Layers {
  @Differentiable
  static float channels(@Shape("N, 3, 32, 32") Tensor x, @Shape("16, 4, 3, 3") Tensor w) {
    // ERROR ADJ-SHAPE-01: conv2d: inner dimensions differ: [N, 3, 32, 32] x [16, 4, 3, 3]
    return Convolutions.conv2d(x, w).sum();
  }

  @Differentiable
  static float kernel(@Shape("N, 1, 4, 4") Tensor x, @Shape("8, 1, 5, 5") Tensor w) {
    // ERROR ADJ-SHAPE-01: conv2d: kh <= h does not hold: 5 is greater than 4 for x [N, 1, 4, 4], w [8, 1, 5, 5]
    return Convolutions.conv2d(x, w).sum();
  }

  @Differentiable
  static float padded(@Shape("N, 1, 3, 3") Tensor x, @Shape("8, 1, 7, 7") Tensor w) {
    // ERROR ADJ-SHAPE-01: conv2d: kh <= h + 2*padding does not hold: 7 is greater than 5
    return Convolutions.conv2d(x, w, 1, 1).sum();
  }

  @Differentiable
  static float bias(@Shape("N, 3, 8, 8") Tensor x, @Shape("16, 3, 3, 3") Tensor w, @Shape("8") Tensor b) {
    // ERROR ADJ-SHAPE-01: conv2d: o differs: w [16, 3, 3, 3], b [8]
    return Convolutions.conv2d(x, w, b, 1, 1).sum();
  }

  @Differentiable
  static float groups(@Shape("N, 6, 8, 8") Tensor x, @Shape("9, 3, 3, 3") Tensor w) {
    // ERROR ADJ-SHAPE-01: conv2d: o/groups*groups = o does not hold: 8 is not 9
    return Convolutions.conv2d(x, w, new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 2).sum();
  }

  @Differentiable
  static float channelsOfGroups(@Shape("N, 6, 8, 8") Tensor x, @Shape("8, 6, 3, 3") Tensor w) {
    // ERROR ADJ-SHAPE-01: conv2d: dimension c*groups must be 12, but x has shape [N, 6, 8, 8]
    return Convolutions.conv2d(x, w, new int[] {1, 1}, new int[] {0, 0}, new int[] {1, 1}, 2).sum();
  }

  @Differentiable
  static float stride(@Shape("N, 6, 8, 8") Tensor x, @Shape("8, 6, 3, 3") Tensor w) {
    // ERROR ADJ-SHAPE-01: conv2d: dimension must be 2, but stride has shape [1]
    return Convolutions.conv2d(x, w, new int[] {1}, new int[] {0, 0}, new int[] {1, 1}, 1).sum();
  }

  @Differentiable
  @Shape("N, 16, 16, 16")
  static Tensor size(@Shape("N, 3, 32, 32") Tensor x, @Shape("16, 3, 3, 3") Tensor w) {
    // ERROR ADJ-SHAPE-01: [N, 16, 15, 15]
    return Convolutions.conv2d(x, w, 2, 0);
  }

  @Differentiable
  static float lenet(@Shape("N, 1, 28, 28") Tensor x, @Shape("6, 1, 5, 5") Tensor w,
      @Shape("784, 10") Tensor dense, int n) {
    var h = Pooling.maxPool2d(Convolutions.conv2d(x, w), 2);
    // ERROR ADJ-SHAPE-01: matmul: inner dimensions differ
    return h.reshape(n, 6 * 12 * 12).matmul(dense).sum();
  }

  @Differentiable
  static float pool(@Shape("N, 6, 2, 2") Tensor x) {
    // ERROR ADJ-SHAPE-01: maxPool2d: kernel <= h does not hold: 3 is greater than 2
    return Pooling.maxPool2d(x, 3).sum();
  }

  @Differentiable
  static float sequence(@Shape("N, 6") Tensor x, @Shape("8, 6, 3") Tensor w) {
    // ERROR ADJ-SHAPE-01: conv1d: operand must have 3 dimensions, but x has shape [N, 6]
    return Convolutions.conv1d(x, w).sum();
  }

  @Differentiable
  static float batch(@Shape("N, 3, 8, 8") Tensor x, @Shape("8") Tensor w, @Shape("8") Tensor b) {
    // ERROR ADJ-SHAPE-01: batchNorm: c = x[1] does not hold: 8 is not 3
    return Normalizations.batchNorm(x, w, b, 1e-5f).sum();
  }

  @Differentiable
  static float layer(@Shape("N, 64") Tensor x, @Shape("32") Tensor w, @Shape("32") Tensor b) {
    // ERROR ADJ-SHAPE-01: layerNorm: shapes cannot be broadcast: [N, 64] and [32]
    return Normalizations.layerNorm(x, w, b, 1e-5f).sum();
  }

  @Differentiable
  static float group(@Shape("N, 10, 4") Tensor x) {
    // ERROR ADJ-SHAPE-01: groupNorm: x[1]/groups*groups = x[1] does not hold: 9 is not 10
    return Normalizations.groupNorm(x, 3, 1e-5f).sum();
  }

  @Differentiable
  static float places(@Shape("N, 3, 8, 8") Tensor x, @Shape("6, 5, 4, 3, 3, 3") Tensor w) {
    // ERROR ADJ-SHAPE-01: locallyConnected2d: q = (w - kw)/stride[1] + 1 does not hold: 5 is not 6
    return LocallyConnected.locallyConnected2d(x, w, new int[] {1, 1}).sum();
  }
}
