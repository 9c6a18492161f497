package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statements of a backward sweep from which some adjoints come, if they can stand before the
 * loops that are fused.
 *
 * <pre>
 * sBar = 1; tBar = sBar * y; for (i…) { xBar[i] += tBar; }   tBar comes from the first two
 * </pre>
 */
final class Seeds {
  /** The statements that write a variable. */
  private final Map<Variable, List<Stmt>> writers = new HashMap<>();

  /** Variables that cannot be known early. */
  private final Set<Variable> unknown = new HashSet<>();

  private final List<Stmt> backward;
  private final Set<Variable> needed = new HashSet<>();
  private final Set<Stmt> statements = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param late variables that get their values in the loops or after them
   */
  Seeds(List<Stmt> backward, Set<Variable> late) {
    this.backward = backward;
    for (Stmt stmt : backward) {
      Walk.assigned(stmt)
          .forEach(target -> writers.computeIfAbsent(target, v -> new ArrayList<>()).add(stmt));
    }
    findUnknown(late);
  }

  private void findUnknown(Set<Variable> late) {
    Map<Variable, List<Variable>> users = new HashMap<>();
    Deque<Variable> pending = new ArrayDeque<>();
    writers.forEach(
        (variable, writing) -> {
          boolean isUnknown = late.contains(variable);
          for (Stmt stmt : writing) {
            isUnknown |= !(stmt instanceof Stmt.Assign || stmt instanceof Stmt.Declare);
            for (Expr expr : Walk.expressions(stmt)) {
              isUnknown |= readsElement(expr);
              for (Variable read : Walk.reads(expr)) {
                isUnknown |= late.contains(read);
                users.computeIfAbsent(read, v -> new ArrayList<>()).add(variable);
              }
            }
          }
          if (isUnknown) {
            pending.add(variable);
          }
        });
    while (!pending.isEmpty()) {
      Variable variable = pending.remove();
      if (unknown.add(variable)) {
        pending.addAll(users.getOrDefault(variable, List.of()));
      }
    }
    unknown.addAll(late);
  }

  private static boolean readsElement(Expr expr) {
    boolean[] found = new boolean[1];
    Walk.each(expr, part -> found[0] |= part instanceof Expr.Element);
    return found[0];
  }

  /** Adds what makes some variables; false, and nothing is added, if that cannot stand early. */
  boolean add(Collection<Variable> variables) {
    Set<Variable> more = new HashSet<>();
    List<Stmt> moved = new ArrayList<>();
    Deque<Variable> pending = new ArrayDeque<>(variables);
    while (!pending.isEmpty()) {
      Variable variable = pending.remove();
      if (unknown.contains(variable)) {
        return false;
      }
      if (!needed.contains(variable) && more.add(variable)) {
        for (Stmt stmt : writers.getOrDefault(variable, List.of())) {
          moved.add(stmt);
          Walk.expressions(stmt).forEach(expr -> pending.addAll(Walk.reads(expr)));
        }
        for (Stmt stmt : readersOfPassing(variable)) {
          Variable target = Walk.target(stmt);
          if (target == null || !Walk.blocks(stmt).isEmpty()) {
            return false;
          }
          pending.add(target);
        }
      }
    }
    needed.addAll(more);
    statements.addAll(moved);
    return true;
  }

  /** The statements that read a variable before it is written once more. */
  private List<Stmt> readersOfPassing(Variable variable) {
    List<Stmt> writing = writers.getOrDefault(variable, List.of());
    List<Stmt> readers = new ArrayList<>();
    if (!writing.isEmpty()) {
      Stmt last = writing.get(writing.size() - 1);
      for (Stmt stmt : backward) {
        if (stmt == last) {
          break;
        } else if (reads(stmt, variable)) {
          readers.add(stmt);
        }
      }
    }
    return readers;
  }

  private static boolean reads(Stmt stmt, Variable variable) {
    boolean[] found = new boolean[1];
    Walk.eachStatement(
        stmt,
        nested -> Walk.expressions(nested).forEach(expr -> found[0] |= Walk.reads(expr, variable)));
    return found[0];
  }

  /** What was added, with the remarks that stand above it. */
  Set<Stmt> statements() {
    for (int i = 0; i + 1 < backward.size(); i++) {
      if (backward.get(i) instanceof Stmt.Comment && statements.contains(backward.get(i + 1))) {
        statements.add(backward.get(i));
      }
    }
    return statements;
  }
}
