package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes gradients that are too large smaller, as PyTorch's {@code clip_grad_value_} and {@code
 * clip_grad_norm_} do, for static import. Norms are Euclidean.
 */
public final class GradientClipping {
  /** What PyTorch adds to a norm before it divides by it. */
  private static final double EPSILON = 1e-6;

  private final Consumer<List<Leaf>> rule;

  private GradientClipping(Consumer<List<Leaf>> rule) {
    this.rule = rule;
  }

  /**
   * Moves every number into the range from {@code -limit} to {@code limit}.
   *
   * @throws IllegalArgumentException if the limit is not positive
   */
  public static GradientClipping byValue(double limit) {
    Settings.positive("limit", limit);
    return new GradientClipping(leaves -> leaves.forEach(leaf -> clamp(leaf, limit)));
  }

  /**
   * Scales each leaf whose norm is greater than a limit down to it.
   *
   * @throws IllegalArgumentException if the limit is not positive
   */
  public static GradientClipping byNorm(double limit) {
    Settings.positive("limit", limit);
    return new GradientClipping(
        leaves -> leaves.forEach(leaf -> Norms.scale(leaf, factor(Norms.norm(leaf), limit))));
  }

  /**
   * Scales the whole gradient down to a limit if the norm of all its numbers together is greater.
   * Where that norm is no finite number the gradient stays as it is, so that one can still tell
   * which leaf it is due to.
   *
   * @throws IllegalArgumentException if the limit is not positive
   */
  public static GradientClipping byGlobalNorm(double limit) {
    Settings.positive("limit", limit);
    return new GradientClipping(
        leaves -> {
          double factor = factor(globalNorm(leaves), limit);
          leaves.forEach(leaf -> Norms.scale(leaf, factor));
        });
  }

  /** The norm of all numbers of a gradient together. */
  public static <T> double globalNorm(ParameterTree<T> tree, T gradient) {
    return globalNorm(tree.leaves(gradient));
  }

  private static double globalNorm(List<Leaf> leaves) {
    double sum = 0;
    for (Leaf leaf : leaves) {
      sum += Norms.sumOfSquares(leaf);
    }
    return Math.sqrt(sum);
  }

  /**
   * Clips a gradient, whose tensors and arrays are changed in place.
   *
   * @return the gradient, rebuilt if it has scalars
   */
  public <T> T apply(ParameterTree<T> tree, T gradient) {
    List<Leaf> leaves = tree.leaves(gradient);
    rule.accept(leaves);
    return tree.withLeaves(gradient, leaves);
  }

  private static double factor(double norm, double limit) {
    return Double.isFinite(norm) ? Math.min(1, limit / (norm + EPSILON)) : 1;
  }

  private static void clamp(Leaf leaf, double limit) {
    for (int i = 0; i < leaf.size(); i++) {
      leaf.set(i, Math.max(-limit, Math.min(limit, leaf.get(i))));
    }
  }
}
