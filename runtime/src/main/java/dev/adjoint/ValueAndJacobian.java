package dev.adjoint;

/**
 * The value of a function and its Jacobian.
 *
 * @param value the value; a {@code float} result is widened exactly
 * @param jacobian the derivatives: a row for each number of the value and a column for each number
 *     of the inputs, in the order of the parameters, arrays element by element and records
 *     component by component
 * @param <Y> the type of the value
 */
public record ValueAndJacobian<Y>(Y value, double[][] jacobian) {}
