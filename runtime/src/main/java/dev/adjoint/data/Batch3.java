package dev.adjoint.data;

/**
 * Examples that a step is computed from, in three parts.
 *
 * @param x the first part, such as inputs
 * @param y the second part
 * @param z the third part
 */
public record Batch3<X, Y, Z>(X x, Y y, Z z) {}
