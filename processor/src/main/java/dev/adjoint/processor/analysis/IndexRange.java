package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an index lies, seen from a loop: between {@code factor * i + least} and {@code factor * i +
 * most}, with the loop's own index {@code i}.
 */
record IndexRange(long factor, long least, long most) {

  /** What is known of the whole numbers in a loop's body. */
  record Scope(
      Variable index, Map<Variable, Stmt.For> loops, Map<Variable, Stmt.Declare> declarations) {

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

    /** From the first to the last index of a loop that counts up. */
    private @Nullable IndexRange counted(Stmt.For loop) {
      IndexRange from = of(loop.from());
      IndexRange bound = of(loop.bound());
      if (from == null || bound == null || from.factor != bound.factor || loop.step() < 1) {
        return null;
      }
      long last = loop.relation() == Operator.LESS ? bound.most - 1 : bound.most;
      if (from.least == from.most) {
        last = from.least + Math.floorDiv(last - from.least, loop.step()) * loop.step();
      }
      boolean isUpward = loop.relation() == Operator.LESS || loop.relation() == Operator.LESS_EQUAL;
      return isUpward ? new IndexRange(from.factor, from.least, Math.max(last, from.most)) : null;
    }

    private @Nullable IndexRange binary(Expr.Binary expr) {
      IndexRange left = of(expr.left());
      IndexRange right = of(expr.right());
      if (left == null || right == null) {
        return null;
      }
      return switch (expr.operator()) {
        case PLUS ->
            new IndexRange(
                left.factor + right.factor, left.least + right.least, left.most + right.most);
        case MINUS ->
            new IndexRange(
                left.factor - right.factor, left.least - right.most, left.most - right.least);
        case TIMES -> left.isNumber() ? right.times(left.least) : left.timesIfNumber(right);
        default -> null;
      };
    }
  }

  private boolean isNumber() {
    return factor == 0 && least == most;
  }

  private @Nullable IndexRange timesIfNumber(IndexRange other) {
    return other.isNumber() ? times(other.least) : null;
  }

  private @Nullable IndexRange times(long number) {
    return number < 0 ? null : new IndexRange(factor * number, least * number, most * number);
  }
}
