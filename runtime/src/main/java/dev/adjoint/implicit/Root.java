package dev.adjoint.implicit;

import dev.adjoint.Space;
import dev.adjoint.annotations.NonDifferentiable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state for which an annotated method gives zero: {@code residual(x, parameters) = 0}, with as
 * many residuals as the state has numbers. It is found by Newton's method, with steps that are
 * halved as long as they lead to greater residuals.
 *
 * <p>Made as a {@link FixedPoint} is. A state that was found in another way can be differentiated,
 * too, by {@link #adjoint} and {@link #tangent}.
 *
 * @param <X> the type of the state
 * @param <T> the type of the parameters
 */
@NonDifferentiable
public final class Root<X, T> extends Equation<X, T> {
  private static final int MOST_HALVINGS = 30;

  private Root(
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
   * The root of a method.
   *
   * @param pullback its generated pullback
   * @param state the part of its gradient that is about the state
   * @param parameter the part of its gradient that is about the parameters
   * @param <G> the type of its gradient
   */
  public static <X, T, G> Root<X, T> of(
      Space<X> states,
      Space<T> parameters,
      BiFunction<X, T, X> residual,
      BiFunction<X, T, Function<X, G>> pullback,
      Function<G, X> state,
      Function<G, T> parameter) {
    return new Root<>(
        states,
        parameters,
        residual,
        products(pullback, state, parameter),
        null,
        defaultTolerance(states),
        defaultIterations());
  }

  @Override
  public Root<X, T> withTolerance(double newTolerance) {
    return new Root<>(
        states, parameters, method, pullback, jvp, positive(newTolerance), iterations);
  }

  @Override
  public Root<X, T> withIterations(int newIterations) {
    return new Root<>(
        states, parameters, method, pullback, jvp, tolerance, positive(newIterations));
  }

  @Override
  public Root<X, T> withJvp(Tangent<X, T> tangent) {
    return new Root<>(states, parameters, method, pullback, tangent, tolerance, iterations);
  }

  @Override
  boolean isFixedPoint() {
    return false;
  }

  @Override
  public X solve(X start, T parametersGiven) {
    double[] at = numbers(states, start);
    double[] rest = residual(start, at, parametersGiven);
    double[] step = at;
    for (int i = 0; i < iterations; i++) {
      if (largest(rest) == 0) {
        return make(states, start, at);
      }
      step = newtonStep(make(states, start, at), rest, parametersGiven);
      double[] next = at;
      double[] nextRest = rest;
      double factor = 1;
      for (int halving = 0; halving <= MOST_HALVINGS; halving++, factor /= 2) {
        next = moved(at, factor, step);
        nextRest = residual(start, next, parametersGiven);
        if (largest(nextRest) < largest(rest)) {
          break;
        }
      }
      boolean isFound = isFound(next, step);
      if (isFound && !(largest(nextRest) < largest(rest))) {
        return make(states, start, at); // As near as rounding lets it come.
      }
      at = next;
      rest = nextRest;
      if (isFound) {
        return make(states, start, at);
      }
    }
    throw failure("the root", iterations, at, step);
  }

  private double[] residual(X like, double[] at, T parametersGiven) {
    double[] result = numbers(states, method.apply(make(states, like, at), parametersGiven));
    if (result.length != at.length) {
      throw new IllegalArgumentException(
          result.length + " residuals for a state of " + at.length + " numbers");
    }
    return result;
  }

  private static double[] moved(double[] at, double factor, double[] step) {
    double[] result = at.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += factor * step[i];
    }
    return result;
  }

  /** Solves {@code J step = -rest} by elimination. */
  private double[] newtonStep(X state, double[] rest, T parametersGiven) {
    int n = rest.length;
    Function<X, Products<X, T>> products = pullback.apply(state, parametersGiven);
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      double[] row = numbers(states, products.apply(make(states, state, unit)).state());
      rows[i] = new double[n + 1];
      System.arraycopy(row, 0, rows[i], 0, n);
      rows[i][n] = -rest[i];
    }
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int i = column + 1; i < n; i++) {
        if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) {
          pivot = i;
        }
      }
      double[] top = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = top;
      if (!(Math.abs(top[column]) > 0)) {
        throw new ConvergenceException(
            "Newton's method came to a state whose Jacobian is singular; start elsewhere");
      }
      for (int i = column + 1; i < n; i++) {
        double factor = rows[i][column] / top[column];
        for (int j = column; j <= n; j++) {
          rows[i][j] -= factor * top[j];
        }
      }
    }
    double[] step = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = rows[i][n];
      for (int j = i + 1; j < n; j++) {
        sum -= rows[i][j] * step[j];
      }
      step[i] = sum / rows[i][i];
    }
    return step;
  }
}
