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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands a gradient out without copying it, where its memory is certainly its own.
 *
 * <pre>
 * Tensor wBar = x.matmul(yBar); return wBar.copy();   becomes   … return wBar;
 * </pre>
 *
 * What a variable held before its last value does not matter.
 */
public final class RemoveCopies {
  private final Set<Variable> written = new HashSet<>();
  private final Set<Variable> shared = new HashSet<>();
  private final Set<Variable> handedOut = new HashSet<>();

  /** Variables whose last value is their own, whatever they held before. */
  private final Set<Variable> ownAtLast = new HashSet<>();

  private final ComponentReads reads;

  private RemoveCopies(Block block) {
    this.reads = new ComponentReads(block);
  }

  public static Block in(Block block) {
    RemoveCopies pass = new RemoveCopies(block);
    int before;
    do {
      before = pass.shared.size();
      Walk.eachStatement(block, pass::noteShared);
    } while (pass.shared.size() > before);
    block.statements().forEach(pass::noteLast);
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(
          stmt instanceof Stmt.Return ? Walk.map(stmt, pass::remove, nested -> nested) : stmt);
    }
    return block.with(result);
  }

  private void noteShared(Stmt stmt) {
    Variable variable = writtenBy(stmt);
    if (variable != null) {
      written.add(variable);
      if (!isOwn(valueOf(stmt))) {
        shared.add(variable);
      }
    }
  }

  private void noteLast(Stmt stmt) {
    Variable variable = writtenBy(stmt);
    if (variable != null && isOwn(valueOf(stmt))) {
      ownAtLast.add(variable);
      return;
    }
    Walk.eachStatement(
        new Block(List.of(stmt)),
        part -> {
          Variable other = writtenBy(part);
          if (other != null && !isOwn(valueOf(part))) {
            ownAtLast.remove(other);
          }
        });
  }

  private static @Nullable Variable writtenBy(Stmt stmt) {
    if (stmt instanceof Stmt.Assign assign) {
      return assign.variable();
    }
    return stmt instanceof Stmt.Declare declare && declare.value() != null
        ? declare.variable()
        : null;
  }

  private static Expr valueOf(Stmt stmt) {
    return Objects.requireNonNull(
        stmt instanceof Stmt.Assign assign ? assign.value() : ((Stmt.Declare) stmt).value());
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
          && (!shared.contains(read.variable()) || ownAtLast.contains(read.variable()))
          && handedOut.add(read.variable())) {
        return original;
      }
    }
    return Walk.mapParts(expr, this::remove);
  }
}
