package dev.adjoint;

/**
 * The value of a scalar function and its gradient at one point.
 *
 * @param value the value; a {@code float} result is widened exactly
 * @param gradient the gradient, which has the structure of what was differentiated by
 * @param <G> the type of the gradient
 */
public record ValueAndGradient<G>(double value, G gradient) {}
