package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares a Hessian-vector product with the gradient, with itself, as Hessians are symmetric, and
 * with differences of the gradient.
 */
final class SecondOrderCheck {
  /** Along more single numbers than this it is not tried. */
  private static final int MOST_AXES = 12;

  private static final double STEP = 1e-3;

  /** Where numbers of a size of 1,000 are floats, a step has to be greater than their rounding. */
  private static final double FLOAT_STEP = 1.0 / 64;

  /** What rounding leaves of differences of float gradients by that step. */
  private static final double FLOAT_BOUND = 2e-3;

  private final Subject subject;
  private final List<String> wrt;
  private final Object[] arguments;
  private final double[] value;

  /**
   * @param value what the method gives
   */
  SecondOrderCheck(Subject subject, List<String> wrt, Object[] arguments, double[] value) {
    this.subject = subject;
    this.wrt = wrt;
    this.arguments = arguments;
    this.value = value;
  }

  /** Value, gradient and tangent are those of the other modes. */
  void matchesGradient(double[] gradient, double tolerance) {
    boolean isFinite = Arrays.stream(gradient).allMatch(Double::isFinite);
    for (double[] direction : directions(gradient.length)) {
      Object both = hvp(arguments, direction);
      GradientCheck.assertBits("value", Numbers.flatten(Numbers.read(both, "value")), value);
      double[] other = Numbers.flatten(Numbers.read(both, "gradient"));
      GradientCheck.assertClose("gradient beside its tangent", other, gradient, tolerance);
      double[] product = Numbers.flatten(Numbers.read(both, "hvp"));
      assertThat(product.length).as("numbers of the product").isEqualTo(gradient.length);
      if (isFinite) {
        double[] tangent = Numbers.flatten(Numbers.read(both, "tangent"));
        assertClose("tangent", tangent[0], dot(gradient, direction), gradient, tolerance);
      }
    }
  }

  /** The Hessian is symmetric, where the function is smooth. */
  void isSymmetric(int size, double tolerance) {
    List<double[]> directions = directions(size);
    List<double[]> products = new ArrayList<>();
    boolean isFinite = true;
    for (double[] direction : directions) {
      double[] product = Numbers.flatten(Numbers.read(hvp(arguments, direction), "hvp"));
      products.add(product);
      isFinite &= Arrays.stream(product).allMatch(Double::isFinite);
    }
    for (int i = 0; isFinite && i < directions.size(); i++) {
      for (int j = 0; j < i; j++) {
        double ij = dot(products.get(i), directions.get(j));
        double ji = dot(products.get(j), directions.get(i));
        assertClose("Hessian is symmetric", ij, ji, products.get(i), tolerance);
      }
    }
  }

  /**
   * Extrapolated differences of the gradient along directions.
   *
   * @param tolerance how close gradients come to differences: those of floats, of which differences
   *     of values say little, come closer here
   */
  void matchesDifferences(double tolerance) {
    double bound = Math.min(10 * tolerance, FLOAT_BOUND);
    double step = Arrays.stream(arguments).anyMatch(Numbers::hasFloat) ? FLOAT_STEP : STEP;
    int size = 0;
    for (String name : wrt) {
      size += Numbers.flatten(arguments[subject.operands().indexOf(name)]).length;
    }
    for (double[] direction : directions(size)) {
      double[] wide = difference(direction, step);
      double[] narrow = difference(direction, step / 2);
      double[] expected = new double[wide.length];
      Arrays.setAll(expected, i -> (4 * narrow[i] - wide[i]) / 3);
      double[] product = Numbers.flatten(Numbers.read(hvp(arguments, direction), "hvp"));
      double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      for (int i = 0; i < expected.length; i++) {
        assertThat(Math.abs(product[i] - expected[i]) <= bound * Math.max(1, scale))
            .as(
                "Hessian-vector product %s, differences %s along %s",
                Arrays.toString(product), Arrays.toString(expected), Arrays.toString(direction))
            .isTrue();
      }
    }
  }

  private double[] difference(double[] direction, double step) {
    double[] up = Numbers.flatten(Numbers.read(hvp(moved(direction, step), direction), "gradient"));
    double[] down =
        Numbers.flatten(Numbers.read(hvp(moved(direction, -step), direction), "gradient"));
    double[] result = new double[up.length];
    Arrays.setAll(result, i -> (up[i] - down[i]) / (2 * step));
    return result;
  }

  private Object[] moved(double[] direction, double step) {
    Object[] all = Arrays.stream(arguments).map(Numbers::copy).toArray();
    int next = 0;
    for (String name : wrt) {
      int operand = subject.operands().indexOf(name);
      double[] x = Numbers.flatten(all[operand]);
      for (int i = 0; i < x.length; i++) {
        x[i] += step * direction[next++];
      }
      all[operand] = Numbers.rebuild(all[operand], x);
    }
    return all;
  }

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

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void assertClose(
      String what, double actual, double expected, double[] terms, double tolerance) {
    double scale = 1 + Arrays.stream(terms).map(Math::abs).sum();
    assertThat(Math.abs(actual - expected) <= tolerance * scale)
        .as("%s: %s, expected %s", what, actual, expected)
        .isTrue();
  }

  private Object hvp(Object[] at, double[] direction) {
    List<Object> all = new ArrayList<>();
    Arrays.stream(at).map(Numbers::copy).forEach(all::add);
    int next = 0;
    for (String name : wrt) {
      Object argument = at[subject.operands().indexOf(name)];
      int end = next + Numbers.flatten(argument).length;
      all.add(Numbers.rebuild(argument, Arrays.copyOfRange(direction, next, end)));
      next = end;
    }
    return subject.hvp(all.toArray());
  }
}
