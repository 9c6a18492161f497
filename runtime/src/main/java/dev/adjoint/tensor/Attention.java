package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/**
 * Attention, for static import: {@code softmax(scale q k^T + mask) v} for queries {@code [*b, t,
 * d]}, keys {@code [*b, s, d]} and values {@code [*b, s, e]}, such as {@code [n, heads, t, d]}
 * (Vaswani and others 2017). The usual scale is {@code 1 / sqrt(d)}.
 *
 * <p>A mask is added to the scores, so that negative infinity forbids; it broadcasts to {@code [*b,
 * t, s]}. With {@code causal} query {@code i} sees only the keys 0 to {@code i}. A query that sees
 * no key has the result 0, as in PyTorch. All throw {@link ShapeException} if the shapes do not
 * fit.
 */
public final class Attention {
  private Attention() {}

  /**
   * Attention with the usual scale.
   *
   * @param causal whether query {@code i} sees only the keys 0 to {@code i}
   */
  @Primitive(shape = "(*b, t, d), (*b, s, d), (*b, s, e) -> (*b, t, e)")
  @Vjp(
      of = "query",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionQuery(query, key, value,"
              + " dev.adjoint.tensor.Tensor.scalar(0f), causal,"
              + " dev.adjoint.tensor.AttentionGradients.usualScale(query), yBar)")
  @Vjp(
      of = "key",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionKey(query, key, value,"
              + " dev.adjoint.tensor.Tensor.scalar(0f), causal,"
              + " dev.adjoint.tensor.AttentionGradients.usualScale(query), yBar)")
  @Vjp(
      of = "value",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionValue(query, key, value,"
              + " dev.adjoint.tensor.Tensor.scalar(0f), causal,"
              + " dev.adjoint.tensor.AttentionGradients.usualScale(query), yBar)")
  @Jvp(
      "dev.adjoint.tensor.AttentionGradients.tangent(query, key, value,"
          + " dev.adjoint.tensor.Tensor.scalar(0f), causal,"
          + " dev.adjoint.tensor.AttentionGradients.usualScale(query), queryDot, keyDot, valueDot,"
          + " dev.adjoint.tensor.Tensor.scalar(0f))")
  public static Tensor scaledDotProductAttention(
      Tensor query, Tensor key, Tensor value, boolean causal) {
    return scaledDotProductAttention(
        query, key, value, Tensor.scalar(0), causal, AttentionGradients.usualScale(query));
  }

  /** Attention with a mask and the usual scale. */
  @Primitive(shape = "(*b, t, d), (*b, s, d), (*b, s, e), mask -> (*b, t, e)")
  @Vjp(
      of = "query",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionQuery(query, key, value, mask, false,"
              + " dev.adjoint.tensor.AttentionGradients.usualScale(query), yBar)")
  @Vjp(
      of = "key",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionKey(query, key, value, mask, false,"
              + " dev.adjoint.tensor.AttentionGradients.usualScale(query), yBar)")
  @Vjp(
      of = "value",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionValue(query, key, value, mask, false,"
              + " dev.adjoint.tensor.AttentionGradients.usualScale(query), yBar)")
  @Vjp(
      of = "mask",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionMask(query, key, value, mask, false,"
              + " dev.adjoint.tensor.AttentionGradients.usualScale(query), yBar)")
  @Jvp(
      "dev.adjoint.tensor.AttentionGradients.tangent(query, key, value, mask, false,"
          + " dev.adjoint.tensor.AttentionGradients.usualScale(query), queryDot, keyDot, valueDot,"
          + " maskDot)")
  public static Tensor scaledDotProductAttention(
      Tensor query, Tensor key, Tensor value, Tensor mask) {
    return scaledDotProductAttention(
        query, key, value, mask, false, AttentionGradients.usualScale(query));
  }

  /** Attention with a mask, a causal one too, and any scale. */
  @Primitive(shape = "(*b, t, d), (*b, s, d), (*b, s, e), mask -> (*b, t, e)")
  @Vjp(
      of = "query",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionQuery(query, key, value, mask, causal,"
              + " scale, yBar)")
  @Vjp(
      of = "key",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionKey(query, key, value, mask, causal,"
              + " scale, yBar)")
  @Vjp(
      of = "value",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionValue(query, key, value, mask, causal,"
              + " scale, yBar)")
  @Vjp(
      of = "mask",
      is =
          "dev.adjoint.tensor.AttentionGradients.attentionMask(query, key, value, mask, causal,"
              + " scale, yBar)")
  @Jvp(
      "dev.adjoint.tensor.AttentionGradients.tangent(query, key, value, mask, causal, scale,"
          + " queryDot, keyDot, valueDot, maskDot)")
  public static Tensor scaledDotProductAttention(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor mask,
      boolean causal,
      @NonDifferentiable float scale) {
    return new AttentionBlocks("scaledDotProductAttention", query, key, value, mask, causal, scale)
        .forward();
  }

  /** The mask to add that forbids what is 0: negative infinity there, else 0. */
  @NonDifferentiable
  public static Tensor maskOf(Tensor allowed) {
    float[] y = Workspace.zeros(allowed.data.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = allowed.data[i] == 0 ? Float.NEGATIVE_INFINITY : 0;
    }
    return Tensor.wrap(y, allowed.shape);
  }
}
