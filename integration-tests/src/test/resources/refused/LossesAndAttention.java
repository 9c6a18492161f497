import dev.adjoint.annotations.*;
import dev.adjoint.tensor.*;

class LossesAndAttention {
  @Differentiable
  static float soft(@Shape("N, 10") Tensor logits, @NonDifferentiable @Shape("N, 12") Tensor targets) {
    // ERROR ADJ-SHAPE-01: crossEntropy: inner dimensions differ: [N, 10] x [N, 12]
    return Losses.crossEntropy(logits, targets);
  }

  @Differentiable
  static float weights(@Shape("N, 10") Tensor logits, @Shape("N") int[] labels,
      @NonDifferentiable @Shape("9") Tensor weights) {
    // ERROR ADJ-SHAPE-01: crossEntropy: inner dimensions differ: [N, 10] x [9]
    return Losses.crossEntropy(logits, labels, weights, -100, 0.1f);
  }

  @Differentiable
  static float pairs(@Shape("N, 8") Tensor a, @Shape("N, 9") Tensor b) {
    // ERROR ADJ-SHAPE-01: pairwiseDistance: inner dimensions differ: [N, 8] x [N, 9]
    return MarginLosses.pairwiseDistance(a, b).mean();
  }

  @Differentiable
  static float huber(@Shape("N, 1") Tensor prediction, @NonDifferentiable @Shape("N") Tensor target) {
    // ERROR ADJ-SHAPE-01: huberTerms: shapes differ: prediction [N, 1], target [N]
    return LossTerms.huberTerms(prediction, target, 1f).sum();
  }

  @Differentiable
  static float keys(@Shape("B, T, 64") Tensor q, @Shape("B, S, 32") Tensor k, @Shape("B, S, 64") Tensor v) {
    // ERROR ADJ-SHAPE-01: scaledDotProductAttention: d differs: q [B, T, 64], k [B, S, 32]
    return Attention.scaledDotProductAttention(q, k, v, false).sum();
  }

  @Differentiable
  static float values(@Shape("B, T, 64") Tensor q, @Shape("B, S, 64") Tensor k, @Shape("B, T, 64") Tensor v) {
    // ERROR ADJ-SHAPE-01: scaledDotProductAttention: s differs: k [B, S, 64], v [B, T, 64]
    return Attention.scaledDotProductAttention(q, k, v, true).sum();
  }

  @Differentiable
  static float memory(@Shape("N, 3*H") Tensor gates, @Shape("N, H") Tensor c) {
    // ERROR ADJ-SHAPE-01: lstmMemory: dimension 4*h must be 4*H, but gates has shape [N, 3*H]
    return Recurrent.lstmMemory(gates, c).sum();
  }

  @Differentiable
  static float mask(@Shape("N, 3") Tensor x, @NonDifferentiable @Shape("3") Tensor mask) {
    // ERROR ADJ-SHAPE-01: dropout: shapes differ: x [N, 3], mask [3]
    return Regularization.dropout(x, mask).sum();
  }
}
