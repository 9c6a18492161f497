package dev.adjoint.train;

/** A measure of a model, such as its accuracy, computed from three parts of the data. */
@FunctionalInterface
public interface Metric3<M, X, Y, Z> {
  /** The measure of a model on some examples. */
  double apply(M model, X x, Y y, Z z);
}
