package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to find expressions over the parameters of a method in statements, and in what stands
 * before these and is read nowhere else.
 */
final class OperationMatch {
  private final Uses uses;
  private final List<@Nullable Stmt> statements;
  private final List<Variable> parameters;
  private final Map<Variable, Expr> arguments;

  /** Where what the parameters stand for was found. */
  private final Map<Variable, Integer> boundAt;

  /** The statements whose values are part of the expressions. */
  private final Set<Integer> used;

  OperationMatch(Uses uses, List<@Nullable Stmt> statements, List<Variable> parameters) {
    this(uses, statements, parameters, new HashMap<>(), new HashMap<>(), new HashSet<>());
  }

  private OperationMatch(
      Uses uses,
      List<@Nullable Stmt> statements,
      List<Variable> parameters,
      Map<Variable, Expr> arguments,
      Map<Variable, Integer> boundAt,
      Set<Integer> used) {
    this.uses = uses;
    this.statements = statements;
    this.parameters = parameters;
    this.arguments = arguments;
    this.boundAt = boundAt;
    this.used = used;
  }

  /** How often the variables of a method's body are read and written. */
  record Uses(Map<Variable, Integer> reads, Map<Variable, Integer> writes) {
    static Uses in(Block body) {
      Map<Variable, Integer> reads = new HashMap<>();
      Map<Variable, Integer> writes = new HashMap<>();
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
      return new Uses(reads, writes);
    }

    /** Whether a variable that nobody named is written once and read once. */
    boolean isPassedOn(Variable variable) {
      return variable.isTemporary()
          && reads.getOrDefault(variable, 0) == 1
          && writes.getOrDefault(variable, 0) == 1;
    }
  }

  /** What has been found up to here, to go on from and perhaps to come back to. */
  OperationMatch copy() {
    return new OperationMatch(
        uses,
        statements,
        parameters,
        new HashMap<>(arguments),
        new HashMap<>(boundAt),
        new HashSet<>(used));
  }

  /** The statements whose values are part of what was found, but for those that it is found in. */
  Set<Integer> used() {
    return used;
  }

  /** What the parameters stand for; null for one that was not found. */
  List<@Nullable Expr> arguments() {
    List<@Nullable Expr> result = new ArrayList<>();
    parameters.forEach(parameter -> result.add(arguments.get(parameter)));
    return result;
  }

  /**
   * Whether an expression over the parameters is what a statement computes.
   *
   * @param at the statement's place
   */
  boolean matches(Expr pattern, Expr expr, int at) {
    if (pattern instanceof Expr.Read read && parameters.contains(read.variable())) {
      return binds(read.variable(), expr, at);
    } else if (pattern instanceof Expr.Call wanted) {
      Expr found = expr instanceof Expr.Read read ? value(read.variable(), at) : expr;
      return found instanceof Expr.Call call
          && call.callee().signature().equals(wanted.callee().signature())
          && matchesAll(wanted.arguments(), call.arguments(), at);
    } else if (pattern instanceof Expr.ArrayLiteral wanted) {
      return expr instanceof Expr.ArrayLiteral found
          && matchesAll(wanted.elements(), found.elements(), at);
    }
    return pattern.equals(expr);
  }

  /** Whether a parameter can stand for an expression; if it stands for another, both are equal. */
  private boolean binds(Variable parameter, Expr expr, int at) {
    Expr before = arguments.putIfAbsent(parameter, expr);
    if (before == null) {
      boundAt.put(parameter, at);
      return true;
    } else if (isSame(before, expr)) {
      return true;
    }
    // Two names of one value, which is written for each alone.
    Expr first =
        before instanceof Expr.Read read ? value(read.variable(), boundAt(parameter)) : before;
    Expr second = expr instanceof Expr.Read read ? value(read.variable(), at) : expr;
    if (first == null || second == null || !isSame(first, second)) {
      return false;
    }
    arguments.put(parameter, first);
    return true;
  }

  private int boundAt(Variable parameter) {
    return Objects.requireNonNull(boundAt.get(parameter));
  }

  private boolean matchesAll(List<Expr> patterns, List<Expr> found, int at) {
    boolean match = patterns.size() == found.size();
    for (int i = 0; match && i < patterns.size(); i++) {
      match = matches(patterns.get(i), found.get(i), at);
    }
    return match;
  }

  /** Whether two expressions are the same, wherever they stand. */
  private static boolean isSame(Expr a, Expr b) {
    if (a instanceof Expr.Call first && b instanceof Expr.Call second) {
      return first.callee().signature().equals(second.callee().signature())
          && isPure(first.callee())
          && isSameAll(first.arguments(), second.arguments());
    } else if (a instanceof Expr.Component first && b instanceof Expr.Component second) {
      return first.name().equals(second.name()) && isSame(first.record(), second.record());
    } else if (a instanceof Expr.ArrayLiteral first && b instanceof Expr.ArrayLiteral second) {
      return isSameAll(first.elements(), second.elements());
    }
    return a.equals(b);
  }

  /** Whether the same operands give the same value. */
  private static boolean isPure(Callee callee) {
    return callee.makesValue()
        || callee.kind() == Callee.Kind.SCALAR
        || callee.kind() == Callee.Kind.HELPER;
  }

  private static boolean isSameAll(List<Expr> a, List<Expr> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = isSame(a.get(i), b.get(i));
    }
    return same;
  }

  /** What nobody else reads of a variable that nobody named; null if it must stay. */
  private @Nullable Expr value(Variable variable, int at) {
    if (!uses.isPassedOn(variable)) {
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

  /** Adds what a statement may give another value, or change in place. */
  static void addChanges(Stmt stmt, Set<Variable> changed) {
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
              call.arguments().stream().limit(1).map(Walk::reads).forEach(changed::addAll);
            }
          });
    }
  }
}
