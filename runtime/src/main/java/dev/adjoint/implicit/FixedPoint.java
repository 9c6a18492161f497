package dev.adjoint.implicit;

import dev.adjoint.Space;
import dev.adjoint.annotations.NonDifferentiable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state that an annotated method leaves as it is: {@code x = step(x, parameters)}, found by
 * calling the method again and again.
 *
 * <pre>{@code
 * static final FixedPoint<double[], double[]> EQUILIBRIUM =
 *     FixedPoint.of(
 *         Space.DOUBLES, Space.DOUBLES,
 *         Net::step,
 *         (x, w) -> NetGrad.stepPullback(x, w)::apply,
 *         NetGrad.StepGradient::x,
 *         NetGrad.StepGradient::w);
 * }</pre>
 *
 * @param <X> the type of the state
 * @param <T> the type of the parameters
 */
@NonDifferentiable
public final class FixedPoint<X, T> extends Equation<X, T> {
  private FixedPoint(
      Space<X> states,
      Space<T> parameters,
      BiFunction<X, T, X> method,
      BiFunction<X, T, Function<X, Products<X, T>>> pullback,
      @Nullable Tangent<X, T> jvp,
      double tolerance,
      int iterations) {
    super(states, parameters, method, pullback, jvp, tolerance, iterations);
  }

  /**
   * The fixed point of a method.
   *
   * @param pullback its generated pullback
   * @param state the part of its gradient that is about the state
   * @param parameter the part of its gradient that is about the parameters
   * @param <G> the type of its gradient
   */
  public static <X, T, G> FixedPoint<X, T> of(
      Space<X> states,
      Space<T> parameters,
      BiFunction<X, T, X> step,
      BiFunction<X, T, Function<X, G>> pullback,
      Function<G, X> state,
      Function<G, T> parameter) {
    return new FixedPoint<>(
        states,
        parameters,
        step,
        products(pullback, state, parameter),
        null,
        defaultTolerance(states),
        defaultIterations());
  }

  @Override
  public FixedPoint<X, T> withTolerance(double newTolerance) {
    return new FixedPoint<>(
        states, parameters, method, pullback, jvp, positive(newTolerance), iterations);
  }

  @Override
  public FixedPoint<X, T> withIterations(int newIterations) {
    return new FixedPoint<>(
        states, parameters, method, pullback, jvp, tolerance, positive(newIterations));
  }

  @Override
  public FixedPoint<X, T> withJvp(Tangent<X, T> tangent) {
    return new FixedPoint<>(states, parameters, method, pullback, tangent, tolerance, iterations);
  }

  @Override
  boolean isFixedPoint() {
    return true;
  }

  @Override
  public X solve(X start, T parametersGiven) {
    X at = start;
    double[] numbers = numbers(states, at);
    double[] step = numbers;
    for (int i = 0; i < iterations; i++) {
      at = method.apply(at, parametersGiven);
      double[] next = numbers(states, at);
      step = new double[next.length];
      for (int j = 0; j < next.length; j++) {
        step[j] = next[j] - numbers[j];
      }
      numbers = next;
      if (isFound(numbers, step)) {
        return at;
      }
    }
    throw failure("the fixed point", iterations, numbers, step);
  }
}
