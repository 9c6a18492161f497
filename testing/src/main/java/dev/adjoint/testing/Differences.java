package dev.adjoint.testing;

import java.util.function.ToDoubleFunction;

/** Central differences of a number that a method computes, extrapolated. */
final class Differences {
  /** How far rounding may carry a computation, in units of the rounding of its result. */
  private static final double ROUNDINGS = 64;

  private final ToDoubleFunction<Object[]> function;
  private final Values values;
  private final Object[] arguments;
  private final double step;
  private final double rounding;

  /**
   * @param isSingle whether single-precision numbers take part
   * @param step the first step, not a number if it was not set
   * @param magnitude the size of the function's value
   */
  Differences(
      ToDoubleFunction<Object[]> function,
      Values values,
      Object[] arguments,
      boolean isSingle,
      double step,
      double magnitude) {
    this.function = function;
    this.values = values;
    this.arguments = arguments;
    this.step = !Double.isNaN(step) ? step : isSingle ? 1.0 / 64 : 1e-3;
    this.rounding = ROUNDINGS * magnitude * (isSingle ? 0x1p-24 : 0x1p-53);
  }

  /**
   * A derivative.
   *
   * @param value its value
   * @param rounding how far that may be off by rounding
   * @param unsettled how much the last extrapolation still changed it
   */
  record Estimate(double value, double rounding, double unsettled) {}

  /**
   * The derivative along a direction.
   *
   * @param position the parameter that moves
   * @param direction how its numbers move
   * @param size how large the numbers are that move
   */
  Estimate along(int position, double[] direction, double size) {
    double h = step * Math.max(1, size);
    double wide = difference(position, direction, h);
    double narrow = difference(position, direction, h / 2);
    double narrower = difference(position, direction, h / 4);
    double better = (4 * narrow - wide) / 3;
    double best = (4 * narrower - narrow) / 3;
    double value = (16 * best - better) / 15;
    return new Estimate(value, rounding / (h / 4), Math.abs(value - best));
  }

  private double difference(int position, double[] direction, double h) {
    return (at(position, direction, h) - at(position, direction, -h)) / (2 * h);
  }

  private double at(int position, double[] direction, double h) {
    double[] moved = values.flatten(arguments[position]);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += h * direction[i];
    }
    Object[] all = arguments.clone();
    all[position] = values.unflatten(arguments[position], moved);
    return function.applyAsDouble(all);
  }

  /** The numbers of a parameter. */
  double[] numbersOf(int position) {
    return values.flatten(arguments[position]);
  }
}
