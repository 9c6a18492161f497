package dev.adjoint.tensor;

/**
 * Second derivatives and tangents of attention, from whole matrices of weights. The names are those
 * of the lectures on it: weights {@code p = softmax(scale q k^T + mask)}, result {@code p v}, its
 * adjoint {@code g}, and the adjoint of the scores {@code d = softmax'(p, g v^T)}.
 */
final class AttentionMatrices {
  private final Tensor q;
  private final Tensor k;
  private final Tensor v;
  private final Tensor g;
  private final Tensor mask;
  private final float scale;
  private final Tensor p;
  private final Tensor dp;
  private final Tensor d;

  AttentionMatrices(
      Tensor q, Tensor k, Tensor v, Tensor mask, boolean causal, float scale, Tensor g) {
    this.q = q;
    this.k = k;
    this.v = v;
    this.g = g;
    this.mask = mask;
    this.scale = scale;
    p = new AttentionBlocks("attention", q, k, v, mask, causal, scale).all();
    dp = g.matmulTransposed(v);
    d = soft(dp);
  }

  private Tensor soft(Tensor seed) {
    return ActivationGradients.softmaxGradient(p, seed);
  }

  /** What a change of the weights does to {@code d}, or the adjoint of that. */
  private Tensor change(Tensor weights, Tensor seed) {
    return weights.times(seed.minus(p.times(seed).sumKeeping(-1)));
  }

  /**
   * The adjoint of one operand of one of the gradients, by {@link AttentionGradients}' numbers.
   *
   * @param bar the adjoint of the gradient
   * @param gradient which gradient
   * @param operand which operand
   */
  Tensor adjoint(Tensor bar, int gradient, int operand) {
    Tensor zeros = p.zerosLike();
    Tensor dBar = zeros;
    Tensor pBar = zeros;
    if (gradient == AttentionGradients.QUERY) {
      dBar = bar.matmulTransposed(k).scale(scale);
    } else if (gradient == AttentionGradients.KEY) {
      dBar = q.matmulTransposed(bar).scale(scale);
    } else if (gradient == AttentionGradients.MASK) {
      dBar = zeros.plus(bar);
    } else {
      pBar = g.matmulTransposed(bar);
    }
    Tensor dpBar = soft(dBar);
    if (operand == AttentionGradients.VALUE) {
      return dpBar.transposedMatmul(g);
    } else if (operand == AttentionGradients.SEED) {
      Tensor direct = dpBar.matmul(v);
      return gradient == AttentionGradients.VALUE ? direct.plus(p.matmul(bar)) : direct;
    }
    pBar = pBar.plus(change(dBar, dp)).minus(dp.times(p.times(dBar).sumKeeping(-1)));
    Tensor scoreBar = soft(pBar);
    if (operand == AttentionGradients.QUERY) {
      Tensor sum = scoreBar.matmul(k);
      return (gradient == AttentionGradients.KEY ? sum.plus(d.matmul(bar)) : sum).scale(scale);
    } else if (operand == AttentionGradients.KEY) {
      Tensor sum = scoreBar.transposedMatmul(q);
      return (gradient == AttentionGradients.QUERY ? sum.plus(d.transposedMatmul(bar)) : sum)
          .scale(scale);
    }
    return scoreBar.sumTo(mask.shape);
  }

  /** The tangent of the weights. */
  private Tensor weightsDot(Tensor qDot, Tensor kDot, Tensor maskDot) {
    Tensor scores = qDot.matmulTransposed(k).plus(q.matmulTransposed(kDot)).scale(scale);
    return soft(scores.plus(maskDot));
  }

  /** The tangent of the result. */
  Tensor tangent(Tensor qDot, Tensor kDot, Tensor vDot, Tensor maskDot) {
    return weightsDot(qDot, kDot, maskDot).matmul(v).plus(p.matmul(vDot));
  }

  /** The tangent of one of the gradients. */
  Tensor tangent(Tensor qDot, Tensor kDot, Tensor vDot, Tensor maskDot, Tensor gDot, int gradient) {
    Tensor pDot = weightsDot(qDot, kDot, maskDot);
    if (gradient == AttentionGradients.VALUE) {
      return pDot.transposedMatmul(g).plus(p.transposedMatmul(gDot));
    }
    Tensor dpDot = gDot.matmulTransposed(v).plus(g.matmulTransposed(vDot));
    Tensor dDot = soft(dpDot).plus(change(pDot, dp)).minus(p.times(pDot.times(dp).sumKeeping(-1)));
    if (gradient == AttentionGradients.QUERY) {
      return dDot.matmul(k).plus(d.matmul(kDot)).scale(scale);
    } else if (gradient == AttentionGradients.KEY) {
      return dDot.transposedMatmul(q).plus(d.transposedMatmul(qDot)).scale(scale);
    }
    return dDot.sumTo(mask.shape);
  }
}
