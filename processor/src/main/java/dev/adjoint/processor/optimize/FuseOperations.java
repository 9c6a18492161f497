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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<Variable, Integer> reads = new HashMap<>();
  private final Map<Variable, Integer> writes = new HashMap<>();

  private FuseOperations(Block body, List<Fusion> fusions) {
    this.fusions = fusions;
    Walk.eachExpression(
        body,
        expr -> {
          if (expr instanceof Expr.Read read) {
            reads.merge(read.variable(), 1, Integer::sum);
          }
        });
    Walk.eachStatement(
        body,
        stmt -> {
          Variable target = Walk.target(stmt);
          if (target != null) {
            writes.merge(target, 1, Integer::sum);
          }
        });
  }

  /**
   * @param known functions that compute what methods compute at once, by these methods
   * @param isReordered whether a method rounds in another way than the function
   */
  public static Block in(Block body, Map<Callee, Function> known, Predicate<Callee> isReordered) {
    List<Fusion> fusions = new ArrayList<>();
    known.forEach(
        (method, function) -> {
          Expr.Call computes = call(function.body());
          if (computes != null) {
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

  /** The call that is all that a function does, with that of which it is made in its place. */
  private static Expr.@Nullable Call call(Block body) {
    Map<Variable, Expr> named = new HashMap<>();
    for (Stmt stmt : body.statements()) {
      if (stmt instanceof Stmt.Declare s && s.value() != null) {
        named.put(s.variable(), whole(s.value(), named));
      } else if (stmt instanceof Stmt.Return s) {
        return whole(s.value(), named) instanceof Expr.Call found ? found : null;
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
        Match match = new Match(statements, i);
        if (fusion.isInPlace() == stmt instanceof Stmt.Evaluate
            && (!fusion.isReordered() || isOfAdjoint(stmt))
            && match.matches(fusion.computes(), call, fusion)) {
          Expr fused = match.call(fusion, call);
          statements.set(i, Walk.map(stmt, expr -> fused, nested -> nested));
          match.used.forEach(at -> statements.set(at, null));
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
  private static boolean isOfAdjoint(Stmt stmt) {
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

  /** An attempt to find an expression in a statement and what stands before it. */
  private final class Match {
    private final List<@Nullable Stmt> statements;
    private final int at;
    private final Map<Variable, Expr> arguments = new HashMap<>();

    /** The statements whose values are part of the expression. */
    private final Set<Integer> used = new HashSet<>();

    Match(List<@Nullable Stmt> statements, int at) {
      this.statements = statements;
      this.at = at;
    }

    boolean matches(Expr pattern, Expr expr, Fusion fusion) {
      if (pattern instanceof Expr.Read read && fusion.parameters().contains(read.variable())) {
        return arguments.put(read.variable(), expr) == null;
      } else if (pattern instanceof Expr.Call wanted) {
        Expr found = expr instanceof Expr.Read read ? value(read.variable()) : expr;
        return found instanceof Expr.Call call
            && call.callee().signature().equals(wanted.callee().signature())
            && matchesAll(wanted.arguments(), call.arguments(), fusion);
      } else if (pattern instanceof Expr.ArrayLiteral wanted) {
        return expr instanceof Expr.ArrayLiteral found
            && matchesAll(wanted.elements(), found.elements(), fusion);
      }
      return pattern.equals(expr);
    }

    private boolean matchesAll(List<Expr> patterns, List<Expr> found, Fusion fusion) {
      boolean match = patterns.size() == found.size();
      for (int i = 0; match && i < patterns.size(); i++) {
        match = matches(patterns.get(i), found.get(i), fusion);
      }
      return match;
    }

    /** What nobody else reads of a variable that nobody named; null if it must stay. */
    private @Nullable Expr value(Variable variable) {
      if (!variable.isTemporary()
          || reads.getOrDefault(variable, 0) != 1
          || writes.getOrDefault(variable, 0) != 1) {
        return null;
      }
      Set<Variable> changed = new HashSet<>();
      for (int i = at - 1; i >= 0; i--) {
        Stmt stmt = statements.get(i);
        if (stmt instanceof Stmt.Declare s && s.variable().equals(variable) && s.value() != null) {
          if (Walk.reads(s.value()).stream().anyMatch(changed::contains)) {
            return null;
          }
          used.add(i);
          return s.value();
        } else if (stmt != null) {
          Walk.eachStatement(stmt, part -> addChanges(part, changed));
        }
      }
      return null;
    }

    Expr call(Fusion fusion, Expr.Call whole) {
      List<Expr> given = fusion.parameters().stream().map(arguments::get).toList();
      return new Expr.Call(fusion.method(), given, whole.position());
    }
  }

  private static void addChanges(Stmt stmt, Set<Variable> changed) {
    Variable target = Walk.target(stmt);
    if (target != null) {
      changed.add(target);
    }
    Walk.eachStored(stmt, changed::add);
    for (Expr expr : Walk.expressions(stmt)) {
      Walk.each(
          expr,
          part -> {
            if (part instanceof Expr.Call call && call.callee().kind() == Callee.Kind.RUNTIME) {
              call.arguments().forEach(argument -> changed.addAll(Walk.reads(argument)));
            }
          });
    }
  }
}
