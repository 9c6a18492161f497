package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Activations.gelu;
import static dev.adjoint.tensor.Attention.scaledDotProductAttention;
import static dev.adjoint.tensor.Joining.chunk;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Normalizations;
import dev.adjoint.tensor.Tensor;

/** A block of a transformer that normalizes first. */
@Differentiable
record AttentionBlock(Norm norm1, Linear qkv, Linear out, Norm norm2, Linear up, Linear down) {

  /** The scale and the shift of a normalization of the last axis. */
  @Differentiable
  record Norm(@Shape("D") Tensor weight, @Shape("D") Tensor bias) {
    static Norm zeros(int size) {
      return new Norm(Tensor.zeros(size), Tensor.zeros(size));
    }

    @Differentiable
    Tensor apply(@Shape("*b, D") Tensor x) {
      return Normalizations.layerNorm(x, weight, bias, 1e-5f);
    }
  }

  static AttentionBlock zeros(int d) {
    return new AttentionBlock(
        Norm.zeros(d),
        Linear.zeros(d, 3 * d),
        Linear.zeros(d, d),
        Norm.zeros(d),
        Linear.zeros(d, 4 * d),
        Linear.zeros(4 * d, d));
  }

  private static Tensor heads(@Shape("B, T, D") Tensor x, int heads) {
    int size = x.dimension(2) / heads;
    return x.reshape(x.dimension(0), x.dimension(1), heads, size).permute(0, 2, 1, 3);
  }

  @Differentiable
  Tensor apply(@Shape("B, T, D") Tensor x, int heads) {
    Tensor[] parts = chunk(qkv.apply(norm1.apply(x)), 2, 3);
    Tensor q = heads(parts[0], heads);
    Tensor k = heads(parts[1], heads);
    Tensor v = heads(parts[2], heads);
    Tensor a = scaledDotProductAttention(q, k, v, true).permute(0, 2, 1, 3);
    Tensor h = x.plus(out.apply(a.reshape(x.dimension(0), x.dimension(1), x.dimension(2))));
    return h.plus(down.apply(gelu(up.apply(norm2.apply(h)))));
  }
}
