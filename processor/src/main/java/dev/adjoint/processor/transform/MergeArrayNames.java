package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets one variable stand for an array that has several, as array variables are assigned only once.
 *
 * <pre>
 * double[] b = a; b[0] = 1;   becomes   a[0] = 1;
 * </pre>
 */
public final class MergeArrayNames {
  private final Map<Variable, Expr> originals = new HashMap<>();

  /** Variables that get another array somewhere, and so stand for none. */
  private final Set<Variable> assigned = new HashSet<>();

  private MergeArrayNames() {}

  public static Function in(Function function) {
    MergeArrayNames pass = new MergeArrayNames();
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Assign assign) {
            pass.assigned.add(assign.variable());
          }
        });
    return function.withBody(pass.merge(function.body()));
  }

  private Block merge(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare declare
          && declare.variable().type() instanceof Type.Array
          && declare.value() instanceof Expr.Read original
          && !assigned.contains(declare.variable())
          && !assigned.contains(original.variable())) {
        originals.put(declare.variable(), replace(original));
      } else {
        result.add(Walk.map(stmt, this::replace, this::merge));
      }
    }
    return new Block(result);
  }

  private Expr replace(Expr expr) {
    return Walk.substitute(expr, variable -> originals.getOrDefault(variable, Expr.read(variable)));
  }
}
