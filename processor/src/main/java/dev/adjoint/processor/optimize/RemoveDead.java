package dev.adjoint.processor.optimize;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.VariableSet;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes what nobody reads: adjoints that reach no input, values of the forward sweep that reach
 * neither the result nor the backward sweep, and remarks about statements that are gone.
 */
final class RemoveDead {
  private final Aliases aliases;

  private RemoveDead(Aliases aliases) {
    this.aliases = aliases;
  }

  /**
   * @param outliving variables whose arrays the caller goes on to read
   */
  static Block in(Block block, Set<Variable> outliving) {
    RemoveDead pass = new RemoveDead(Aliases.of(block));
    VariableSet live = new VariableSet();
    live.addAll(outliving);
    outliving.forEach(variable -> live.add(pass.aliases.root(variable)));
    return pass.remove(block, live);
  }

  /** Removes from a block; {@code live} goes from what is read after it to what is read before. */
  private Block remove(Block block, VariableSet live) {
    List<Stmt> result = new ArrayList<>();
    List<Stmt> statements = block.statements();
    Set<Variable> assignedLater = new HashSet<>();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Stmt kept = remove(statements.get(i), live, assignedLater);
      if (kept instanceof Stmt.Comment
          && (result.isEmpty()
              || result.get(result.size() - 1) instanceof Stmt.Comment
              || !result.get(result.size() - 1).position().equals(kept.position()))) {
        continue;
      }
      if (kept != null) {
        Walk.eachStatement(kept, each -> addTarget(each, assignedLater));
        result.add(kept);
      }
    }
    Collections.reverse(result);
    return block.with(result);
  }

  private static void addTarget(Stmt stmt, Set<Variable> out) {
    Variable target = Walk.target(stmt);
    if (target != null) {
      out.add(target);
    }
  }

  private @Nullable Stmt remove(Stmt stmt, VariableSet live, Set<Variable> assignedLater) {
    if (stmt instanceof Stmt.Declare s) {
      return declare(s, live, assignedLater);
    } else if (stmt instanceof Stmt.Assign s) {
      if (s.value().equals(Expr.read(s.variable()))) {
        return null;
      } else if (!live.remove(s.variable())) {
        return hasEffect(s.value()) ? effect(s.value(), s, live) : null;
      }
      read(s.value(), live);
      return s;
    } else if (stmt instanceof Stmt.Store s) {
      if (!isLive(s.array(), live)) {
        return null;
      }
    } else if (stmt instanceof Stmt.Evaluate s
        && s.expression() instanceof Expr.Call call
        && call.callee().kind() == Callee.Kind.RUNTIME
        && !isLive(call.arguments().get(0), live)) {
      return null;
    } else if (stmt instanceof Stmt.Throw) {
      live.clear();
    } else if (stmt instanceof Stmt.If s) {
      VariableSet then = live.copy();
      Block thenBlock = remove(s.then(), then);
      Block otherwise = remove(s.otherwise(), live);
      if (thenBlock.isEmpty() && otherwise.isEmpty()) {
        return null;
      }
      live.addAll(then);
      read(s.condition(), live);
      return thenBlock == s.then() && otherwise == s.otherwise()
          ? s
          : new Stmt.If(s.condition(), thenBlock, otherwise, s.position());
    } else if (stmt instanceof Stmt.For s) {
      return loop(s, live);
    } else if (stmt instanceof Stmt.While s) {
      return loop(s, live);
    }
    Walk.expressions(stmt).forEach(expr -> read(expr, live));
    return stmt;
  }

  private @Nullable Stmt declare(Stmt.Declare s, VariableSet live, Set<Variable> assignedLater) {
    Expr value = s.value();
    boolean wasLive = live.remove(s.variable());
    boolean hasEffect = value != null && hasEffect(value);
    if (!wasLive && !assignedLater.contains(s.variable())) {
      return hasEffect ? effect(value, s, live) : null;
    }
    if (value != null) {
      if (!wasLive
          && !hasEffect
          && (isScalar(s.variable()) || value.equals(Defaults.of(value.type())))) {
        return new Stmt.Declare(s.variable(), null, s.position());
      }
      read(value, live);
    }
    return s;
  }

  private static boolean isScalar(Variable variable) {
    return !(variable.type() instanceof Type.Array);
  }

  private Stmt effect(Expr value, Stmt stmt, VariableSet live) {
    read(value, live);
    return new Stmt.Evaluate(value, stmt.position());
  }

  private @Nullable Stmt loop(Stmt.For s, VariableSet live) {
    VariableSet during = live.copy();
    VariableSet atStart;
    Block body;
    do {
      atStart = during.copy();
      body = remove(s.body(), atStart);
    } while (during.addAll(atStart));
    if (body.isEmpty()) {
      return null;
    }
    live.addAll(during);
    live.remove(s.index());
    read(s.from(), live);
    read(s.bound(), live);
    return withBody(s, body);
  }

  private Stmt loop(Stmt.While s, VariableSet live) {
    // It stays even if it does nothing: whether it ends is not for us to know.
    read(s.condition(), live);
    VariableSet during = live.copy();
    VariableSet atStart;
    Block body;
    do {
      atStart = during.copy();
      body = remove(s.body(), atStart);
    } while (during.addAll(atStart));
    live.addAll(during);
    return withBody(s, body);
  }

  private static Stmt withBody(Stmt loop, Block body) {
    return Walk.map(loop, expr -> expr, before -> body);
  }

  private boolean isLive(Expr array, VariableSet live) {
    return Walk.base(array).stream()
        .anyMatch(base -> live.contains(base) || live.contains(aliases.root(base)));
  }

  private void read(Expr expr, VariableSet live) {
    Walk.eachRead(
        expr,
        variable -> {
          live.add(variable);
          live.add(aliases.root(variable));
        });
  }

  /** A method of the user may do more than give a value, and so does taking from a stack. */
  private static boolean hasEffect(Expr value) {
    boolean[] found = new boolean[1];
    Walk.each(
        value,
        part -> {
          if (part instanceof Expr.Call call) {
            Callee callee = call.callee();
            found[0] |=
                callee.kind() == Callee.Kind.UNKNOWN
                    || callee.kind() == Callee.Kind.FUNCTION
                    || callee.kind() == Callee.Kind.CONSTANT
                    || (callee.kind() == Callee.Kind.RUNTIME && !callee.isStatic());
          }
        });
    return found[0];
  }
}
