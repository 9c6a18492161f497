package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hands a gradient out without copying it, where its memory is certainly its own.
 *
 * <pre>
 * Tensor wBar = x.matmul(yBar); return wBar.copy();   becomes   … return wBar;
 * </pre>
 */
final class RemoveCopies {
  private final Set<Variable> written = new HashSet<>();
  private final Set<Variable> shared = new HashSet<>();
  private final Set<Variable> handedOut = new HashSet<>();

  private RemoveCopies() {}

  static Block in(Block block) {
    RemoveCopies pass = new RemoveCopies();
    Walk.eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.value() != null) {
            pass.write(s.variable(), s.value());
          } else if (stmt instanceof Stmt.Assign s) {
            pass.write(s.variable(), s.value());
          }
        });
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(
          stmt instanceof Stmt.Return ? Walk.map(stmt, pass::remove, nested -> nested) : stmt);
    }
    return block.with(result);
  }

  private void write(Variable variable, Expr value) {
    written.add(variable);
    if (!isOwn(value)) {
      shared.add(variable);
    }
  }

  /** Whether nobody else holds the memory of a value: it is new, or a view of something new. */
  private static boolean isOwn(Expr value) {
    return value instanceof Expr.Call call
        && call.callee().kind() == Callee.Kind.PRIMITIVE
        && (!call.callee().isView()
            || call.arguments().stream()
                .allMatch(argument -> !(argument.type() instanceof Type.Whole) || isOwn(argument)));
  }

  private Expr remove(Expr expr) {
    Expr original = Wholes.original(expr);
    if (original != null) {
      if (isOwn(original)) {
        return original;
      } else if (original instanceof Expr.Read read
          && written.contains(read.variable())
          && !shared.contains(read.variable())
          && handedOut.add(read.variable())) {
        return original;
      }
    }
    return Walk.mapParts(expr, this::remove);
  }
}
