package dev.adjoint;

/**
 * The value of a scalar function, its gradient, and how both change along tangents of the inputs.
 *
 * @param value the value; a {@code float} result is widened exactly
 * @param tangent the derivative of the value along the tangents, which is their dot product with
 *     the gradient
 * @param gradient the gradient
 * @param hvp the Hessian-vector product: the derivative of the gradient along the tangents, with
 *     the structure of the gradient
 * @param <G> the type of the gradient
 */
public record ValueAndHvp<G>(double value, double tangent, G gradient, G hvp) {}
