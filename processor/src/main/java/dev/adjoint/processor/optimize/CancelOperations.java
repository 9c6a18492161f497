package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
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
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Computes adjoints from what an operation of the forward sweep was given, where that operation is
 * only undone.
 *
 * <pre>
 * Tensor w = a.transpose(); … hBar = yBar.matmulTransposed(w);   becomes   … hBar = yBar.matmul(a);
 * </pre>
 *
 * Values stay as they are: they are those of the method that is differentiated, to the last bit.
 */
public final class CancelOperations {
  /** What is left of operations that undo each other, and these as an expression. */
  private record Rest(Callee method, List<Variable> parameters, Expr.Call of) {}

  private final List<Rest> rests;

  /** The calls whose results variables of the forward sweep hold from their declarations on. */
  private final Map<Variable, Expr.Call> definitions = new HashMap<>();

  /** Names for values that are made of adjoints. */
  private final Set<Variable> ofAdjoints = new HashSet<>();

  private CancelOperations(List<Rest> rests, Block forward, Block backward) {
    this.rests = rests;
    Set<Variable> changed = changed(forward, backward);
    for (Stmt stmt : forward.statements()) {
      if (stmt instanceof Stmt.Declare s
          && s.value() instanceof Expr.Call call
          && !changed.contains(s.variable())
          && call.arguments().stream().allMatch(operand -> isSteady(operand, changed))) {
        definitions.put(s.variable(), call);
      }
    }
  }

  /** What has not one value alone, from its declaration on. */
  private static Set<Variable> changed(Block forward, Block backward) {
    Set<Variable> result = new HashSet<>();
    Set<Variable> declared = new HashSet<>();
    for (Block sweep : List.of(forward, backward)) {
      Walk.eachStatement(
          sweep,
          stmt -> {
            Set<Variable> here = new HashSet<>();
            OperationMatch.addChanges(stmt, here);
            if (stmt instanceof Stmt.Declare s && s.value() != null && declared.add(s.variable())) {
              here.remove(s.variable());
            }
            result.addAll(here);
          });
    }
    return result;
  }

  /** Whether an expression has the same value wherever it is visible. */
  private static boolean isSteady(Expr expr, Set<Variable> changed) {
    if (expr.type() instanceof Type.Array) {
      return false;
    } else if (expr instanceof Expr.Component part) {
      return isSteady(part.record(), changed);
    }
    return expr instanceof Expr.Read read && !changed.contains(read.variable());
  }

  /**
   * The backward sweep.
   *
   * @param known functions that compute what methods compute at once, by these methods
   * @param isCancelling whether the operations of such a function undo each other
   */
  public static Block in(
      Block forward, Block backward, Map<Callee, Function> known, Predicate<Callee> isCancelling) {
    List<Rest> rests = new ArrayList<>();
    known.forEach(
        (method, function) -> {
          if (isCancelling.test(method)
              && FuseOperations.computed(function.body()) instanceof Expr.Call of) {
            rests.add(new Rest(method, function.parameters(), of));
          }
        });
    return rests.isEmpty()
        ? backward
        : new CancelOperations(rests, forward, backward).cancel(backward);
  }

  private Block cancel(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(renamed(stmt, Walk.map(stmt, this::cancel, this::cancel)));
      if (stmt instanceof Stmt.Declare s && s.value() != null && isOfAdjoint(s.value())) {
        ofAdjoints.add(s.variable());
      }
    }
    return block.with(result);
  }

  /** What nobody named goes by the name of the method that computes it. */
  private static Stmt renamed(Stmt before, Stmt after) {
    if (after instanceof Stmt.Declare s
        && before instanceof Stmt.Declare given
        && s.value() instanceof Expr.Call call
        && given.value() instanceof Expr.Call other
        && s.variable().kind() == Variable.Kind.TEMPORARY
        && !call.callee().equals(other.callee())) {
      Variable named = s.variable().named(call.callee().name());
      return new Stmt.Declare(named, call, s.position(), s.note());
    }
    return after;
  }

  /**
   * Whether a value is made of adjoints, unlike one of the forward sweep that is computed again.
   */
  private boolean isOfAdjoint(Expr expr) {
    return Walk.reads(expr).stream()
        .anyMatch(variable -> variable.isAdjoint() || ofAdjoints.contains(variable));
  }

  private Expr cancel(Expr expr) {
    Expr mapped = Walk.mapParts(expr, this::cancel);
    if (mapped instanceof Expr.Call call && isOfAdjoint(call)) {
      for (Rest rest : rests) {
        Map<Variable, Expr> arguments = new HashMap<>();
        if (matches(rest.of(), call, rest.parameters(), arguments)) {
          List<Expr> given = new ArrayList<>();
          rest.parameters()
              .forEach(parameter -> given.add(Objects.requireNonNull(arguments.get(parameter))));
          return new Expr.Call(rest.method(), given, call.position());
        }
      }
    }
    return mapped;
  }

  private boolean matches(
      Expr pattern, Expr expr, List<Variable> parameters, Map<Variable, Expr> arguments) {
    if (pattern instanceof Expr.Read read && parameters.contains(read.variable())) {
      Expr before = arguments.putIfAbsent(read.variable(), expr);
      return before == null || before.equals(expr);
    } else if (pattern instanceof Expr.Call wanted) {
      Expr.Call found = call(expr);
      if (found == null || !found.callee().signature().equals(wanted.callee().signature())) {
        return false;
      }
      boolean match = true;
      for (int i = 0; match && i < wanted.arguments().size(); i++) {
        match = matches(wanted.arguments().get(i), found.arguments().get(i), parameters, arguments);
      }
      return match;
    }
    return pattern.equals(expr);
  }

  /** The call that gives an expression its value, if it is known. */
  private Expr.@Nullable Call call(Expr expr) {
    return expr instanceof Expr.Read read
        ? definitions.get(read.variable())
        : expr instanceof Expr.Call call ? call : null;
  }
}
