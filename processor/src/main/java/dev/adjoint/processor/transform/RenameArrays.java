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
 * Gives an array that takes another one's name on every path a variable of its own, so that each
 * variable still stands for one array.
 *
 * <pre>
 * w = w.clone(); w[0] = 1;   becomes   double[] w2 = w.clone(); w2[0] = 1;
 * </pre>
 */
public final class RenameArrays {
  private final Function function;
  private final Map<Variable, Variable> current = new HashMap<>();

  private RenameArrays(Function function) {
    this.function = function;
  }

  public static Function in(Function function) {
    RenameArrays pass = new RenameArrays(function);
    return function.withBody(pass.rename(function.body(), new HashSet<>(function.parameters())));
  }

  /**
   * @param own the variables that belong to the block, which nothing around it sees
   */
  private Block rename(Block block, Set<Variable> own) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Assign s
          && s.variable().type() instanceof Type.Array
          && own.contains(s.variable())) {
        Expr value = rename(s.value());
        Variable renamed =
            function
                .variables()
                .fresh(s.variable().name(), s.variable().type(), Variable.Kind.LOCAL);
        current.put(s.variable(), renamed);
        result.add(new Stmt.Declare(renamed, value, s.position()));
        continue;
      }
      if (stmt instanceof Stmt.Declare s) {
        own.add(s.variable());
      }
      Stmt mapped = Walk.map(stmt, this::rename, nested -> rename(nested, new HashSet<>()));
      if (mapped instanceof Stmt.Assign s) {
        Variable target = current.getOrDefault(s.variable(), s.variable());
        mapped = new Stmt.Assign(target, s.value(), s.position());
      }
      result.add(mapped);
    }
    return new Block(result);
  }

  private Expr rename(Expr expr) {
    return Walk.substitute(expr, variable -> Expr.read(current.getOrDefault(variable, variable)));
  }
}
