package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/** The gradients of {@link Attention}, each of which computes the weights again, block by block. */
public final class AttentionGradients {
  /** The number of the queries among operands and gradients. */
  public static final int QUERY = 0;

  /** The number of the keys. */
  public static final int KEY = 1;

  /** The number of the values. */
  public static final int VALUE = 2;

  /** The number of the mask. */
  public static final int MASK = 3;

  /** The number of the result's adjoint. */
  public static final int SEED = 4;

  private AttentionGradients() {}

  /** 1 / sqrt(d) for queries of size {@code d}. */
  @NonDifferentiable
  public static float usualScale(Tensor query) {
    return (float) (1 / Math.sqrt(query.dimension(-1)));
  }

  /** The gradient by the queries. */
  @Primitive(shape = "(*b, t, d), (*b, s, d), (*b, s, e), mask, (*b, t, e) -> (*b, t, d)")
  @Vjp(of = "query", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 0, 0)")
  @Vjp(of = "key", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 0, 1)")
  @Vjp(of = "value", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 0, 2)")
  @Vjp(of = "mask", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 0, 3)")
  @Vjp(of = "seed", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 0, 4)")
  @Jvp(
      "gradientTangent(query, key, value, mask, causal, scale, seed, queryDot, keyDot, valueDot,"
          + " maskDot, seedDot, 0)")
  public static Tensor attentionQuery(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      @NonDifferentiable float scale,
      Tensor seed) {
    AttentionBlocks blocks = blocks("attentionQuery", query, key, value, mask, causal, scale, seed);
    return blocks.queries(seed);
  }

  /** The gradient by the keys. */
  @Primitive(shape = "(*b, t, d), (*b, s, d), (*b, s, e), mask, (*b, t, e) -> (*b, s, d)")
  @Vjp(of = "query", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 1, 0)")
  @Vjp(of = "key", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 1, 1)")
  @Vjp(of = "value", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 1, 2)")
  @Vjp(of = "mask", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 1, 3)")
  @Vjp(of = "seed", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 1, 4)")
  @Jvp(
      "gradientTangent(query, key, value, mask, causal, scale, seed, queryDot, keyDot, valueDot,"
          + " maskDot, seedDot, 1)")
  public static Tensor attentionKey(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      @NonDifferentiable float scale,
      Tensor seed) {
    AttentionBlocks blocks = blocks("attentionKey", query, key, value, mask, causal, scale, seed);
    return blocks.keys(seed);
  }

  /** The gradient by the values. */
  @Primitive(shape = "(*b, t, d), (*b, s, d), (*b, s, e), mask, (*b, t, e) -> (*b, s, e)")
  @Vjp(of = "query", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 2, 0)")
  @Vjp(of = "key", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 2, 1)")
  @Vjp(of = "value", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 2, 2)")
  @Vjp(of = "mask", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 2, 3)")
  @Vjp(of = "seed", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 2, 4)")
  @Jvp(
      "gradientTangent(query, key, value, mask, causal, scale, seed, queryDot, keyDot, valueDot,"
          + " maskDot, seedDot, 2)")
  public static Tensor attentionValue(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      @NonDifferentiable float scale,
      Tensor seed) {
    AttentionBlocks blocks = blocks("attentionValue", query, key, value, mask, causal, scale, seed);
    return blocks.values(seed);
  }

  /** The gradient by the mask. */
  @Primitive(shape = "(*b, t, d), (*b, s, d), (*b, s, e), mask, (*b, t, e) -> mask")
  @Vjp(of = "query", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 3, 0)")
  @Vjp(of = "key", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 3, 1)")
  @Vjp(of = "value", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 3, 2)")
  @Vjp(of = "mask", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 3, 3)")
  @Vjp(of = "seed", is = "curvature(query, key, value, mask, causal, scale, seed, yBar, 3, 4)")
  @Jvp(
      "gradientTangent(query, key, value, mask, causal, scale, seed, queryDot, keyDot, valueDot,"
          + " maskDot, seedDot, 3)")
  public static Tensor attentionMask(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      @NonDifferentiable float scale,
      Tensor seed) {
    AttentionBlocks blocks = blocks("attentionMask", query, key, value, mask, causal, scale, seed);
    return blocks.allScores(seed).sumTo(mask.shape);
  }

  static AttentionBlocks blocks(
      String operation,
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      float scale,
      Tensor seed) {
    AttentionBlocks blocks = new AttentionBlocks(operation, query, key, value, mask, causal, scale);
    Shapes.requireEqual(operation, blocks.resultShape(), seed.shape);
    return blocks;
  }

  /**
   * The adjoint of an operand of a gradient.
   *
   * @param bar the adjoint of the gradient
   * @param gradient which gradient, such as {@link #QUERY}
   * @param operand which operand
   */
  public static Tensor curvature(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      float scale,
      Tensor seed,
      Tensor bar,
      int gradient,
      int operand) {
    return new AttentionMatrices(query, key, value, mask, causal, scale, seed)
        .adjoint(bar, gradient, operand);
  }

  /** The tangent of attention. */
  public static Tensor tangent(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      float scale,
      Tensor queryDot,
      Tensor keyDot,
      Tensor valueDot,
      Tensor maskDot) {
    AttentionBlocks blocks = new AttentionBlocks("tangent", query, key, value, mask, causal, scale);
    Tensor noSeed = Tensor.zeros(blocks.resultShape());
    return new AttentionMatrices(query, key, value, mask, causal, scale, noSeed)
        .tangent(queryDot, keyDot, valueDot, maskDot);
  }

  /** The tangent of a gradient. */
  public static Tensor gradientTangent(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      float scale,
      Tensor seed,
      Tensor queryDot,
      Tensor keyDot,
      Tensor valueDot,
      Tensor maskDot,
      Tensor seedDot,
      int gradient) {
    return new AttentionMatrices(query, key, value, mask, causal, scale, seed)
        .tangent(queryDot, keyDot, valueDot, maskDot, seedDot, gradient);
  }
}
