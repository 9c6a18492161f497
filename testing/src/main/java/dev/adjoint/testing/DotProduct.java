package dev.adjoint.testing;

import dev.adjoint.Leaf;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/** The dot-product test: the seed times the tangent is the gradient times the tangents. */
final class DotProduct {
  private final Values values;
  private final Gradient gradient;
  private final Seed seed;
  private final double tolerance;

  /**
   * @param isSingle whether single-precision numbers take part
   */
  DotProduct(Values values, Gradient gradient, Seed seed, boolean isSingle) {
    this.values = values;
    this.gradient = gradient;
    this.seed = seed;
    this.tolerance = isSingle ? 1e-4 : 1e-11;
  }

  /**
   * @param jvp takes the arguments and then their tangents
   * @throws AssertionError if the two products differ
   */
  void check(Object[] arguments, Function<Object[], Object> jvp) {
    Object[] all = new Object[2 * arguments.length];
    System.arraycopy(values.copies(arguments), 0, all, 0, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      all[arguments.length + i] = values.zeros(arguments[i]);
    }
    Random random = new Random(4);
    double backward = 0;
    double size = 0;
    for (Gradient.Part part : gradient.parts()) {
      double[] direction = values.flatten(arguments[part.position()]);
      int next = 0;
      for (Leaf leaf : part.leaves()) {
        for (int i = 0; i < leaf.size(); i++) {
          direction[next] = (float) (2 * random.nextDouble() - 1);
          backward += leaf.get(i) * direction[next];
          size += Math.abs(leaf.get(i) * direction[next++]);
        }
      }
      all[arguments.length + part.position()] =
          values.unflatten(arguments[part.position()], direction);
    }
    Object tangent = jvp.apply(all);
    double forward = seed.times(tangent);
    double allowed = tolerance * Math.max(size, seed.magnitude(tangent));
    if (!(Math.abs(forward - backward) <= allowed)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "the dot-product test fails: the seed times the JVP is %s, the gradient times the"
                  + " tangents is %s; they may differ by %.1e",
              forward,
              backward,
              allowed));
    }
  }
}
