package dev.adjoint.train;

/** A measure of a model, such as its accuracy, computed from two parts of the data. */
@FunctionalInterface
public interface Metric2<M, X, Y> {
  /** The measure of a model on some examples. */
  double apply(M model, X x, Y y);
}
