package dev.adjoint.nn;

import static dev.adjoint.tensor.Activations.softmax;
import static dev.adjoint.tensor.Attention.maskOf;
import static dev.adjoint.tensor.Attention.scaledDotProductAttention;
import static dev.adjoint.tensor.Diagonals.tril;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Mode;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Attention by several heads (Vaswani and others 2017). PyTorch's {@code in_proj_weight} is the
 * transposes of the weights of {@code query}, {@code key} and {@code value} below each other, and
 * its {@code out_proj} is {@code output}. Attention weights are not dropped out.
 *
 * @param query makes queries of what asks
 * @param key makes keys of what is asked
 * @param value makes values of what is asked
 * @param output joins the heads
 * @param heads how many heads there are
 * @param causal whether {@link #apply} lets each place see itself and those before it only
 */
public record MultiHeadAttention(
    Linear query, Linear key, Linear value, Linear output, int heads, boolean causal)
    implements Layer {
  public MultiHeadAttention {
    Settings.positive("MultiHeadAttention", "heads", heads);
  }

  /** Attention in which each place sees all others. */
  public static MultiHeadAttention init(RandomSource random, int features, int heads) {
    return init(random, features, heads, false);
  }

  /**
   * As PyTorch's: the three weights before attention by Xavier's uniform distribution, as one
   * matrix of {@code features} inputs and {@code 3 features} outputs, the one behind it within
   * ±{@code 1 / sqrt(features)}, and biases 0.
   *
   * @throws IllegalArgumentException unless the heads divide the features
   */
  public static MultiHeadAttention init(
      RandomSource random, int features, int heads, boolean causal) {
    Settings.positive("MultiHeadAttention", "features", features);
    Settings.divides("MultiHeadAttention", "heads", heads, "features", features);
    double bound = Math.sqrt(6.0 / (4.0 * features));
    return new MultiHeadAttention(
        square(random, bound, features),
        square(random, bound, features),
        square(random, bound, features),
        square(random, 1 / Math.sqrt(features), features),
        heads,
        causal);
  }

  private static Linear square(RandomSource random, double bound, int features) {
    return new Linear(
        Initialization.uniform(random, bound, features, features), Tensor.zeros(features));
  }

  /**
   * Attention of a sequence to itself.
   *
   * @param x of shape {@code [n, t, features]}
   */
  @Override
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, D")
  public Tensor apply(@Shape("N, T, D") Tensor x) {
    Tensor heads =
        scaledDotProductAttention(
            split(query.apply(x)), split(key.apply(x)), split(value.apply(x)), causal);
    return output.apply(join(heads));
  }

  /**
   * Attention of a sequence to itself, with a mask that is added to the scores.
   *
   * @param x of shape {@code [n, t, features]}
   * @param mask broadcasts to {@code [n, heads, t, t]}; {@link dev.adjoint.tensor.Attention#maskOf}
   *     makes one of zeros and ones
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, D")
  public Tensor masked(@Shape("N, T, D") Tensor x, @NonDifferentiable Tensor mask) {
    return attend(x, x, mask);
  }

  /**
   * Attention of one sequence to another, with a mask that is added to the scores.
   *
   * @param x what asks, of shape {@code [n, t, features]}
   * @param memory what is asked, of shape {@code [n, s, features]}
   * @param mask broadcasts to {@code [n, heads, t, s]}; {@code Tensor.scalar(0)} forbids nothing
   */
  @Differentiable(modes = {Mode.JVP, Mode.HVP})
  @Shape("N, T, D")
  public Tensor attend(
      @Shape("N, T, D") Tensor x, @Shape("N, S, D") Tensor memory, @NonDifferentiable Tensor mask) {
    Tensor queries = split(query.apply(x));
    Tensor keys = split(key.apply(memory));
    float scale = (float) (1 / Math.sqrt(queries.dimension(3)));
    Tensor heads =
        scaledDotProductAttention(queries, keys, split(value.apply(memory)), mask, causal, scale);
    return output.apply(join(heads));
  }

  /**
   * How much each place of a sequence attends to each, for looking at; there is no derivative of
   * it.
   *
   * @param x of shape {@code [n, t, features]}
   * @return of shape {@code [n, heads, t, t]}, weights that add up to 1 along the last axis
   */
  public Tensor weights(Tensor x) {
    Tensor queries = split(query.apply(x));
    Tensor scores = queries.matmulTransposed(split(key.apply(x)));
    scores = scores.scale((float) (1 / Math.sqrt(queries.dimension(3))));
    int places = x.dimension(1);
    return softmax(causal ? scores.plus(maskOf(tril(Tensor.ones(places, places), 0))) : scores);
  }

  /** From {@code [n, t, heads d]} to {@code [n, heads, t, d]}. */
  private Tensor split(Tensor x) {
    return x.reshape(x.dimension(0), x.dimension(1), heads, x.dimension(2) / heads)
        .permute(0, 2, 1, 3);
  }

  /** From {@code [n, heads, t, d]} to {@code [n, t, heads d]}. */
  private Tensor join(Tensor x) {
    return x.permute(0, 2, 1, 3)
        .reshape(x.dimension(0), x.dimension(2), x.dimension(1) * x.dimension(3));
  }
}
