package dev.adjoint;

/**
 * The value of a scalar function, its gradient, and its Hessian.
 *
 * @param value the value; a {@code float} result is widened exactly
 * @param gradient the gradient
 * @param hessian the second derivatives: a row and a column for each number of the inputs, in the
 *     order of the parameters, arrays element by element and records component by component. It is
 *     symmetric but for rounding.
 * @param <G> the type of the gradient
 */
public record ValueAndHessian<G>(double value, G gradient, double[][] hessian) {}
