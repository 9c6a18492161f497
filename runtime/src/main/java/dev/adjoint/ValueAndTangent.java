package dev.adjoint;

/**
 * The value of a function and its Jacobian-vector product at one point: how the value changes when
 * the arguments move along their tangents.
 *
 * <p>Both have the structure of the result. Where the method returns an array that it was given,
 * the tangent is the array of tangents that was given with it.
 *
 * @param value the value
 * @param tangent the Jacobian-vector product
 * @param <Y> the type of the value
 */
public record ValueAndTangent<Y>(Y value, Y tangent) {}
