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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a value that is read once where it is read, if the user gave it no name.
 *
 * <pre>
 * Tensor matmul = x.matmul(w); Tensor h = matmul.plus(b);   becomes   Tensor h = x.matmul(w).plus(b);
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
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Stmt.Declare declare
          && declare.value() != null
          && isCandidate(declare, declare.value())) {
        int use = usableAt(statements, i, declare.variable(), declare.value());
        if (use > 0) {
          Expr value = declare.value();
          Variable variable = declare.variable();
          statements.set(
              use,
              Walk.map(
                  statements.get(use),
                  expr ->
                      Walk.substitute(
                          expr, read -> read.equals(variable) ? value : Expr.read(read)),
                  nested -> nested));
          statements.remove(i);
        }
      }
    }
    return new Block(statements);
  }

  private boolean isCandidate(Stmt.Declare declare, Expr value) {
    return declare.variable().isTemporary()
        && reads.getOrDefault(declare.variable(), 0) == 1
        && writes.getOrDefault(declare.variable(), 0) == 1
        && declare.variable().type().equals(value.type())
        && (!(value.type() instanceof Type.Array) || isArgument(value))
        && isPure(value);
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
                    || kind == Callee.Kind.PRIMITIVE
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

  /** The statement that reads the variable, if its value is still the same there; else -1. */
  private static int usableAt(List<Stmt> statements, int at, Variable variable, Expr value) {
    Set<Variable> inputs = Walk.reads(value);
    for (int i = at + 1; i < statements.size(); i++) {
      Stmt stmt = statements.get(i);
      int size = size(value);
      boolean reads = false;
      for (Expr expr : Walk.expressions(stmt)) {
        reads |= Walk.reads(expr).contains(variable);
        size += size(expr);
      }
      if (reads) {
        return size <= LONGEST && !isLoop(stmt) ? i : -1;
      }
      Block one = new Block(List.of(stmt));
      Set<Variable> changed = new HashSet<>(Walk.assigned(one));
      changed.addAll(Walk.stored(one));
      changed.addAll(changedByCalls(one));
      // A store may reach an element through another name of its array.
      boolean mayChangeElement = !Walk.stored(one).isEmpty() && readsElement(value);
      if (mayChangeElement || inputs.stream().anyMatch(changed::contains)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isLoop(Stmt stmt) {
    return stmt instanceof Stmt.For || stmt instanceof Stmt.While;
  }

  private static boolean readsElement(Expr value) {
    boolean[] found = new boolean[1];
    Walk.each(value, part -> found[0] |= part instanceof Expr.Element);
    return found[0];
  }

  private static Set<Variable> changedByCalls(Block block) {
    Set<Variable> result = new HashSet<>();
    Walk.eachExpression(
        block,
        expr -> {
          if (expr instanceof Expr.Call call && call.callee().kind() == Callee.Kind.RUNTIME) {
            call.arguments().forEach(argument -> result.addAll(Walk.reads(argument)));
          }
        });
    return result;
  }

  private static int size(Expr expr) {
    int[] size = new int[1];
    Walk.each(expr, part -> size[0]++);
    return size[0];
  }
}
