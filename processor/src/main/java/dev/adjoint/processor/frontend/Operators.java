package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree.Kind;
import dev.adjoint.processor.ir.Operator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads javac's kinds of operators. */
final class Operators {
  private static final Map<Kind, Operator> UNARY = new EnumMap<>(Kind.class);
  private static final Map<Kind, Operator> BINARY = new EnumMap<>(Kind.class);
  private static final Map<Kind, Operator> COMPOUND = new EnumMap<>(Kind.class);

  static {
    UNARY.put(Kind.UNARY_MINUS, Operator.NEGATE);
    UNARY.put(Kind.UNARY_PLUS, Operator.IDENTITY);
    UNARY.put(Kind.LOGICAL_COMPLEMENT, Operator.NOT);
    UNARY.put(Kind.BITWISE_COMPLEMENT, Operator.COMPLEMENT);
    both(Kind.MULTIPLY, Kind.MULTIPLY_ASSIGNMENT, Operator.TIMES);
    both(Kind.DIVIDE, Kind.DIVIDE_ASSIGNMENT, Operator.DIVIDE);
    both(Kind.REMAINDER, Kind.REMAINDER_ASSIGNMENT, Operator.REMAINDER);
    both(Kind.PLUS, Kind.PLUS_ASSIGNMENT, Operator.PLUS);
    both(Kind.MINUS, Kind.MINUS_ASSIGNMENT, Operator.MINUS);
    both(Kind.LEFT_SHIFT, Kind.LEFT_SHIFT_ASSIGNMENT, Operator.SHIFT_LEFT);
    both(Kind.RIGHT_SHIFT, Kind.RIGHT_SHIFT_ASSIGNMENT, Operator.SHIFT_RIGHT);
    both(
        Kind.UNSIGNED_RIGHT_SHIFT,
        Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT,
        Operator.SHIFT_RIGHT_UNSIGNED);
    both(Kind.AND, Kind.AND_ASSIGNMENT, Operator.AND);
    both(Kind.XOR, Kind.XOR_ASSIGNMENT, Operator.XOR);
    both(Kind.OR, Kind.OR_ASSIGNMENT, Operator.OR);
    BINARY.put(Kind.LESS_THAN, Operator.LESS);
    BINARY.put(Kind.LESS_THAN_EQUAL, Operator.LESS_EQUAL);
    BINARY.put(Kind.GREATER_THAN, Operator.GREATER);
    BINARY.put(Kind.GREATER_THAN_EQUAL, Operator.GREATER_EQUAL);
    BINARY.put(Kind.EQUAL_TO, Operator.EQUAL);
    BINARY.put(Kind.NOT_EQUAL_TO, Operator.NOT_EQUAL);
    BINARY.put(Kind.CONDITIONAL_AND, Operator.CONDITIONAL_AND);
    BINARY.put(Kind.CONDITIONAL_OR, Operator.CONDITIONAL_OR);
  }

  private static void both(Kind plain, Kind compound, Operator operator) {
    BINARY.put(plain, operator);
    COMPOUND.put(compound, operator);
  }

  private Operators() {}

  static @Nullable Operator unary(Kind kind) {
    return UNARY.get(kind);
  }

  static Operator binary(Kind kind) {
    Operator operator = BINARY.get(kind);
    if (operator == null) {
      throw new IllegalArgumentException("not a binary operator: " + kind);
    }
    return operator;
  }

  static @Nullable Operator compound(Kind kind) {
    return COMPOUND.get(kind);
  }

  /** The Java text of a constant's value. */
  static String literal(Object value) {
    if (value instanceof Float number) {
      if (number.isNaN()) {
        return "Float.NaN";
      }
      return number.isInfinite()
          ? "Float." + (number > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY"
          : number + "f";
    } else if (value instanceof Double number) {
      if (number.isNaN()) {
        return "Double.NaN";
      }
      return number.isInfinite()
          ? "Double." + (number > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY"
          : number.toString();
    } else if (value instanceof Long number) {
      return number + "L";
    } else if (value instanceof Character character) {
      return "'" + (character == '\'' ? "\\'" : escaped(character)) + "'";
    } else if (value instanceof String text) {
      return text.chars()
          .mapToObj(c -> c == '"' ? "\\\"" : escaped((char) c))
          .collect(Collectors.joining("", "\"", "\""));
    }
    return value.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : Character.toString(c);
    };
  }
}
