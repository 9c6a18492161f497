package dev.adjoint.testing;

/**
 * Checks generated derivatives in one line of a test:
 *
 * <pre>{@code
 * GradientCheck.of(Score::score, ScoreGrad::score).at(w, x, 0.5);
 * GradientCheck.of(Score::score, ScoreGrad::scorePullback).at(w, x, 0.5);
 * GradientCheck.of(Mlp::loss, MlpGrad::loss).tree(Mlp.class, MlpTree.TREE).at(mlp, x, labels);
 * }</pre>
 *
 * <p>The second method is either the generated gradient, for a scalar result, or the generated
 * pullback, for any; arguments may be {@code double}, {@code float}, arrays of them, tensors and
 * parameter trees, and whatever else the method takes.
 *
 * <p>What is checked:
 *
 * <ul>
 *   <li>The value that comes with the derivative is the method's own, to the bit.
 *   <li>The gradient, for a pullback that of a randomly weighted sum of the results, agrees with
 *       central differences, extrapolated by Richardson's rule from three steps: for each number of
 *       a leaf, or for {@link Check#numbers as many} of a large one, and along one direction
 *       through all numbers of the leaf at once.
 *   <li>A pullback gives the same when it is applied again.
 *   <li>With a {@link Check1#jvp JVP}, the dot-product test: the seed times the tangent of the
 *       result equals the gradient times the tangents of the arguments.
 * </ul>
 *
 * <p>The first step is {@code 1e-3 max(1, |x|)}, and {@code max(1, |x|) / 64} where arguments or
 * result hold a {@code float}; {@link Check#step} sets another. A number of the gradient may differ
 * from the differences by {@link Check#tolerance the tolerance} times the greatest number in its
 * leaf, and by what rounding does to differences: 64 units of rounding of the value, divided by the
 * smallest step. The tolerance is {@code 1e-7}, and {@code 2e-3} for {@code float}. Differences say
 * nothing at a kink or near one, as at 0 of a {@code relu}: choose points away from kinks.
 *
 * <p>An {@link AssertionError} names the worst number by its path, such as {@code layers.2.w[17]},
 * with the value expected, the value found, and what was allowed between them. The same arguments
 * always give the same result: random numbers have a fixed seed.
 *
 * <p>The names of the parts of a gradient with several come from the record that is generated for
 * it, which is read by reflection.
 */
public final class GradientCheck {
  private GradientCheck() {}

  /**
   * A check of a method of one parameter.
   *
   * @param method the method itself
   * @param derivative what is generated for it: its gradient, or its pullback
   */
  public static <A, R, G> Check1<A, R> of(Method1<A, R> method, Method1<A, G> derivative) {
    return new Check1<>(method, derivative);
  }

  /**
   * A check of a method of two parameters.
   *
   * @param method the method itself
   * @param derivative what is generated for it: its gradient, or its pullback
   */
  public static <A, B, R, G> Check2<A, B, R> of(
      Method2<A, B, R> method, Method2<A, B, G> derivative) {
    return new Check2<>(method, derivative);
  }

  /**
   * A check of a method of three parameters.
   *
   * @param method the method itself
   * @param derivative what is generated for it: its gradient, or its pullback
   */
  public static <A, B, C, R, G> Check3<A, B, C, R> of(
      Method3<A, B, C, R> method, Method3<A, B, C, G> derivative) {
    return new Check3<>(method, derivative);
  }

  /**
   * A check of a method of four parameters.
   *
   * @param method the method itself
   * @param derivative what is generated for it: its gradient, or its pullback
   */
  public static <A, B, C, D, R, G> Check4<A, B, C, D, R> of(
      Method4<A, B, C, D, R> method, Method4<A, B, C, D, G> derivative) {
    return new Check4<>(method, derivative);
  }
}
