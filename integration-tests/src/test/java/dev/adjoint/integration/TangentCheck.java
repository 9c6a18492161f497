package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares forward mode with the method itself, with reverse mode, and with differences. */
final class TangentCheck {
  /** Along more single numbers than this it is not tried. */
  private static final int MOST_AXES = 40;

  private final Subject subject;
  private final List<String> wrt;
  private final Object[] arguments;
  private final double[] value;

  /**
   * @param value what the method gives
   */
  TangentCheck(Subject subject, List<String> wrt, Object[] arguments, double[] value) {
    this.subject = subject;
    this.wrt = wrt;
    this.arguments = arguments;
    this.value = value;
  }

  /**
   * The dot-product test: a Jacobian-vector product weighted by a seed is the vector-Jacobian
   * product of the seed weighted by the vector.
   *
   * @param gradient the vector-Jacobian product
   */
  void matchesGradient(double[] gradient, double[] seed, double tolerance) {
    // Where a derivative is infinite, zero times it is no number.
    boolean isFinite = Arrays.stream(gradient).allMatch(Double::isFinite);
    for (double[] direction : directions(gradient.length)) {
      double[] tangent = along(direction);
      assertThat(tangent.length).as("numbers of the tangent").isEqualTo(value.length);
      if (!isFinite) {
        continue;
      }
      double actual = 0;
      double expected = 0;
      double scale = 1;
      for (int i = 0; i < seed.length; i++) {
        actual += seed[i] * tangent[i];
        scale += Math.abs(seed[i] * tangent[i]);
      }
      for (int i = 0; i < gradient.length; i++) {
        expected += gradient[i] * direction[i];
        scale += Math.abs(gradient[i] * direction[i]);
      }
      assertThat(Math.abs(actual - expected) <= tolerance * scale)
          .as(
              "forward mode %s, reverse mode %s along %s",
              actual, expected, Arrays.toString(direction))
          .isTrue();
    }
  }

  /** One that moves everything, and each number alone. */
  private static List<double[]> directions(int size) {
    List<double[]> result = new ArrayList<>();
    double[] all = new double[size];
    Arrays.setAll(all, i -> 1 - 0.375 * (i % 7));
    result.add(all);
    for (int axis = 0; axis < Math.min(size, MOST_AXES); axis++) {
      double[] one = new double[size];
      one[axis] = 1;
      result.add(one);
    }
    return result;
  }

  /**
   * Whether forward mode, too, finds no number along an axis on which the gradient is none: an
   * intermediate result that is infinite times one that is zero.
   */
  boolean overflowsWith(double[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      if (!Double.isFinite(gradient[i])) {
        double[] axis = new double[gradient.length];
        axis[i] = 1;
        return Arrays.stream(along(axis)).anyMatch(number -> !Double.isFinite(number));
      }
    }
    return false;
  }

  /** The tangent of the result; checks everything else. */
  private double[] along(double[] direction) {
    List<Object> all = new ArrayList<>();
    Arrays.stream(arguments).map(Numbers::copy).forEach(all::add);
    int next = 0;
    for (String name : wrt) {
      Object argument = arguments[subject.operands().indexOf(name)];
      int end = next + Numbers.flatten(argument).length;
      all.add(Numbers.rebuild(argument, Arrays.copyOfRange(direction, next, end)));
      next = end;
    }
    Object[] given = all.toArray();
    Object both = subject.jvp(given);
    GradientCheck.assertBits(
        "value of forward mode", Numbers.flatten(Numbers.read(both, "value")), value);
    double[] left =
        Arrays.stream(given)
            .skip(arguments.length)
            .flatMapToDouble(tangent -> Arrays.stream(Numbers.flatten(tangent)))
            .toArray();
    GradientCheck.assertBits("tangents afterwards", left, direction);
    return Numbers.flatten(Numbers.read(both, "tangent"));
  }
}
