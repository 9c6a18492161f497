package dev.adjoint.benchmarks.steps;

import static dev.adjoint.tensor.Activations.gelu;
import static dev.adjoint.tensor.Attention.scaledDotProductAttention;
import static dev.adjoint.tensor.Normalizations.layerNorm;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;

/** A block of a transformer that normalizes first. */
@Differentiable
record TransformerBlock(
    @Shape("D") Tensor g1,
    @Shape("D") Tensor b1,
    @Shape("D, D") Tensor wq,
    @Shape("D") Tensor bq,
    @Shape("D, D") Tensor wk,
    @Shape("D") Tensor bk,
    @Shape("D, D") Tensor wv,
    @Shape("D") Tensor bv,
    @Shape("D, D") Tensor wo,
    @Shape("D") Tensor bo,
    @Shape("D") Tensor g2,
    @Shape("D") Tensor b2,
    @Shape("D, 4*D") Tensor up,
    @Shape("4*D") Tensor upBias,
    @Shape("4*D, D") Tensor down,
    @Shape("D") Tensor downBias) {

  static TransformerBlock init(RandomSource random, int d) {
    return new TransformerBlock(
        Tensor.ones(d),
        Tensor.zeros(d),
        weight(random, d, d),
        Tensor.zeros(d),
        weight(random, d, d),
        Tensor.zeros(d),
        weight(random, d, d),
        Tensor.zeros(d),
        weight(random, d, d),
        Tensor.zeros(d),
        Tensor.ones(d),
        Tensor.zeros(d),
        weight(random, d, 4 * d),
        Tensor.zeros(4 * d),
        weight(random, 4 * d, d),
        Tensor.zeros(d));
  }

  private static Tensor weight(RandomSource random, int rows, int columns) {
    return Tensors.normal(random, rows, columns).scale(0.05f);
  }

  private static Tensor heads(@Shape("B, T, D") Tensor x, int heads) {
    int size = x.dimension(2) / heads;
    return x.reshape(x.dimension(0), x.dimension(1), heads, size).permute(0, 2, 1, 3);
  }

  @Differentiable
  Tensor forward(@Shape("B, T, D") Tensor x, int heads) {
    Tensor n = layerNorm(x, g1, b1, 1e-5f);
    Tensor q = heads(n.matmul(wq).plus(bq), heads);
    Tensor k = heads(n.matmul(wk).plus(bk), heads);
    Tensor v = heads(n.matmul(wv).plus(bv), heads);
    Tensor a = scaledDotProductAttention(q, k, v, true).permute(0, 2, 1, 3);
    Tensor y = a.reshape(x.dimension(0), x.dimension(1), x.dimension(2));
    Tensor h = x.plus(y.matmul(wo).plus(bo));
    Tensor m = layerNorm(h, g2, b2, 1e-5f);
    return h.plus(gelu(m.matmul(up).plus(upBias)).matmul(down).plus(downBias));
  }
}
