package dev.adjoint.train;

/** A measure of a model, such as its accuracy, computed from one part of the data. */
@FunctionalInterface
public interface Metric1<M, X> {
  /** The measure of a model on some examples. */
  double apply(M model, X x);
}
