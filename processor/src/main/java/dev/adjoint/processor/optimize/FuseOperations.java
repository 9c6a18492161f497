package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods that compute several operations at once, where nothing else needs what is between.
 *
 * <pre>
 * Tensor matmul = x.matmul(w); Tensor h = matmul.plus(b);   becomes   Tensor h = Fused.linear(x, w, b);
 * </pre>
 */
public final class FuseOperations {
  /**
   * What a method computes.
   *
   * @param computes an expression over the parameters
   */
  private record Fusion(
      Callee method, List<Variable> parameters, Expr.Call computes, int size, boolean isReordered) {
    /** Whether the method adds to its first operand, instead of returning the sum. */
    boolean isInPlace() {
      return method.result() instanceof Type.Nothing;
    }
  }

  private final List<Fusion> fusions;
  private final OperationMatch.Uses uses;

  private FuseOperations(Block body, List<Fusion> fusions) {
    this.fusions = fusions;
    this.uses = OperationMatch.Uses.in(body);
  }

  /**
   * @param known functions that compute what methods compute at once, by these methods
   * @param isReordered whether a method rounds in another way than the function
   */
  public static Block in(Block body, Map<Callee, Function> known, Predicate<Callee> isReordered) {
    List<Fusion> fusions = new ArrayList<>();
    known.forEach(
        (method, function) -> {
          if (computed(function.body()) instanceof Expr.Call computes) {
            fusions.add(
                new Fusion(
                    method,
                    function.parameters(),
                    computes,
                    Walk.size(computes),
                    isReordered.test(method)));
          }
        });
    // What covers most first.
    fusions.sort((a, b) -> b.size() - a.size());
    return fusions.isEmpty() ? body : new FuseOperations(body, fusions).fuse(body);
  }

  /** The expression that is all that a function computes, null if there is more to it. */
  static @Nullable Expr computed(Block body) {
    Map<Variable, Expr> named = new HashMap<>();
    for (Stmt stmt : body.statements()) {
      if (stmt instanceof Stmt.Declare s && s.value() != null) {
        named.put(s.variable(), whole(s.value(), named));
      } else if (stmt instanceof Stmt.Return s) {
        return whole(s.value(), named);
      } else {
        return null;
      }
    }
    return null;
  }

  private static Expr whole(Expr expr, Map<Variable, Expr> named) {
    return Walk.substitute(expr, variable -> named.getOrDefault(variable, Expr.read(variable)));
  }

  private Block fuse(Block block) {
    List<@Nullable Stmt> statements = new ArrayList<>();
    block.statements().forEach(stmt -> statements.add(Walk.map(stmt, expr -> expr, this::fuse)));
    for (int i = statements.size() - 1; i >= 0; i--) {
      Stmt stmt = statements.get(i);
      Expr.Call call = stmt == null ? null : wholeCall(stmt);
      if (stmt == null || call == null) {
        continue;
      }
      for (Fusion fusion : fusions) {
        OperationMatch match = new OperationMatch(uses, statements, fusion.parameters());
        if (fusion.isInPlace() == stmt instanceof Stmt.Evaluate
            && (!fusion.isReordered() || isOfAdjoint(stmt))
            && match.matches(fusion.computes(), call, i)) {
          Expr fused = new Expr.Call(fusion.method(), match.arguments(), call.position());
          statements.set(i, Walk.map(stmt, expr -> fused, nested -> nested));
          match.used().forEach(at -> statements.set(at, null));
          break;
        }
      }
    }
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : statements) {
      if (stmt != null) {
        result.add(stmt);
      }
    }
    return block.with(result);
  }

  /** Whether a statement computes an adjoint, or adds to one. */
  static boolean isOfAdjoint(Stmt stmt) {
    Variable target = Walk.target(stmt);
    return target == null || target.isAdjoint();
  }

  /** The call that is all that a statement does; a sum for what adds in place. */
  private static Expr.@Nullable Call wholeCall(Stmt stmt) {
    Expr value = null;
    if (stmt instanceof Stmt.Declare s) {
      value = s.value();
    } else if (stmt instanceof Stmt.Assign s) {
      value = s.value();
    } else if (stmt instanceof Stmt.Evaluate s
        && s.expression() instanceof Expr.Call call
        && call.arguments().size() == 2
        && call.arguments().get(0).type() instanceof Type.Vector vector
        && vector.add().equals(call.callee().name())) {
      value = Wholes.plus(call.arguments().get(0), call.arguments().get(1));
    }
    return value instanceof Expr.Call call ? call : null;
  }
}
