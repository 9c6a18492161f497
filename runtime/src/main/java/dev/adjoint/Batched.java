package dev.adjoint;

import dev.adjoint.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives for each example of a batch, on all cores.
 *
 * <pre>{@code
 * List<ValueAndGradient<Mlp>> each = Batched.map(examples, x -> MlpGrad.loss(model, x));
 * ValueAndGradient<Mlp> mean = Batched.mean(Space.of(MlpTree.TREE), each);
 * }</pre>
 *
 * <p>The function may give anything that is generated: a gradient, a Jacobian, a Hessian-vector
 * product. Each example gets the very numbers that it gets alone, whatever the number of threads,
 * and sums go from the first example to the last.
 */
public final class Batched {
  private Batched() {}

  /**
   * What a function gives for each example, in the order of the examples.
   *
   * @param function is called once for each example, by several threads at once
   * @throws ExampleException if it throws for an example: for the first such example, after all
   *     others have been tried
   */
  public static <X, R> List<R> map(
      List<? extends X> examples, Function<? super X, ? extends R> function) {
    return map(examples.size(), i -> function.apply(examples.get(i)));
  }

  /** The same for the elements of an array, such as the rows of a matrix. */
  public static <X, R> List<R> map(X[] examples, Function<? super X, ? extends R> function) {
    return map(Arrays.asList(examples), function);
  }

  /**
   * What a function gives for each index, in order.
   *
   * @param size the number of examples
   * @param function is called once for each index from 0, by several threads at once
   * @throws ExampleException if it throws for an example: for the first such example, after all
   *     others have been tried
   * @throws IllegalArgumentException if the size is negative
   */
  public static <R> List<R> map(int size, IntFunction<? extends R> function) {
    if (size < 0) {
      throw new IllegalArgumentException("a batch of " + size + " examples");
    }
    List<@Nullable R> results = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      results.add(null);
    }
    RuntimeException[] failures = new RuntimeException[size];
    Workers.shared()
        .run(
            size,
            i -> {
              try {
                results.set(i, function.apply(i));
              } catch (RuntimeException failure) {
                failures[i] = failure;
              }
            });
    for (int i = 0; i < size; i++) {
      if (failures[i] != null) {
        throw new ExampleException(i, size, failures[i]);
      }
    }
    return List.copyOf(results);
  }

  /**
   * The sum of values and gradients.
   *
   * @param space how gradients are made of numbers
   * @param examples at least one, all of one structure
   * @throws IllegalArgumentException if there are none, or a gradient has another number of numbers
   *     than the first
   */
  public static <G> ValueAndGradient<G> sum(Space<G> space, List<ValueAndGradient<G>> examples) {
    return weighted(space, examples, 1);
  }

  /** The mean of values and gradients: their {@link #sum} divided by their number. */
  public static <G> ValueAndGradient<G> mean(Space<G> space, List<ValueAndGradient<G>> examples) {
    return weighted(space, examples, examples.size());
  }

  private static <G> ValueAndGradient<G> weighted(
      Space<G> space, List<ValueAndGradient<G>> examples, double divisor) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("no examples: their gradient has no structure");
    }
    G first = examples.get(0).gradient();
    double[] total = new double[space.size(first)];
    double[] one = new double[total.length];
    double value = 0;
    for (int i = 0; i < examples.size(); i++) {
      G gradient = examples.get(i).gradient();
      int size = space.size(gradient);
      if (size != total.length) {
        throw new IllegalArgumentException(
            "the gradient of example "
                + i
                + " has "
                + size
                + " numbers, that of example 0 has "
                + total.length);
      }
      space.read(gradient, one, 0);
      for (int j = 0; j < total.length; j++) {
        total[j] += one[j];
      }
      value += examples.get(i).value();
    }
    for (int j = 0; j < total.length; j++) {
      total[j] /= divisor;
    }
    return new ValueAndGradient<>(value / divisor, space.make(first, total, 0));
  }
}
