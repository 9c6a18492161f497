package dev.adjoint.processor.backend;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Gives each variable a name, the one it asks for if possible. Variables that are never visible
 * together may share a name, as the indices of two loops do.
 */
final class Names {
  private final Map<Variable, Set<Variable>> visibleTogether = new LinkedHashMap<>();
  private final Map<Variable, String> names = new HashMap<>();
  private final Set<String> reserved = new HashSet<>();

  /** Keeps a name free of variables. */
  void reserve(String name) {
    reserved.add(name);
  }

  /** Learns which variables a body declares where others are visible. */
  void addBody(Collection<Variable> visible, Block body) {
    Scope scope = new Scope(null);
    visible.forEach(variable -> add(variable, scope));
    addBlock(body, scope);
    Walk.eachExpression(body, this::reserveClasses);
  }

  /** A variable must not hide a class whose static members are used. */
  private void reserveClasses(Expr expr) {
    if (expr instanceof Expr.StaticField field) {
      reserved.addAll(field.owner().simpleNames());
    } else if (expr instanceof Expr.Call call && call.callee().isStatic()) {
      reserved.addAll(call.callee().owner().simpleNames());
    }
  }

  private void addBlock(Block block, Scope outer) {
    Scope scope = new Scope(outer);
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare s) {
        add(s.variable(), scope);
      } else if (stmt instanceof Stmt.For s) {
        Scope inner = new Scope(scope);
        add(s.index(), inner);
        addBlock(s.body(), inner);
        continue;
      }
      for (Block nested : Walk.blocks(stmt)) {
        addBlock(nested, scope);
      }
    }
  }

  private void add(Variable variable, Scope scope) {
    Set<Variable> mine = visibleTogether.computeIfAbsent(variable, v -> new HashSet<>());
    String stem = stem(variable);
    for (Scope at = scope; at != null; at = at.outer) {
      for (Variable other : at.byStem.getOrDefault(stem, Set.of())) {
        if (!other.equals(variable)) {
          mine.add(other);
          visibleTogether.computeIfAbsent(other, v -> new HashSet<>()).add(variable);
        }
      }
    }
    scope.byStem.computeIfAbsent(stem, s -> new LinkedHashSet<>()).add(variable);
  }

  /** Only names that differ at most in a number at the end can ever become the same. */
  private static String stem(Variable variable) {
    String name = variable.name();
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
      end--;
    }
    return name.substring(0, end);
  }

  /** The variables that are visible at a place. */
  private static final class Scope {
    private final @Nullable Scope outer;
    private final Map<String, Set<Variable>> byStem = new HashMap<>();

    Scope(@Nullable Scope outer) {
      this.outer = outer;
    }
  }

  String of(Variable variable) {
    String known = names.get(variable);
    if (known != null) {
      return known;
    }
    Set<String> taken = new HashSet<>(reserved);
    for (Variable other : visibleTogether.getOrDefault(variable, Set.of())) {
      String name = names.get(other);
      if (name != null) {
        taken.add(name);
      }
    }
    String wanted = variable.name();
    String name = wanted;
    for (int i = 2; taken.contains(name) || SourceVersion.isKeyword(name); i++) {
      name = wanted + i;
    }
    names.put(variable, name);
    return name;
  }
}
