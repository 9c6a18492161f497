package dev.adjoint.data;

/**
 * A dataset in two parts without common examples.
 *
 * @param <D> the type of the dataset
 * @param train what to learn from
 * @param test what to measure on
 */
public record Split<D>(D train, D test) {}
