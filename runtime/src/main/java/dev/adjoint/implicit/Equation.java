package dev.adjoint.implicit;

import dev.adjoint.Space;
import dev.adjoint.annotations.NonDifferentiable;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An equation that a state solves, given parameters: a {@link FixedPoint} or a {@link Root} of an
 * annotated method.
 *
 * <p>The derivative of the solution follows from the derivatives of the method at the solution
 * alone (the implicit function theorem): it takes linear equations, which are solved without a
 * matrix, and no memory of how the solution was found.
 *
 * @param <X> the type of the state
 * @param <T> the type of the parameters
 */
@NonDifferentiable
public abstract sealed class Equation<X, T> permits FixedPoint, Root {
  private static final int ITERATIONS = 10_000;

  /** How many roundings the default tolerance allows. */
  private static final double ROUNDINGS = 256;

  final Space<X> states;
  final Space<T> parameters;
  final BiFunction<X, T, X> method;
  final BiFunction<X, T, Function<X, Products<X, T>>> pullback;
  final @Nullable Tangent<X, T> jvp;
  final double tolerance;
  final int iterations;

  /** The two parts of a vector-Jacobian product. */
  record Products<X, T>(X state, T parameters) {}

  /**
   * The derivative of the method along tangents of state and parameters, for forward mode.
   *
   * @param <X> the type of the state
   * @param <T> the type of the parameters
   */
  @FunctionalInterface
  public interface Tangent<X, T> {
    /** The tangent of what the method gives. */
    X along(X state, T parameters, X stateDot, T parametersDot);
  }

  Equation(
      Space<X> states,
      Space<T> parameters,
      BiFunction<X, T, X> method,
      BiFunction<X, T, Function<X, Products<X, T>>> pullback,
      @Nullable Tangent<X, T> jvp,
      double tolerance,
      int iterations) {
    this.states = states;
    this.parameters = parameters;
    this.method = method;
    this.pullback = pullback;
    this.jvp = jvp;
    this.tolerance = tolerance;
    this.iterations = iterations;
  }

  static <X, T, G> BiFunction<X, T, Function<X, Products<X, T>>> products(
      BiFunction<X, T, Function<X, G>> pullback, Function<G, X> state, Function<G, T> parameters) {
    return (x, t) -> {
      Function<X, G> applied = pullback.apply(x, t);
      return seed -> {
        G gradient = applied.apply(seed);
        return new Products<>(state.apply(gradient), parameters.apply(gradient));
      };
    };
  }

  static double defaultTolerance(Space<?> states) {
    return ROUNDINGS * states.precision();
  }

  static int defaultIterations() {
    return ITERATIONS;
  }

  /**
   * The same equation, solved to another tolerance: of a state relative to its size, or to 1 where
   * it is smaller, and of the linear equations of the derivative relative to their right-hand side.
   *
   * @throws IllegalArgumentException if that is not positive
   */
  public abstract Equation<X, T> withTolerance(double newTolerance);

  /**
   * The same equation, given up after another number of iterations; there are 10,000 otherwise.
   *
   * @throws IllegalArgumentException if that is not positive
   */
  public abstract Equation<X, T> withIterations(int newIterations);

  /** The same equation, with what forward mode needs. */
  public abstract Equation<X, T> withJvp(Tangent<X, T> tangent);

  /**
   * Solves the equation.
   *
   * @param start where to begin
   * @throws ConvergenceException if the iterations do not converge
   */
  public abstract X solve(X start, T parametersGiven);

  /** Whether the state itself is taken off what the method gives, in the equation's derivative. */
  abstract boolean isFixedPoint();

  /**
   * The vector-Jacobian product of the solution.
   *
   * @param solution what {@link #solve} gave for the parameters
   * @param bar the adjoint of the solution
   * @throws ConvergenceException if the linear equations have no solution
   */
  public T adjoint(X solution, T parametersGiven, X bar) {
    Function<X, Products<X, T>> products = pullback.apply(solution, parametersGiven);
    X lambda = linear(solution, bar, seed -> products.apply(seed).state());
    return products.apply(lambda).parameters();
  }

  /**
   * The Jacobian-vector product of the solution.
   *
   * @param solution what {@link #solve} gave for the parameters
   * @param dot the tangent of the parameters
   * @throws ConvergenceException if the linear equations have no solution
   * @throws IllegalStateException if the equation was made without {@link #withJvp}
   */
  public X tangent(X solution, T parametersGiven, T dot) {
    Tangent<X, T> along = jvp;
    if (along == null) {
      throw new IllegalStateException(
          "forward mode needs the tangent of the method: make the equation withJvp(…)");
    }
    X still = make(states, solution, new double[states.size(solution)]);
    T fixed = make(parameters, parametersGiven, new double[parameters.size(parametersGiven)]);
    X right = along.along(solution, parametersGiven, still, dot);
    return linear(solution, right, v -> along.along(solution, parametersGiven, v, fixed));
  }

  /** Solves {@code v - J v = right} for a fixed point, {@code -J v = right} for a root. */
  private X linear(X like, X right, UnaryOperator<X> jacobian) {
    UnaryOperator<double[]> product =
        vector -> {
          double[] moved = numbers(states, jacobian.apply(make(states, like, vector)));
          for (int i = 0; i < moved.length; i++) {
            moved[i] = (isFixedPoint() ? vector[i] : 0) - moved[i];
          }
          return moved;
        };
    double[] solution = new LinearEquations(product, tolerance).solve(numbers(states, right));
    return make(states, like, solution);
  }

  static <V> double[] numbers(Space<V> space, V value) {
    double[] result = new double[space.size(value)];
    space.read(value, result, 0);
    return result;
  }

  static <V> V make(Space<V> space, V like, double[] numbers) {
    return space.make(like, numbers, 0);
  }

  /** Whether a state moved so little that it has been found. */
  boolean isFound(double[] state, double[] step) {
    return largest(step) <= tolerance * Math.max(1, largest(state));
  }

  static double largest(double[] numbers) {
    // Not a number wins, so that it is never taken for small.
    return Arrays.stream(numbers).map(Math::abs).reduce(0, Math::max);
  }

  ConvergenceException failure(String what, int done, double[] state, double[] step) {
    return new ConvergenceException(
        "%s did not converge in %d iterations: the last step is %.1e of a state of %.1e, where %.1e was asked for"
            .formatted(what, done, largest(step), largest(state), tolerance));
  }

  static double positive(double newTolerance) {
    if (!(newTolerance > 0)) {
      throw new IllegalArgumentException("a tolerance of " + newTolerance + " is not positive");
    }
    return newTolerance;
  }

  static int positive(int newIterations) {
    if (newIterations < 1) {
      throw new IllegalArgumentException(newIterations + " iterations are too few");
    }
    return newIterations;
  }
}
