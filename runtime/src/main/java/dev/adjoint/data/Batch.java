package dev.adjoint.data;

/**
 * Examples that a step is computed from.
 *
 * @param x the inputs, an example for each position of the first axis
 * @param y what belongs to them
 */
public record Batch<X, Y>(X x, Y y) {}
