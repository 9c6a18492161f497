package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Copies what is stored for later, or returned as a copy, and might be the memory of something
 * large, which can then be given back.
 *
 * <pre>
 * Tensor bBar = yBar.sumTo(b.shape()); bsBar[i] = bBar;   becomes   Tensor bBar = yBar.sumTo(b.shape()).copy(); …
 * Tensor bBar = yBar.sumTo(b.shape()); return bBar.copy();   becomes   … return bBar;
 * </pre>
 *
 * <p>Mostly it is a sum over a batch, and the copy costs nothing.
 */
public final class OwnStored {
  private final Predicate<Callee> isResize;
  private final Map<Variable, Integer> writes = new HashMap<>();

  /** Variables that something else than a store reads. */
  private final Set<Variable> used = new HashSet<>();

  private final Set<Variable> stored = new HashSet<>();

  /** How often a copy of a variable is returned. */
  private final Map<Variable, Integer> returned = new HashMap<>();

  private final Set<Variable> copied = new HashSet<>();

  /** Variables that hold the results of several operations, each in memory of its own. */
  private final Set<Variable> joint = new HashSet<>();

  private OwnStored(Block body, Predicate<Callee> isResize) {
    this.isResize = isResize;
    Walk.eachStatement(body, this::learn);
  }

  /**
   * @param isResize whether the result of a method is its first operand itself, or in memory of its
   *     own
   */
  public static Block in(Block body, Predicate<Callee> isResize) {
    return new OwnStored(body, isResize).copy(body);
  }

  private void learn(Stmt stmt) {
    Variable target = Walk.target(stmt);
    if (target != null) {
      writes.merge(target, 1, Integer::sum);
    }
    if (stmt instanceof Stmt.Declare s
        && s.value() instanceof Expr.Call call
        && call.callee().isFusion()) {
      joint.add(s.variable());
    }
    if (stmt instanceof Stmt.Store s) {
      stored.addAll(Walk.reads(s.value()));
    } else if (stmt instanceof Stmt.Return s) {
      learn(s.value());
    } else {
      Walk.expressions(stmt).forEach(expr -> used.addAll(Walk.reads(expr)));
    }
  }

  private void learn(Expr returnedValue) {
    if (Wholes.original(returnedValue) instanceof Expr.Read read) {
      returned.merge(read.variable(), 1, Integer::sum);
    } else if (returnedValue instanceof Expr.Read read) {
      used.add(read.variable());
    } else {
      Walk.parts(returnedValue).forEach(this::learn);
    }
  }

  private Block copy(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare s && isOwn(s)) {
        copied.add(s.variable());
        result.add(stmt);
      } else if (stmt instanceof Stmt.Declare s && isCopied(s)) {
        copied.add(s.variable());
        result.add(new Stmt.Declare(s.variable(), Wholes.copy(s.value()), s.position(), s.note()));
      } else if (stmt instanceof Stmt.Return) {
        result.add(Walk.map(stmt, this::withoutCopy, nested -> nested));
      } else {
        result.add(Walk.map(stmt, expr -> expr, this::copy));
      }
    }
    return block.with(result);
  }

  private boolean isCopied(Stmt.Declare declare) {
    Variable variable = declare.variable();
    return variable.isAdjoint()
        && (stored.contains(variable) != (Integer.valueOf(1).equals(returned.get(variable))))
        && !used.contains(variable)
        && writes.get(variable) == 1
        && declare.value() instanceof Expr.Call call
        && call.callee().isView()
        && isResize.test(call.callee());
  }

  /** Whether a copy is returned of what nothing else holds. */
  private boolean isOwn(Stmt.Declare declare) {
    return Integer.valueOf(1).equals(returned.get(declare.variable()))
        && !stored.contains(declare.variable())
        && !used.contains(declare.variable())
        && writes.get(declare.variable()) == 1
        && declare.value() instanceof Expr.Component part
        && part.record() instanceof Expr.Read read
        && joint.contains(read.variable());
  }

  private Expr withoutCopy(Expr expr) {
    return Wholes.original(expr) instanceof Expr.Read read && copied.contains(read.variable())
        ? read
        : Walk.mapParts(expr, this::withoutCopy);
  }
}
