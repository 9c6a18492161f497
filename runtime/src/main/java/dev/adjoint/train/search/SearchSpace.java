package dev.adjoint.train.search;

import dev.adjoint.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Named hyperparameters and what each may be:
 *
 * <pre>{@code
 * SearchSpace space = SearchSpace.of(s -> s
 *     .logUniform("learningRate", 1e-4, 1e-1)
 *     .choice("hidden", 32, 64, 128));
 * }</pre>
 */
public final class SearchSpace {
  private final Map<String, Range> ranges;

  private SearchSpace(Map<String, Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Makes a space.
   *
   * @throws IllegalArgumentException if a range is impossible, a name comes twice, or there is none
   */
  public static SearchSpace of(Consumer<Builder> settings) {
    Builder builder = new Builder();
    settings.accept(builder);
    if (builder.ranges.isEmpty()) {
      throw new IllegalArgumentException("a search space needs at least one hyperparameter");
    }
    return new SearchSpace(new LinkedHashMap<>(builder.ranges));
  }

  /** The names of the hyperparameters, in order. */
  public List<String> names() {
    return List.copyOf(ranges.keySet());
  }

  Map<String, Object> draw(RandomSource random) {
    Map<String, Object> point = new LinkedHashMap<>();
    ranges.forEach((name, range) -> point.put(name, range.draw(random)));
    return point;
  }

  /** All combinations, the last hyperparameter changing fastest. */
  List<Map<String, Object>> grid(int pointsPerRange, int most) {
    long size = 1;
    for (Range range : ranges.values()) {
      size *= range.values(pointsPerRange).size();
      if (size > most) {
        throw new IllegalArgumentException(
            "the grid has more than %d points, with %d for each range"
                .formatted(most, pointsPerRange));
      }
    }
    List<Map<String, Object>> points = List.of(Map.of());
    for (Map.Entry<String, Range> range : ranges.entrySet()) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> point : points) {
        for (Object value : range.getValue().values(pointsPerRange)) {
          Map<String, Object> next = new LinkedHashMap<>(point);
          next.put(range.getKey(), value);
          longer.add(next);
        }
      }
      points = longer;
    }
    return points;
  }

  /** Takes the hyperparameters of a space. */
  public static final class Builder {
    private final Map<String, Range> ranges = new LinkedHashMap<>();

    private Builder() {}

    /**
     * One of some values, each equally likely.
     *
     * @throws IllegalArgumentException if there is none, or one comes twice
     */
    public Builder choice(String name, Object... values) {
      if (values.length == 0 || Arrays.stream(values).distinct().count() < values.length) {
        throw new IllegalArgumentException(
            "%s: one or more distinct values expected: %s".formatted(name, Arrays.asList(values)));
      }
      return add(name, new Range.Choice(List.of(values)));
    }

    /**
     * A whole number from a least to a greatest one, both included.
     *
     * @throws IllegalArgumentException if the least is greater than the greatest
     */
    public Builder integers(String name, int from, int to) {
      require(from <= to, name, "whole numbers from a smaller to a larger one", from, to);
      return add(name, new Range.Integers(from, to));
    }

    /**
     * A number between two, each equally likely.
     *
     * @throws IllegalArgumentException if the first is not less than the second, or one is not
     *     finite
     */
    public Builder uniform(String name, double from, double to) {
      boolean isRange = from < to && Double.isFinite(to - from);
      require(isRange, name, "a range from a smaller to a larger number", from, to);
      return add(name, new Range.Uniform(from, to));
    }

    /**
     * A number between two positive ones whose logarithm is uniform, as fits a learning rate.
     *
     * @throws IllegalArgumentException if the first is not positive or not less than the second, or
     *     one is not finite
     */
    public Builder logUniform(String name, double from, double to) {
      boolean isRange = 0 < from && from < to && Double.isFinite(to);
      require(isRange, name, "a range from a smaller to a larger positive number", from, to);
      return add(name, new Range.LogUniform(from, to));
    }

    private Builder add(String name, Range range) {
      if (name.isBlank() || ranges.putIfAbsent(name, range) != null) {
        throw new IllegalArgumentException(
            "a hyperparameter needs a name of its own: \"" + name + "\"");
      }
      return this;
    }

    private static void require(
        boolean valid, String name, String expected, Object from, Object to) {
      if (!valid) {
        throw new IllegalArgumentException(
            "%s: %s expected: %s to %s".formatted(name, expected, from, to));
      }
    }
  }
}
