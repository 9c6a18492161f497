package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Cause;
import dev.adjoint.processor.analysis.Reason;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Printer;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in generated code why a value is kept or computed again.
 *
 * <pre>
 * // kept: s is overwritten in line 7, and the adjoint of line 8 reads its old value
 * sKept[i] = s;
 * </pre>
 */
final class Remarks {
  private final boolean areWanted;

  /** What is said of each variable that keeps something. */
  private final Map<Variable, String> ofVariables = new HashMap<>();

  Remarks(boolean areWanted) {
    this.areWanted = areWanted;
  }

  boolean areWanted() {
    return areWanted;
  }

  /** What is said of variables that hold something for the backward sweep. */
  Map<Variable, String> ofVariables() {
    return ofVariables;
  }

  /** Notes that a variable of the user goes on to hold what the backward sweep needs. */
  void add(Variable variable, Cause cause) {
    if (areWanted) {
      ofVariables.putIfAbsent(variable, "kept: " + clause(cause, "its value"));
    }
  }

  /** Adds a statement that keeps a value, or computes it again, after the reason for it. */
  void add(Stmt stmt, Variable storage, Reason reason, List<Stmt> out) {
    if (!areWanted) {
      out.add(stmt);
      return;
    }
    ofVariables.put(storage, text(reason));
    add(stmt, reason, out);
  }

  /** Adds a statement after the reason for it. */
  void add(Stmt stmt, Reason reason, List<Stmt> out) {
    if (!areWanted) {
      out.add(stmt);
      return;
    }
    String text = text(reason);
    // A place of their own: the remark goes when the statement does.
    Position position = new Position("", 0, reason);
    out.add(new Stmt.Comment(text, position));
    out.add(Walk.at(position, stmt));
  }

  private static String text(Reason reason) {
    if (reason instanceof Reason.Overwritten r) {
      String what =
          r.by() instanceof Stmt.Store store
              ? Printer.print((Expr) store.target())
              : ((Stmt.Assign) r.by()).variable().name();
      return "kept: %s is overwritten%s, and %s"
          .formatted(what, line(" in line ", r.by()), clause(r.cause(), "its old value"));
    } else if (reason instanceof Reason.OverwrittenInLoop r) {
      return "kept: %s is overwritten in the loop%s, and before it %s"
          .formatted(
              r.variable().name(), line(" in line ", r.loop()), clause(r.cause(), "its value"));
    } else if (reason instanceof Reason.OutOfScope r) {
      return "kept: %s ends with its block, and %s"
          .formatted(name(r.declaration()), clause(r.cause(), "its value"));
    }
    if (reason instanceof Reason.Checkpointed r) {
      return "kept: what runs again%s starts from it".formatted(line(" from line ", r.stmt()));
    }
    if (reason instanceof Reason.Refilled r) {
      return "computed again: %s is cheap, and %s"
          .formatted(Printer.print((Expr) r.by().target()), clause(r.cause(), "its value"));
    }
    Reason.Recomputed r = (Reason.Recomputed) reason;
    return "computed again: %s is cheap, and %s"
        .formatted(name(r.declaration()), clause(r.cause(), "its value"));
  }

  private static String clause(Cause cause, String value) {
    if (cause instanceof Cause.Adjoint c) {
      return "the adjoint%s reads %s".formatted(line(" of line ", c.stmt()), value);
    } else if (cause instanceof Cause.Branch c) {
      return "%s tells which way the branch%s went".formatted(value, line(" in line ", c.stmt()));
    } else if (cause instanceof Cause.Trips c) {
      return "%s tells which trips the loop%s made".formatted(value, line(" in line ", c.loop()));
    } else if (cause instanceof Cause.Place c) {
      return "%s tells which element%s was written".formatted(value, line(" in line ", c.stmt()));
    } else if (cause instanceof Cause.Structure c) {
      return "the adjoint of %s has the structure of %s".formatted(name(c.declaration()), value);
    } else if (cause instanceof Cause.Recomputation c) {
      return "%s is computed again from %s".formatted(name(c.declaration()), value);
    }
    if (cause instanceof Cause.Refill c) {
      return "%s is computed again from %s"
          .formatted(Printer.print((Expr) c.stmt().target()), value);
    }
    if (cause instanceof Cause.RunAgain c) {
      return "what runs again%s reads %s".formatted(line(" from line ", c.stmt()), value);
    }
    return "nothing is known of who reads " + value;
  }

  /** What the processor named itself is better known by what it stands for. */
  private static String name(Stmt.Declare declaration) {
    Variable variable = declaration.variable();
    return variable.kind() == Variable.Kind.TEMPORARY && declaration.value() != null
        ? Printer.print(declaration.value())
        : variable.name();
  }

  private static String line(String before, Stmt stmt) {
    return stmt.position().isKnown() ? before + stmt.position().line() : "";
  }
}
