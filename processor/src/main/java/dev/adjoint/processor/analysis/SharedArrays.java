package dev.adjoint.processor.analysis;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds writes into arrays that are also reachable another way than by an alias: through a record,
 * through an array of arrays, or because one of several arrays was chosen. Their adjoints would
 * have to be shared in the same way, which they are not.
 */
public final class SharedArrays {
  private final Aliases aliases;
  private final Findings findings;
  private final Set<Variable> shared = new HashSet<>();

  private SharedArrays(Aliases aliases, Findings findings) {
    this.aliases = aliases;
    this.findings = findings;
  }

  /** Reports such writes. */
  public static void check(Function function, Findings findings) {
    new SharedArrays(Aliases.of(function.body()), findings).check(function.body());
  }

  private void check(Block block) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare s && s.value() != null) {
        if (!Aliases.isAlias(s)) {
          share(s.variable(), s.value());
        }
      } else if (stmt instanceof Stmt.Assign s) {
        share(s.variable(), s.value());
      } else if (stmt instanceof Stmt.Store s) {
        checkStore(s);
      } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
        // Twice: what one trip shares, the next may write.
        check(Walk.blocks(stmt).get(0));
      }
      Walk.blocks(stmt).forEach(this::check);
    }
  }

  private void checkStore(Stmt.Store store) {
    for (Variable base : Walk.base(store.array())) {
      Variable root = aliases.root(base);
      if (shared.contains(root) || root.type() instanceof Type.Tree) {
        findings.add(
            Message.UNSUPPORTED,
            store.position(),
            "a write into an array that a record or another array also holds",
            "write into it before, or work on a copy: " + root.name() + ".clone()");
      }
    }
  }

  /** What an expression of arrays holds on to is shared with the variable that gets it. */
  private void share(Variable target, Expr value) {
    if (!holdsArrays(target.type())) {
      return;
    }
    Set<Variable> held = new HashSet<>();
    collect(value, held);
    if (!held.isEmpty()) {
      held.forEach(variable -> shared.add(aliases.root(variable)));
      shared.add(aliases.root(target));
    }
  }

  private static void collect(Expr value, Set<Variable> held) {
    if (value instanceof Expr.Call || !holdsArrays(value.type())) {
      return; // A clone or a primitive gives new memory.
    }
    if (value instanceof Expr.Read read) {
      held.add(read.variable());
    }
    Walk.parts(value).forEach(part -> collect(part, held));
  }

  private static boolean holdsArrays(Type type) {
    return type instanceof Type.Array
        || (type instanceof Type.Tree tree
            && tree.components().stream().anyMatch(component -> holdsArrays(component.type())));
  }
}
