package dev.adjoint.data;

/**
 * A dataset in two parts without common examples.
 *
 * @param train what to learn from
 * @param test what to measure on
 */
public record Split<X, Y>(Dataset<X, Y> train, Dataset<X, Y> test) {}
