package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Statements in a row that become a method, and what goes in and out. */
final class Region {
  private final String name;

  /** What the method does; regions within it are calls. */
  private final List<Stmt> statements;

  private final Map<Variable, Integer> uses = new HashMap<>();
  private final Set<Variable> declared = new HashSet<>();
  private final Set<Variable> read = new LinkedHashSet<>();
  private final Set<Variable> assigned = new LinkedHashSet<>();
  private final Set<Variable> atTop = new LinkedHashSet<>();

  /**
   * @param originals the same statements with all that regions within it do
   */
  Region(String name, List<Stmt> statements, List<Stmt> originals) {
    this.name = name;
    this.statements = List.copyOf(statements);
    originals.forEach(stmt -> Walk.eachStatement(stmt, this::add));
    for (Stmt stmt : originals) {
      if (stmt instanceof Stmt.Declare declare) {
        atTop.add(declare.variable());
      }
    }
  }

  private void add(Stmt stmt) {
    count(stmt, uses);
    Walk.expressions(stmt).forEach(expr -> Walk.eachRead(expr, read::add));
    if (stmt instanceof Stmt.Assign assign) {
      assigned.add(assign.variable());
    } else {
      Variable target = Walk.target(stmt);
      if (target != null) {
        declared.add(target);
      }
    }
  }

  /** Counts how often a statement itself names variables. */
  static void count(Stmt stmt, Map<Variable, Integer> uses) {
    Variable target = Walk.target(stmt);
    if (target != null) {
      uses.merge(target, 1, Integer::sum);
    }
    for (Expr expr : Walk.expressions(stmt)) {
      Walk.eachRead(expr, variable -> uses.merge(variable, 1, Integer::sum));
    }
  }

  String name() {
    return name;
  }

  List<Stmt> statements() {
    return statements;
  }

  /** The variables of others that get values here, and those of its own that others use. */
  Set<Variable> results(Map<Variable, Integer> allUses) {
    Set<Variable> result = new LinkedHashSet<>();
    for (Variable variable : assigned) {
      if (!declared.contains(variable)) {
        result.add(variable);
      }
    }
    for (Variable variable : atTop) {
      if (!allUses.get(variable).equals(uses.get(variable))) {
        result.add(variable);
      }
    }
    return result;
  }

  /** The variables of others that it needs, with those to which it may give a value or not. */
  Set<Variable> needs() {
    Set<Variable> result = new LinkedHashSet<>(read);
    result.addAll(assigned);
    result.removeAll(declared);
    return result;
  }

  /** Visits all variables that it or a region within it names, and how often. */
  void eachUse(BiConsumer<Variable, Integer> visitor) {
    uses.forEach(visitor);
  }

  /** Whether it or a region within it names a variable. */
  boolean mentions(Variable variable) {
    return uses.containsKey(variable);
  }

  /** Whether a variable is declared here. */
  boolean declares(@Nullable Variable variable) {
    return declared.contains(variable);
  }
}
