package dev.adjoint.testing;

import dev.adjoint.ParameterTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all checks have in common: how they can be told more.
 *
 * @param <S> the kind of check
 */
public abstract sealed class Check<S extends Check<S>> permits Check1, Check2, Check3, Check4 {
  private final Function<Object[], Object> method;
  private final Function<Object[], Object> derivative;
  private final Map<Class<?>, ParameterTree<?>> trees = new LinkedHashMap<>();
  private @Nullable Function<Object[], Object> tangent;
  private int @Nullable [] wrt;
  private double tolerance = Double.NaN;
  private double step = Double.NaN;
  private int numbers = 100;

  Check(Function<Object[], Object> method, Function<Object[], Object> derivative) {
    this.method = method;
    this.derivative = derivative;
  }

  @SuppressWarnings("unchecked") // Each kind of check extends the check of its own kind.
  private S self() {
    return (S) this;
  }

  /**
   * Says how to walk the numbers of a record or a sealed interface.
   *
   * @param type the type of an argument or of the result
   * @param tree what is generated for it, {@code XTree.TREE}
   */
  public <T> S tree(Class<? super T> type, ParameterTree<T> tree) {
    trees.put(type, tree);
    return self();
  }

  /**
   * Says what the method is differentiated by; needed only where several parameters could be meant.
   *
   * @param positions the positions of the parameters, from 0, the object of an instance method
   *     counted as the first
   */
  public S wrt(int... positions) {
    wrt = positions.clone();
    return self();
  }

  /**
   * Sets how much a number of the gradient may differ from the differences, relative to the
   * greatest number of its leaf.
   */
  public S tolerance(double relative) {
    tolerance = positive(relative, "tolerance");
    return self();
  }

  /** Sets the first step of the differences, relative to {@code max(1, |x|)}. */
  public S step(double relative) {
    step = positive(relative, "step");
    return self();
  }

  /**
   * Sets how many numbers of each leaf are checked one by one, at random places; 100 if not set.
   */
  public S numbers(int most) {
    numbers = (int) positive(most, "number of numbers");
    return self();
  }

  private static double positive(double value, String what) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("a positive " + what + " is needed: " + value);
    }
    return value;
  }

  S tangent(Function<Object[], Object> jvp) {
    tangent = jvp;
    return self();
  }

  S check(Object... arguments) {
    Values values = new Values(trees);
    Derivative evaluated = Derivative.of(derivative.apply(values.copies(arguments)));
    Object result = method.apply(values.copies(arguments));
    Seed seed = Seed.of(values, result, evaluated);
    seed.requireSameValue(evaluated.value());
    Gradient gradient = Gradient.of(values, arguments, wrt, evaluated.apply(seed.value()));
    if (evaluated.isPullback()) {
      gradient.requireSame(Gradient.of(values, arguments, wrt, evaluated.apply(seed.value())));
    }
    boolean isSingle = values.isSingle(result);
    for (Object argument : arguments) {
      isSingle |= values.isSingle(argument);
    }
    Differences differences =
        new Differences(
            all -> seed.times(method.apply(values.copies(all))),
            values,
            arguments,
            isSingle,
            step,
            seed.magnitude(result));
    Comparison comparison =
        new Comparison(Double.isNaN(tolerance) ? (isSingle ? 2e-3 : 1e-7) : tolerance, numbers);
    gradient.parts().forEach(part -> comparison.compare(part, differences));
    comparison.finish();
    if (tangent != null) {
      new DotProduct(values, gradient, seed, isSingle).check(arguments, tangent);
    }
    return self();
  }
}
