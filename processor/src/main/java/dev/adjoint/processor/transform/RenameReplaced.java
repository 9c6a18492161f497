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
 * Gives an array or a vector that takes another one's name on every path a variable of its own, so
 * that each variable still stands for one of them: the one before need not be kept under another
 * name, and its memory can go back when it is read for the last time.
 *
 * <pre>
 * w = w.clone(); w[0] = 1;   becomes   double[] w2 = w.clone(); w2[0] = 1;
 * h = relu(h);               becomes   Tensor h2 = relu(h);
 * </pre>
 */
public final class RenameReplaced {
  private final Function function;
  private final Map<Variable, Variable> current = new HashMap<>();
  private final Map<Variable, Integer> reads = new HashMap<>();

  private RenameReplaced(Function function) {
    this.function = function;
    Walk.eachExpression(
        function.body(),
        expr -> {
          if (expr instanceof Expr.Read read) {
            reads.merge(read.variable(), 1, Integer::sum);
          }
        });
  }

  public static Function in(Function function) {
    RenameReplaced pass = new RenameReplaced(function);
    return function.withBody(pass.rename(function.body(), new HashSet<>(function.parameters())));
  }

  /**
   * @param own the variables that belong to the block, which nothing around it sees
   */
  private Block rename(Block block, Set<Variable> own) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Assign s
          && isReplaceable(s.variable().type())
          && own.contains(s.variable())) {
        Expr value = withoutName(rename(s.value()), result);
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

  /** A value that had a name only because the old one was read for it. */
  private Expr withoutName(Expr value, List<Stmt> before) {
    int last = before.size() - 1;
    if (last >= 0
        && before.get(last) instanceof Stmt.Declare named
        && named.value() != null
        && named.variable().isTemporary()
        && value.equals(Expr.read(named.variable()))
        && reads.get(named.variable()) == 1) {
      before.remove(last);
      return named.value();
    }
    return value;
  }

  private static boolean isReplaceable(Type type) {
    return type instanceof Type.Array || type instanceof Type.Vector;
  }

  private Expr rename(Expr expr) {
    return Walk.substitute(expr, variable -> Expr.read(current.getOrDefault(variable, variable)));
  }
}
