package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
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
public final class RemoveCopies {
  private final Set<Variable> written = new HashSet<>();
  private final Set<Variable> shared = new HashSet<>();
  private final Set<Variable> handedOut = new HashSet<>();

  private final ComponentReads reads;

  private RemoveCopies(Block block) {
    this.reads = new ComponentReads(block);
  }

  public static Block in(Block block) {
    RemoveCopies pass = new RemoveCopies(block);
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
  private boolean isOwn(Expr value) {
    if (value instanceof Expr.NewRecord record) {
      return record.arguments().stream().allMatch(this::isOwnOrConstant);
    } else if (value instanceof Expr.Read read) {
      // What is new, and used nowhere else.
      return written.contains(read.variable())
          && !shared.contains(read.variable())
          && reads.ofWhole(read.variable()) == 1;
    } else if (value instanceof Expr.Cast cast) {
      return isOwn(cast.operand());
    } else if (value instanceof Expr.Component component) {
      // Of a gradient that a pullback made, and that is used nowhere else.
      return component.record() instanceof Expr.Read read
          && written.contains(read.variable())
          && !shared.contains(read.variable())
          && reads.isOnlyOne(component);
    }
    return value instanceof Expr.Literal
        || (value instanceof Expr.Call call
            && call.callee().makesValue()
            && (!call.callee().isView()
                || call.arguments().stream()
                    .allMatch(
                        argument -> !(argument.type() instanceof Type.Whole) || isOwn(argument))));
  }

  private boolean isOwnOrConstant(Expr value) {
    return value.type() instanceof Type.Primitive
        || !value.type().isDifferentiable()
        || isOwn(value);
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
