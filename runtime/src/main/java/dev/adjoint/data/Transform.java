package dev.adjoint.data;

import dev.adjoint.random.RandomSource;
import java.util.function.Function;

/**
 * Makes something of a batch, by chance if it likes. It leaves what it is given as it is, and
 * depends on nothing but that and the random source.
 *
 * @param <A> what is transformed
 * @param <B> the result
 */
@FunctionalInterface
public interface Transform<A, B> {
  /**
   * Transforms a value.
   *
   * @param random where all chance comes from; the transform may draw as much as it likes
   */
  B apply(A value, RandomSource random);

  /** This one first, then another one, each with a random source of its own. */
  default <C> Transform<A, C> then(Transform<? super B, ? extends C> next) {
    return (value, random) -> {
      RandomSource own = random.split();
      return next.apply(apply(value, own), random.split());
    };
  }

  /** A transform without chance. */
  static <A, B> Transform<A, B> of(Function<? super A, ? extends B> function) {
    return (value, random) -> function.apply(value);
  }

  /** Transforms the inputs of a batch; what belongs to them stays. */
  static <X, Z, Y> Transform<Batch<X, Y>, Batch<Z, Y>> inputs(
      Transform<? super X, ? extends Z> transform) {
    return (batch, random) -> new Batch<>(transform.apply(batch.x(), random), batch.y());
  }
}
