package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Variables that tell in the running program which jumps were taken, and what runs only if none
 * was.
 *
 * <pre>
 * if (c) { return x; } s += y;   becomes   if (c) { value = x; returned = true; }
 *                                          if (!returned) { s += y; }
 * </pre>
 */
final class Flags {
  private final Frame frame;
  private final Map<Exits.Exit, Variable> flags = new HashMap<>();

  Flags(Frame frame) {
    this.frame = frame;
  }

  /** Declares what says that a jump was taken. */
  void declare(Exits.Exit exit, String name) {
    Variable flag = frame.variables.fresh(name, Type.Primitive.BOOLEAN, Variable.Kind.TEMPORARY);
    flags.put(exit, flag);
    frame.emit(new Stmt.Declare(flag, Defaults.of(Type.Primitive.BOOLEAN), Position.NONE));
  }

  /** Says that a jump is taken, if anybody asks. */
  void raise(Exits.Exit exit, Position position) {
    Variable flag = flags.get(exit);
    if (flag != null) {
      Expr yes = new Expr.Literal("true", Type.Primitive.BOOLEAN);
      frame.emit(new Stmt.Assign(flag, yes, position));
    }
  }

  /** Emits statements that run only if none of the jumps was taken. */
  void guard(Set<Exits.Exit> leaving, Runnable statements, Position position) {
    Block block = frame.collect(statements);
    Expr none = noneOf(leaving, null);
    if (none == null) {
      block.statements().forEach(frame::emit);
    } else if (!block.isEmpty()) {
      frame.emit(new Stmt.If(none, block, Block.EMPTY, position));
    }
  }

  /** The condition that none of the jumps was taken, and another one; null if that says nothing. */
  @Nullable Expr noneOf(Set<Exits.Exit> leaving, @Nullable Expr condition) {
    Expr all = null;
    for (Exits.Exit exit : leaving) {
      Variable flag = flags.get(exit);
      if (flag != null) {
        Expr not = new Expr.Unary(Operator.NOT, Expr.read(flag), Type.Primitive.BOOLEAN);
        all = all == null ? not : and(all, not);
      }
    }
    if (condition == null) {
      return all;
    }
    return all == null ? condition : and(all, condition);
  }

  private static Expr and(Expr left, Expr right) {
    return new Expr.Binary(Operator.CONDITIONAL_AND, left, right, Type.Primitive.BOOLEAN);
  }
}
