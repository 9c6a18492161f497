package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The values of integer expressions, as far as they are sizes. */
final class IntegerSizes {
  private final Declarations declarations;
  private final Integers locals;
  private final Function<Expr, Shape> shapes;

  /** Takes the values of local variables that do not change, and what tells shapes of arrays. */
  IntegerSizes(Declarations declarations, Integers locals, Function<Expr, Shape> shapes) {
    this.declarations = declarations;
    this.locals = locals;
    this.shapes = shapes;
  }

  Dim of(Expr expr) {
    if (!Argument.isInteger(expr.type())) {
      return Dim.UNKNOWN;
    } else if (expr instanceof Expr.Literal literal) {
      return literal(literal.text());
    } else if (expr instanceof Expr.Read read) {
      return variable(read.variable());
    } else if (expr instanceof Expr.Component component) {
      return declarations
          .paths()
          .of(component.record())
          .map(path -> declarations.size(path, component.name()))
          .orElse(Dim.UNKNOWN);
    } else if (expr instanceof Expr.StaticField field) {
      // Classes may share a name; only who reads a message needs it short.
      String owner =
          declarations.areBelieved() ? field.owner().simpleName() : field.owner().toString();
      String text = owner + "." + field.name();
      return Polynomial.of(new Symbol(text, Symbol.OWN, true));
    } else if (expr instanceof Expr.Length length) {
      return !declarations.isOneOfManyRows(length.array())
              && shapes.apply(length.array()) instanceof Shape.Known known
              && known.rank() > 0
          ? known.dim(0)
          : Dim.UNKNOWN;
    } else if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      return Dim.of(0).minus(of(unary.operand()));
    } else if (expr instanceof Expr.Call call) {
      return ofVector(call);
    } else if (expr instanceof Expr.Binary binary) {
      return binary(binary.operator(), of(binary.left()), of(binary.right()));
    }
    return Dim.UNKNOWN;
  }

  /** The integers that an array holds which no user can have written to. */
  Optional<List<Dim>> list(Variable variable) {
    return variable.isTemporary() && declarations.paths().isFixed(variable)
        ? locals.list(variable)
        : Optional.empty();
  }

  /** The sizes of all axes that a call gives, with a group in front; empty if it gives none. */
  Optional<List<Dim>> ofAxes(Expr.Call call) {
    return vector(call)
        .filter(vector -> vector.shape().equals(call.callee().name()))
        .flatMap(vector -> shape(call))
        .map(Shape.Known::dims);
  }

  /** The size of an axis, or the number of elements, that a call gives. */
  private Dim ofVector(Expr.Call call) {
    Optional<Type.Vector> vector = vector(call);
    Optional<Shape.Known> known = vector.flatMap(type -> shape(call));
    if (vector.isEmpty() || known.isEmpty()) {
      return Dim.UNKNOWN;
    } else if (vector.get().size().equals(call.callee().name())) {
      return known.get().elements();
    } else if (vector.get().dimension().equals(call.callee().name())) {
      int rank = known.get().rank();
      OptionalLong axis = of(call.arguments().get(1)).constant();
      if (known.get().group().isPresent() && (axis.orElse(0) >= 0 || axis.orElse(0) <= -rank)) {
        return Dim.UNKNOWN;
      }
      return axis.isPresent() && axis.getAsLong() >= -rank && axis.getAsLong() < rank
          ? known.get().dim(Math.floorMod((int) axis.getAsLong(), rank))
          : Dim.UNKNOWN;
    }
    return Dim.UNKNOWN;
  }

  /** The type of what a method is called on. */
  private static Optional<Type.Vector> vector(Expr.Call call) {
    return !call.callee().isStatic() && call.arguments().get(0).type() instanceof Type.Vector vector
        ? Optional.of(vector)
        : Optional.empty();
  }

  private Optional<Shape.Known> shape(Expr.Call call) {
    return shapes.apply(call.arguments().get(0)) instanceof Shape.Known known
        ? Optional.of(known)
        : Optional.empty();
  }

  private static Dim literal(String text) {
    try {
      return Dim.of(Long.decode(text.replace("_", "").replaceFirst("[lL]$", "")));
    } catch (NumberFormatException e) {
      return Dim.UNKNOWN; // binary, or a hexadecimal number with the sign bit set
    }
  }

  private Dim variable(Variable variable) {
    if (!declarations.paths().isFixed(variable)) {
      return Dim.UNKNOWN;
    } else if (declarations.paths().isParameter(variable)) {
      return declarations.size(variable.name());
    }
    return locals.number(variable);
  }

  private static Dim binary(Operator operator, Dim left, Dim right) {
    return switch (operator) {
      case PLUS -> left.plus(right);
      case MINUS -> left.minus(right);
      case TIMES -> left.times(right);
      case DIVIDE -> divide(left, right);
      default -> Dim.UNKNOWN;
    };
  }

  /** Java rounds towards zero, which is rounding down only where nothing is negative. */
  private static Dim divide(Dim left, Dim right) {
    boolean roundsDown =
        left instanceof Polynomial a
            && right instanceof Polynomial b
            && a.isNonNegative()
            && b.isNonNegative();
    return roundsDown ? left.over(right) : Dim.UNKNOWN;
  }
}
