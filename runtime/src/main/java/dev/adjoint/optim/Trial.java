package dev.adjoint.optim;

/** A point on the line of a line search, with what is known there. */
final class Trial {
  /** How far along the direction it is. */
  double step;

  double value;

  /** The derivative of the value by the step. */
  double slope;

  final double[] gradient;

  Trial(int size) {
    this.gradient = new double[size];
  }
}
