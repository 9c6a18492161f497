package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.Map;

/**
 * Which variables hold arrays, or parts of arrays, that are the same: {@code row = m[i]} makes
 * {@code row} an alias of {@code m}. Array variables are assigned once, where they are declared.
 */
public final class Aliases {
  private final Map<Variable, Variable> roots = new HashMap<>();

  private Aliases() {}

  public static Aliases of(Block body) {
    Aliases aliases = new Aliases();
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare declare && declare.value() != null && isAlias(declare)) {
            for (Variable base : Walk.base(declare.value())) {
              aliases.roots.put(declare.variable(), aliases.root(base));
            }
          }
        });
    return aliases;
  }

  /** Whether a declaration gives an existing array another name. */
  public static boolean isAlias(Stmt.Declare declare) {
    Expr value = declare.value();
    return value != null
        && declare.variable().type() instanceof Type.Array
        && (value instanceof Expr.Read
            || value instanceof Expr.Element
            || value instanceof Expr.Component);
  }

  /** The variable that stands for all that share memory with this one. */
  public Variable root(Variable variable) {
    return roots.getOrDefault(variable, variable);
  }
}
