package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which expressions always have the same value: literals, constants of classes, variables that are
 * given a constant once and for all, and arithmetic on them, as javac folds it.
 */
public final class Constants {
  /** Whole numbers that mean what they show: neither octal nor too large for any type. */
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9_]{0,17})[lL]?");

  private static final Pattern FLOATING =
      Pattern.compile("-?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][+-]?[0-9]+)?[dDfF]?");

  private final Map<Variable, Object> variables = new HashMap<>();

  private Constants() {}

  /** Looks at a whole function's body. */
  public static Constants in(Block body) {
    Constants constants = new Constants();
    Set<Variable> assigned = new HashSet<>();
    Set<Variable> assignedAgain = new HashSet<>();
    Walk.eachStatement(
        body,
        stmt -> {
          Variable target = Walk.target(stmt);
          if (target != null && !assigned.add(target)) {
            assignedAgain.add(target);
          }
        });
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare s
              && s.value() != null
              && !assignedAgain.contains(s.variable())) {
            Object value = as(s.variable().type(), constants.of(s.value()));
            if (value != null) {
              constants.variables.put(s.variable(), value);
            }
          }
        });
    return constants;
  }

  /** Whether a condition always holds or never does; null if that is not known. */
  public @Nullable Boolean truth(Expr condition) {
    return of(condition) instanceof Boolean truth ? truth : null;
  }

  /** The value as Java's box of it, null if it is not known. */
  private @Nullable Object of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return parse(literal);
    } else if (expr instanceof Expr.StaticField field) {
      return field.constant() == null ? null : parse(field.constant());
    } else if (expr instanceof Expr.Read read) {
      return variables.get(read.variable());
    } else if (expr instanceof Expr.Cast cast) {
      return as(cast.type(), of(cast.operand()));
    } else if (expr instanceof Expr.Unary unary) {
      return of(unary, of(unary.operand()));
    } else if (expr instanceof Expr.Binary binary) {
      return of(binary, of(binary.left()), of(binary.right()));
    }
    return null;
  }

  private static @Nullable Object parse(Expr.Literal literal) {
    String text = literal.text();
    if (literal.type() == Type.Primitive.BOOLEAN) {
      return Boolean.valueOf(text);
    }
    boolean isWhole = literal.type() == Type.Primitive.INT || literal.type() == Type.Primitive.LONG;
    String digits = text.replace("_", "");
    if (isWhole && WHOLE.matcher(text).matches()) {
      return as(literal.type(), Long.valueOf(digits.replaceAll("[lL]$", "")));
    } else if (literal.type() == Type.Primitive.FLOAT && FLOATING.matcher(text).matches()) {
      return Float.valueOf(digits);
    } else if (literal.type() == Type.Primitive.DOUBLE && FLOATING.matcher(text).matches()) {
      return Double.valueOf(digits);
    }
    return null;
  }

  /** A value converted to a type, null if it is none of a constant. */
  private static @Nullable Object as(Type type, @Nullable Object value) {
    if (value instanceof Boolean) {
      return type == Type.Primitive.BOOLEAN ? value : null;
    }
    if (!(value instanceof Number number) || !(type instanceof Type.Primitive primitive)) {
      return null;
    }
    boolean isFloating = number instanceof Float || number instanceof Double;
    return switch (primitive) {
      // A cast saturates a floating-point number, and cuts off the bits of a whole one.
      case INT -> isFloating ? (Object) (int) number.doubleValue() : (int) number.longValue();
      case LONG -> isFloating ? (long) number.doubleValue() : number.longValue();
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
      default -> null;
    };
  }

  private static @Nullable Object of(Expr.Unary unary, @Nullable Object value) {
    if (value instanceof Boolean truth) {
      return unary.operator() == Operator.NOT ? !truth : null;
    }
    if (!(value instanceof Number number)) {
      return null;
    }
    return switch (unary.operator()) {
      case IDENTITY -> as(unary.type(), number);
      case NEGATE ->
          number instanceof Float || number instanceof Double
              ? as(unary.type(), -number.doubleValue())
              : as(unary.type(), -number.longValue());
      default -> null;
    };
  }

  private static @Nullable Object of(
      Expr.Binary binary, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Boolean first && right instanceof Boolean second) {
      return switch (binary.operator()) {
        case AND, CONDITIONAL_AND -> first && second;
        case OR, CONDITIONAL_OR -> first || second;
        case XOR, NOT_EQUAL -> first ^ second;
        case EQUAL -> first == (boolean) second;
        default -> null;
      };
    } else if (left instanceof Number first && right instanceof Number second) {
      Type type = Exprs.promote(binary.left().type(), binary.right().type());
      return type.isFloating()
          ? floating(binary, (Number) as(type, first), (Number) as(type, second))
          : whole(binary, first.longValue(), second.longValue());
    }
    return null;
  }

  /** Rounding twice, first to double, gives what one operation on floats gives. */
  private static @Nullable Object floating(
      Expr.Binary binary, @Nullable Number left, @Nullable Number right) {
    if (left == null || right == null) {
      return null;
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    return switch (binary.operator()) {
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case PLUS -> as(binary.type(), a + b);
      case MINUS -> as(binary.type(), a - b);
      case TIMES -> as(binary.type(), a * b);
      case DIVIDE -> as(binary.type(), a / b);
      case REMAINDER -> as(binary.type(), a % b);
      default -> null;
    };
  }

  private static @Nullable Object whole(Expr.Binary binary, long a, long b) {
    return switch (binary.operator()) {
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case PLUS -> as(binary.type(), a + b);
      case MINUS -> as(binary.type(), a - b);
      case TIMES -> as(binary.type(), a * b);
      case DIVIDE -> b == 0 ? null : as(binary.type(), a / b);
      case REMAINDER -> b == 0 ? null : as(binary.type(), a % b);
      default -> null;
    };
  }
}
