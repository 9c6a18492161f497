package dev.adjoint.train.search;

import dev.adjoint.random.RandomSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One point of a search space, to be tried. */
public final class Trial {
  private final int number;
  private final long seed;
  private final Map<String, Object> parameters;

  Trial(int number, long seed, Map<String, Object> parameters) {
    this.number = number;
    this.seed = seed;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The number of the trial, from 1. */
  public int number() {
    return number;
  }

  /** A seed of the trial's own, which depends on the search's seed and on the number alone. */
  public long seed() {
    return seed;
  }

  /** A new generator with the trial's seed. */
  public RandomSource random() {
    return RandomSource.of(seed);
  }

  /** All hyperparameters by name. */
  public Map<String, Object> parameters() {
    return parameters;
  }

  /**
   * A hyperparameter that is a number of any kind.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is no number
   */
  public double number(String name) {
    return get(name, Number.class).doubleValue();
  }

  /**
   * A hyperparameter that is a whole number.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is no {@code int}
   */
  public int integer(String name) {
    return get(name, Integer.class);
  }

  /**
   * A hyperparameter of some type.
   *
   * @throws IllegalArgumentException if there is none of that name, or it has another type
   */
  public <T> T get(String name, Class<T> type) {
    Object value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no hyperparameter \"%s\"; there are %s".formatted(name, parameters.keySet()));
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "the hyperparameter %s is no %s: %s (%s)"
              .formatted(name, type.getSimpleName(), value, value.getClass().getSimpleName()));
    }
    return type.cast(value);
  }

  @Override
  public String toString() {
    return "trial " + number + " " + parameters;
  }
}
