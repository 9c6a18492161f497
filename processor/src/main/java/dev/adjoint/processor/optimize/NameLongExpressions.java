package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.CodeSize;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives names to what comes first in a very long chain of operators, so that it can stand in
 * another method than the rest.
 *
 * <pre>
 * y = a + b + … + z;   becomes   before = a + b + …;  y = before + … + z;
 * </pre>
 */
final class NameLongExpressions {
  private final CodeSize size;
  private final int limit;
  private final Variables variables;

  private NameLongExpressions(CodeSize size, int limit, Variables variables) {
    this.size = size;
    this.limit = limit;
    this.variables = variables;
  }

  /**
   * @param limit the bytes of code beyond which an expression is long
   */
  static Block in(Block block, CodeSize size, int limit, Variables variables) {
    return new NameLongExpressions(size, limit, variables).block(block);
  }

  private Block block(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      boolean hasValue =
          stmt instanceof Stmt.Declare
              || stmt instanceof Stmt.Assign
              || stmt instanceof Stmt.Return;
      result.add(
          Walk.map(stmt, expr -> hasValue ? shorten(expr, stmt, result) : expr, this::block));
    }
    return block.with(result);
  }

  /** What stands leftmost is evaluated first in any case, so it may be evaluated before. */
  private Expr shorten(Expr expr, Stmt stmt, List<Stmt> out) {
    if (!(expr instanceof Expr.Binary binary) || isLazy(binary) || size.of(expr) <= limit) {
      return expr;
    }
    Expr left = shorten(binary.left(), stmt, out);
    if (size.of(left) + size.of(binary.right()) > limit && !(left instanceof Expr.Read)) {
      Variable before = variables.fresh("before", left.type(), Variable.Kind.TEMPORARY);
      out.add(new Stmt.Declare(before, left, stmt.position()));
      left = Expr.read(before);
    }
    return new Expr.Binary(binary.operator(), left, binary.right(), binary.type());
  }

  private static boolean isLazy(Expr.Binary expr) {
    return expr.operator() == Operator.CONDITIONAL_AND
        || expr.operator() == Operator.CONDITIONAL_OR;
  }
}
