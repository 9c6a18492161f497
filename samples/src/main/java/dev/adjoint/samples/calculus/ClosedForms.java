package dev.adjoint.samples.calculus;

import static dev.adjoint.Scalars.sigmoid;
import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.sin;

import java.util.List;
import java.util.Locale;

/** The derivatives of {@link Functions} by Adjoint beside those by hand. */
final class ClosedForms {
  private ClosedForms() {}

  /** With y' = y (1 - y): dL/dw = (y - t) y' x and dL/db = (y - t) y'. */
  static Comparison loss(double w, double b, double x, double t) {
    var generated = FunctionsGrad.loss(w, b, x, t);
    double y = sigmoid(w * x + b);
    double db = (y - t) * y * (1 - y);
    return new Comparison(
        "A1",
        "L",
        "(sigmoid(w x + b) - t)^2 / 2 at w = %s, b = %s, x = %s, t = %s".formatted(w, b, x, t),
        generated.value(),
        List.of(
            new Derivative("dL/dw", generated.gradient().w(), db * x),
            new Derivative("dL/db", generated.gradient().b(), db)));
  }

  /** The penalty adds lambda w to dL/dw. */
  static Comparison regularizedLoss(double w, double b, double x, double t, double lambda) {
    var generated = FunctionsGrad.regularizedLoss(w, b, x, t, lambda);
    double y = sigmoid(w * x + b);
    double db = (y - t) * y * (1 - y);
    return new Comparison(
        "A1",
        "R",
        "L + lambda w^2 / 2 at the same point and lambda = " + lambda,
        generated.value(),
        List.of(
            new Derivative("dR/dw", generated.gradient().w(), db * x + lambda * w),
            new Derivative("dR/db", generated.gradient().b(), db)));
  }

  /** df/dt = df/dx dx/dt + df/dy dy/dt. */
  static Comparison fanOut(double t) {
    var generated = FunctionsGrad.fanOut(t);
    double x = cos(t);
    double y = t * t;
    double byX = y * exp(x * y);
    double byY = 1 + x * exp(x * y);
    return new Comparison(
        "A2",
        "f",
        "y + exp(x y), x = cos t, y = t^2 at t = " + t,
        generated.value(),
        List.of(new Derivative("df/dt", generated.gradient(), byX * -sin(t) + byY * 2 * t)));
  }

  /** df/dx1 = cos x1 + x2 and df/dx2 = x1. */
  static Comparison sineAndProduct(double x1, double x2) {
    var generated = FunctionsGrad.sineAndProduct(x1, x2);
    return new Comparison(
        "A3",
        "f",
        "sin x1 + x1 x2 at x1 = %s, x2 = %s".formatted(x1, x2),
        generated.value(),
        List.of(
            new Derivative("df/dx1", generated.gradient().x1(), cos(x1) + x2),
            new Derivative("df/dx2", generated.gradient().x2(), x1)));
  }

  /** dJ/dx = -sin(sin(x^2) + 3 x^2) (cos(x^2) + 3) 2 x. */
  static Comparison composition(double x) {
    var generated = FunctionsGrad.composition(x);
    double square = x * x;
    return new Comparison(
        "A4",
        "J",
        "cos(sin(x^2) + 3 x^2) at x = " + x,
        generated.value(),
        List.of(
            new Derivative(
                "dJ/dx",
                generated.gradient(),
                -sin(sin(square) + 3 * square) * (cos(square) + 3) * 2 * x)));
  }

  /**
   * A function at a point.
   *
   * @param row the row of the lectures' list
   */
  record Comparison(
      String row, String name, String what, double value, List<Derivative> derivatives) {
    /** The largest difference between what is generated and what is by hand. */
    double difference() {
      return derivatives.stream()
          .mapToDouble(derivative -> Math.abs(derivative.generated() - derivative.closedForm()))
          .max()
          .orElse(0);
    }

    String inWords() {
      StringBuilder words = new StringBuilder("%s = %s%n".formatted(name, what));
      words.append(String.format(Locale.ROOT, "    value   %20.16f", value));
      for (Derivative derivative : derivatives) {
        words.append(
            String.format(
                Locale.ROOT,
                "%n    %-7s %20.16f   by hand %20.16f",
                derivative.name(),
                derivative.generated(),
                derivative.closedForm()));
      }
      return words.toString();
    }
  }

  /** A derivative, computed in two ways. */
  record Derivative(String name, double generated, double closedForm) {}
}
