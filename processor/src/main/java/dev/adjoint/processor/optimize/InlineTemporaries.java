package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a value that is read once where it is read, if the user gave it no name.
 *
 * <pre>
 * double t = x * y; double z = Math.sin(t);   becomes   double z = Math.sin(x * y);
 * </pre>
 */
final class InlineTemporaries {
  /** Longer expressions are no pleasure to read. */
  private static final int LONGEST = 30;

  private final Map<Variable, Integer> reads = new HashMap<>();
  private final Map<Variable, Integer> writes = new HashMap<>();

  private InlineTemporaries() {}

  static Block in(Block block) {
    InlineTemporaries pass = new InlineTemporaries();
    Walk.eachExpression(
        block,
        expr -> {
          if (expr instanceof Expr.Read read) {
            pass.reads.merge(read.variable(), 1, Integer::sum);
          }
        });
    Walk.eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Declare s) {
            pass.writes.merge(s.variable(), 1, Integer::sum);
          } else if (stmt instanceof Stmt.Assign s) {
            pass.writes.merge(s.variable(), 1, Integer::sum);
          }
        });
    return pass.inline(block);
  }

  private Block inline(Block block) {
    List<Stmt> statements = new ArrayList<>();
    block.statements().forEach(stmt -> statements.add(Walk.map(stmt, expr -> expr, this::inline)));
    Later later = new Later();
    List<Stmt> result = new ArrayList<>();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Stmt stmt = statements.get(i);
      int use = -1;
      if (stmt instanceof Stmt.Declare declare
          && declare.value() != null
          && isCandidate(declare, declare.value())) {
        use = later.use(declare.variable(), declare.value());
        if (use >= 0
            && (!isShortEnough(declare.value(), statements.get(use))
                || (isPooled(declare.variable(), declare.value())
                    && !isNaming(statements.get(use), declare.variable())))) {
          use = -1;
        }
      }
      if (use < 0) {
        later.add(i, stmt);
      } else {
        Expr value = ((Stmt.Declare) stmt).value();
        Variable variable = ((Stmt.Declare) stmt).variable();
        Stmt user =
            Walk.map(
                statements.get(use),
                expr ->
                    Walk.substitute(expr, read -> read.equals(variable) ? value : Expr.read(read)),
                nested -> nested);
        statements.set(use, user);
        later.add(use, user);
        statements.set(i, null);
      }
    }
    for (Stmt stmt : statements) {
      if (stmt != null) {
        result.add(stmt);
      }
    }
    return block.with(result);
  }

  private boolean isCandidate(Stmt.Declare declare, Expr value) {
    return declare.variable().isTemporary()
        && reads.getOrDefault(declare.variable(), 0) == 1
        && writes.getOrDefault(declare.variable(), 0) == 1
        && declare.variable().type().equals(value.type())
        && (!(value.type() instanceof Type.Array) || isArgument(value))
        && isPure(value);
  }

  /** Whether a statement does nothing but give a value another name. */
  private static boolean isNaming(Stmt stmt, Variable variable) {
    return stmt instanceof Stmt.Declare named && Expr.read(variable).equals(named.value());
  }

  /** What has a name can be given back when nobody reads it any more. */
  private static boolean isPooled(Variable variable, Expr value) {
    return value.type() instanceof Type.Vector vector
        && !vector.release().isEmpty()
        && (value instanceof Expr.Call call
            ? !call.callee().isView()
            // Of a gradient that a pullback has made.
            : value instanceof Expr.Component && variable.isAdjoint());
  }

  private static boolean isPure(Expr value) {
    boolean[] pure = {true};
    Walk.each(
        value,
        part -> {
          if (part instanceof Expr.Call call) {
            Callee.Kind kind = call.callee().kind();
            pure[0] &=
                kind == Callee.Kind.SCALAR
                    || call.callee().makesValue()
                    || kind == Callee.Kind.HELPER;
          }
          pure[0] &=
              !(part instanceof Expr.NewArray || part instanceof Expr.ArrayLiteral)
                  || isArgument(part);
        });
    return pure[0];
  }

  /** Arrays of integers only ever serve as arguments, such as the axes of a sum. */
  private static boolean isArgument(Expr part) {
    return part.type() instanceof Type.Array array && !array.leaf().isDifferentiable();
  }

  private static boolean isShortEnough(Expr value, Stmt use) {
    int size = Walk.size(value);
    for (Expr expr : Walk.expressions(use)) {
      size += Walk.size(expr);
    }
    return size <= LONGEST && !(use instanceof Stmt.For || use instanceof Stmt.While);
  }
}
