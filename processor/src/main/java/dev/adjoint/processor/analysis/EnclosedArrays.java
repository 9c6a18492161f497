package dev.adjoint.processor.analysis;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds writes into arrays that values of a sealed interface hold. The adjoint of such a value is a
 * record of its own, which does not change with the array.
 */
public final class EnclosedArrays {
  private final Aliases aliases;

  /** The groups of variables that may hold an array which such a value holds. */
  private final Set<Variable> enclosed = new HashSet<>();

  /** The last place that was seen: what is copied from elsewhere may have none. */
  private Position near;

  private EnclosedArrays(Function function) {
    this.aliases = Aliases.of(function.body());
    this.near = function.position();
  }

  /** Reports such writes. */
  public static void check(Function function, Findings findings) {
    EnclosedArrays analysis = new EnclosedArrays(function);
    Walk.eachStatement(function.body(), analysis::collect);
    if (!analysis.enclosed.isEmpty()) {
      Walk.eachStatement(function.body(), stmt -> analysis.check(stmt, findings));
    }
  }

  private void collect(Stmt stmt) {
    for (Expr root : Walk.expressions(stmt)) {
      Walk.each(root, this::collectWidened);
      if (takesArrays(root)) {
        targets(stmt).forEach(target -> enclosed.add(aliases.groupOf(target)));
      }
    }
  }

  private void collectWidened(Expr expr) {
    if (expr instanceof Expr.Cast cast
        && cast.type() instanceof Type.Sum
        && cast.operand().type().holdsArrays()) {
      Walk.reads(cast.operand()).stream()
          .filter(variable -> variable.type().holdsArrays())
          .forEach(variable -> enclosed.add(aliases.groupOf(variable)));
    }
  }

  /** Whether an expression takes arrays out of such a value, or lets a method do so. */
  private static boolean takesArrays(Expr root) {
    boolean[] found = new boolean[1];
    Walk.each(
        root,
        part -> {
          if (part instanceof Expr.Cast cast) {
            found[0] |= cast.isNarrowing() && cast.type().holdsArrays();
          } else if (part instanceof Expr.Call call && call.type().holdsArrays()) {
            found[0] |=
                call.callee().isView()
                    && call.arguments().stream()
                        .anyMatch(each -> each.type() instanceof Type.Sum s && s.enclosesArrays());
          }
        });
    return found[0];
  }

  /** The variables that get the value of a statement, or hold what does. */
  private static List<Variable> targets(Stmt stmt) {
    List<Variable> result = new ArrayList<>();
    Variable target = Walk.target(stmt);
    if (target != null) {
      result.add(target);
    }
    Walk.eachStored(stmt, result::add);
    return result;
  }

  private void check(Stmt stmt, Findings findings) {
    near = stmt.position().isKnown() ? stmt.position() : near;
    Walk.eachStored(
        stmt,
        array -> {
          if (enclosed.contains(aliases.groupOf(array))) {
            findings.add(
                Message.UNSUPPORTED,
                near,
                "a write into an array that a value of a sealed interface holds",
                "work on a copy of it, as clone() gives");
          }
        });
  }
}
