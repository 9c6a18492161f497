package dev.adjoint.processor.shape;

import java.util.List;
import java.util.stream.Collectors;

/** Says in the user's words why shapes do not fit an operation; holds the texts of all reasons. */
final class Mismatch extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  private Mismatch(String format, Object... arguments) {
    this.reason = String.format(format, arguments);
  }

  String reason() {
    return reason;
  }

  static Mismatch rank(ShapePattern.Listed pattern, Argument argument) {
    int count = pattern.dims().size();
    return new Mismatch(
        "operand must have %s%s, but %s has shape %s",
        pattern.group().isPresent() ? "at least " : "",
        count == 0 ? "no dimensions" : count == 1 ? "1 dimension" : count + " dimensions",
        argument.name(),
        argument.shape());
  }

  static Mismatch inner(Argument a, Argument b) {
    return new Mismatch("inner dimensions differ: %s x %s", a.shape(), b.shape());
  }

  static Mismatch within(String name, Argument argument) {
    return new Mismatch("%s differs within %s", name, argument);
  }

  static Mismatch name(String name, Argument a, Argument b) {
    return new Mismatch("%s differs: %s, %s", name, a, b);
  }

  static Mismatch value(Object expected, Dim value, Argument argument) {
    String text = expected.toString();
    return new Mismatch(
        "%s, but %s has shape %s",
        text.equals(value.toString())
            ? "dimension must be " + text
            : "dimension " + text + " must be " + value,
        argument.name(),
        argument.shape());
  }

  static Mismatch form(DimExpr expected, Argument argument) {
    return new Mismatch(
        "dimension must have the form %s, but %s has shape %s",
        expected, argument.name(), argument.shape());
  }

  static Mismatch shapes(Argument a, Argument b) {
    return new Mismatch("shapes differ: %s, %s", a, b);
  }

  static Mismatch leading(Argument a, Argument b) {
    return new Mismatch("leading dimensions cannot be broadcast: %s, %s", a, b);
  }

  static Mismatch broadcast(List<? extends Shape> shapes) {
    return new Mismatch(
        "shapes cannot be broadcast: %s",
        shapes.stream().map(Object::toString).collect(Collectors.joining(" and ")));
  }

  static Mismatch axis(long axis, Operand operand) {
    return new Mismatch("axis %d is out of range for %s", axis, operand);
  }

  static Mismatch axisTwice(long axis, Operand operand) {
    return new Mismatch("axis %d of %s is given twice", axis, operand);
  }

  static Mismatch axisCount(int count, Operand operand) {
    return new Mismatch("%d axes are given for %s", count, operand);
  }

  static Mismatch reshape(Shape from, Shape to) {
    return new Mismatch("%s cannot become %s", from, to);
  }

  static Mismatch twoLeftOpen(Shape to) {
    return new Mismatch("only one dimension may be -1, but %s are given", to);
  }

  static Mismatch negative(Dim dim, Shape shape) {
    return new Mismatch("dimension %s of %s is negative", dim, shape);
  }

  static Mismatch negativeResult(DimExpr dim, Dim value, List<Argument> arguments) {
    return new Mismatch("%s would be %s for %s", dim, value, describe(arguments));
  }

  static Mismatch condition(Condition condition, Dim a, Dim b, List<Argument> arguments) {
    return new Mismatch(
        "%s does not hold: %s %s %s for %s",
        condition,
        a,
        condition.isEquality() ? "is not" : "is greater than",
        b,
        describe(arguments));
  }

  private static String describe(List<Argument> arguments) {
    return arguments.stream()
        .filter(Argument::hasSizes)
        .map(Argument::describe)
        .collect(Collectors.joining(", "));
  }

  /** A shape with the name that users call it by, if it has one. */
  record Operand(String name, Shape.Known shape) {
    @Override
    public String toString() {
      return name.isEmpty() ? shape.toString() : name + " " + shape;
    }
  }
}
