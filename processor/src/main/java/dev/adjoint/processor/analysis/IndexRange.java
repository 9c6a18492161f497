package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an index lies, seen from a loop: between {@code factor * i + least} and {@code factor * i +
 * most}, with the loop's own index {@code i}.
 */
record IndexRange(long factor, long least, long most) {
  /** Greater than any index; what lies this far away may lie anywhere beyond. */
  private static final long FAR = 1L << 40;

  /** A range; null if its ends are no whole numbers of Java, which would start over. */
  private static @Nullable IndexRange between(long factor, long least, long most) {
    long from = least < -FAR / 2 ? -FAR : least;
    long to = most > FAR / 2 ? FAR : most;
    return isInt(factor) && (from == -FAR || isInt(from)) && (to == FAR || isInt(to))
        ? new IndexRange(factor, from, to)
        : null;
  }

  private static boolean isInt(long number) {
    return number == (int) number;
  }

  /** What is known of the whole numbers in a loop's body, or in a block. */
  record Scope(
      @Nullable Variable index,
      Map<Variable, Stmt.For> loops,
      Map<Variable, Stmt.Declare> declarations) {

    /** The range of an expression; null if it is not known. */
    @Nullable IndexRange of(Expr expr) {
      if (expr instanceof Expr.Literal literal) {
        return literal(literal);
      } else if (expr instanceof Expr.StaticField field) {
        return field.constant() == null ? null : literal(field.constant());
      } else if (expr instanceof Expr.Read read) {
        return variable(read.variable());
      } else if (expr instanceof Expr.Binary binary) {
        return binary(binary);
      } else if (expr instanceof Expr.Call call && isFloorDivision(call)) {
        return quotient(of(call.arguments().get(0)), of(call.arguments().get(1)));
      }
      return null;
    }

    private static @Nullable IndexRange literal(Expr.Literal literal) {
      if (!literal.text().matches("-?[0-9]{1,9}")) {
        return null;
      }
      int value = Integer.parseInt(literal.text());
      return new IndexRange(0, value, value);
    }

    private @Nullable IndexRange variable(Variable variable) {
      if (variable.equals(index)) {
        return new IndexRange(1, 0, 0);
      }
      Stmt.For loop = loops.get(variable);
      if (loop != null) {
        return counted(loop);
      }
      Stmt.Declare declaration = declarations.get(variable);
      return declaration == null || declaration.value() == null ? null : of(declaration.value());
    }

    /** From the least to the greatest index of a loop, of which one end may not be known. */
    private @Nullable IndexRange counted(Stmt.For loop) {
      boolean isUpward = loop.step() > 0;
      boolean isExclusive = loop.relation() == Operator.LESS || loop.relation() == Operator.GREATER;
      boolean isExpected =
          isUpward
              ? loop.relation() == Operator.LESS || loop.relation() == Operator.LESS_EQUAL
              : loop.relation() == Operator.GREATER || loop.relation() == Operator.GREATER_EQUAL;
      IndexRange from = of(loop.from());
      IndexRange bound = of(loop.bound());
      IndexRange start = isUpward ? from : bound;
      IndexRange end = isUpward ? bound : from;
      if (!isExpected || (start == null && end == null)) {
        return null;
      }
      long factor = start == null ? end.factor : start.factor;
      long least = start == null ? -FAR : start.least + (isUpward || !isExclusive ? 0 : 1);
      long most =
          end == null || end.factor != factor ? FAR : end.most - (isUpward && isExclusive ? 1 : 0);
      if (isUpward && from != null && from.least == from.most && most < FAR) {
        most = from.least + Math.floorDiv(most - from.least, loop.step()) * loop.step();
      }
      return between(factor, least, Math.max(least, most));
    }

    private @Nullable IndexRange binary(Expr.Binary expr) {
      IndexRange left = of(expr.left());
      IndexRange right = of(expr.right());
      if (left == null || right == null) {
        return null;
      }
      return switch (expr.operator()) {
        case PLUS ->
            between(left.factor + right.factor, left.least + right.least, left.most + right.most);
        case MINUS ->
            between(left.factor - right.factor, left.least - right.most, left.most - right.least);
        case TIMES -> left.isNumber() ? right.times(left.least) : left.timesIfNumber(right);
        default -> null;
      };
    }
  }

  private static boolean isFloorDivision(Expr.Call call) {
    return call.callee().kind() == Callee.Kind.SCALAR
        && call.callee().name().equals("floorDiv")
        && call.type() == Type.Primitive.INT;
  }

  /** The quotient of numbers that are known, rounded down. */
  private static @Nullable IndexRange quotient(
      @Nullable IndexRange dividend, @Nullable IndexRange divisor) {
    if (dividend == null
        || divisor == null
        || !dividend.isNumber()
        || !divisor.isNumber()
        || divisor.least <= 0) {
      return null;
    }
    long quotient = Math.floorDiv(dividend.least, divisor.least);
    return new IndexRange(0, quotient, quotient);
  }

  /** Whether both ends are known. */
  boolean isBounded() {
    return least > -FAR && most < FAR;
  }

  /** How many places there are from the first to the last. */
  long size() {
    return most - least + 1;
  }

  /** What includes both; null if they are not seen from the same place. */
  @Nullable IndexRange union(@Nullable IndexRange other) {
    return other == null || other.factor != factor
        ? null
        : new IndexRange(factor, Math.min(least, other.least), Math.max(most, other.most));
  }

  private boolean isNumber() {
    return factor == 0 && least == most;
  }

  private @Nullable IndexRange timesIfNumber(IndexRange other) {
    return other.isNumber() ? times(other.least) : null;
  }

  private @Nullable IndexRange times(long number) {
    return number < 0 || !isInt(number)
        ? null
        : between(factor * number, product(least, number), product(most, number));
  }

  /** What is far away stays so. */
  private static long product(long end, long number) {
    return Math.abs(end) == FAR && number > 0 ? end : end * number;
  }
}
