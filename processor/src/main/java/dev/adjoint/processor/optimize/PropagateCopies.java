package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
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
 * Reads the original instead of a copy that the processor made.
 *
 * <pre>
 * double bBar = sBar; … bBar …   becomes   … sBar …
 * </pre>
 *
 * <p>The original keeps its value from there on: it is written once, or is a vector's sum that is
 * complete. A vector that is set back to what was kept of it is read there as well.
 */
final class PropagateCopies {
  private final Set<Variable> assignedTwice = new HashSet<>();
  private final Map<Variable, Expr> originals = new HashMap<>();
  private final Map<Variable, Integer> reads = new HashMap<>();

  private PropagateCopies() {}

  static Block in(Block block) {
    PropagateCopies pass = new PropagateCopies();
    Walk.eachExpression(
        block,
        expr -> {
          if (expr instanceof Expr.Read read) {
            pass.reads.merge(read.variable(), 1, Integer::sum);
          }
        });
    Set<Variable> declared = new HashSet<>();
    Set<Variable> assigned = new HashSet<>();
    Walk.eachStatement(
        block,
        stmt -> {
          Variable target = null;
          if (stmt instanceof Stmt.Declare s) {
            declared.add(s.variable());
            target = s.value() == null ? null : s.variable();
          } else if (stmt instanceof Stmt.Assign s) {
            target = s.variable();
            // A parameter is assigned once already, by the caller.
            if (!declared.contains(target)) {
              pass.assignedTwice.add(target);
            }
          } else if (stmt instanceof Stmt.For s) {
            target = s.index();
          }
          if (target != null && !assigned.add(target)) {
            pass.assignedTwice.add(target);
          }
        });
    return pass.propagate(block, assigned);
  }

  private Block propagate(Block block) {
    return propagate(block, new HashSet<>());
  }

  /**
   * @param own the variables that nothing around the block sees
   */
  private Block propagate(Block block, Set<Variable> own) {
    List<Stmt> result = new ArrayList<>();
    Map<Variable, Integer> lastInner = lastInnerAssignments(block);
    for (int i = 0; i < block.statements().size(); i++) {
      Stmt stmt = block.statements().get(i);
      if (stmt instanceof Stmt.Declare s
          && s.value() != null
          && !isCopyOfChanging(s.value())
          && (isCopy(s) || isCopyOfSum(s, block.statements(), i))) {
        originals.put(s.variable(), replace(s.value()));
      } else if (stmt instanceof Stmt.Assign s
          && own.contains(s.variable())
          && isRestored(s)
          && lastInner.getOrDefault(s.variable(), -1) < i) {
        originals.put(s.variable(), replace(s.value()));
      } else {
        if (stmt instanceof Stmt.Declare s) {
          own.add(s.variable());
        } else if (stmt instanceof Stmt.Assign s && own.contains(s.variable())) {
          Stmt replaced = new Stmt.Assign(s.variable(), replace(s.value()), s.position());
          originals.remove(s.variable());
          result.add(replaced);
          continue;
        }
        result.add(Walk.map(stmt, this::replace, this::propagate));
      }
    }
    return block.with(result);
  }

  /**
   * Whether a value is a copy whose original gets another value at some time. Where the copy is
   * read for the last time says nothing about copies of it, so they wait until it is gone.
   */
  private boolean isCopyOfChanging(Expr value) {
    return value instanceof Expr.Read copy
        && originals.get(copy.variable()) instanceof Expr.Read original
        && assignedTwice.contains(original.variable());
  }

  private Expr replace(Expr expr) {
    return originals.isEmpty()
        ? expr
        : Walk.substitute(expr, variable -> originals.getOrDefault(variable, Expr.read(variable)));
  }

  private boolean isCopy(Stmt.Declare declare) {
    Variable copy = declare.variable();
    boolean isOurs = copy.isTemporary() || copy.isAdjoint() || copy.kind() == Variable.Kind.RESULT;
    if (!isOurs || copy.type() instanceof Type.Array || assignedTwice.contains(copy)) {
      return false;
    }
    return declare.value() instanceof Expr.Literal literal
        // A zero is written as 0, which is a double only where a double is declared.
        ? copy.type().equals(literal.type()) && !literal.text().equals("0")
        : declare.value() instanceof Expr.Read original
            && copy.type().equals(original.type())
            && !isNameOf(copy, original.variable())
            && !assignedTwice.contains(original.variable());
  }

  /** Whether a vector is the same as another one as long as it is read. */
  private boolean isCopyOfSum(Stmt.Declare declare, List<Stmt> statements, int at) {
    if (!(declare.variable().type() instanceof Type.Vector)
        || !declare.variable().isAdjoint()
        || assignedTwice.contains(declare.variable())
        || !(declare.value() instanceof Expr.Read original)
        || !original.variable().isAdjoint()) {
      return false;
    }
    int last = lastReading(statements, declare.variable(), at);
    // The last one may read the copy for the next value of the original.
    boolean isNext =
        statements.get(last) instanceof Stmt.Assign s && s.variable().equals(original.variable());
    return statements.subList(at, isNext ? last : last + 1).stream()
        .noneMatch(s -> assigns(s, original.variable()));
  }

  private static int lastReading(List<Stmt> statements, Variable variable, int from) {
    int last = statements.size() - 1;
    while (last > from && !reads(statements.get(last), variable)) {
      last--;
    }
    return last;
  }

  private static boolean reads(Stmt stmt, Variable variable) {
    return Walk.anyStatement(
        new Block(List.of(stmt)),
        nested -> Walk.expressions(nested).stream().anyMatch(e -> Walk.reads(e, variable)));
  }

  /** Whether a vector becomes the one that was kept of it. */
  private boolean isRestored(Stmt.Assign assign) {
    return assign.variable().type() instanceof Type.Vector
        && assign.value() instanceof Expr.Read kept
        && kept.variable().kind() == Variable.Kind.KEPT
        && !assignedTwice.contains(kept.variable());
  }

  /** The last statements of a block in whose own blocks variables are assigned. */
  private static Map<Variable, Integer> lastInnerAssignments(Block block) {
    Map<Variable, Integer> result = new HashMap<>();
    for (int i = 0; i < block.statements().size(); i++) {
      for (Block inner : Walk.blocks(block.statements().get(i))) {
        for (Variable variable : Walk.assigned(inner)) {
          result.put(variable, i);
        }
      }
    }
    return result;
  }

  private static boolean assigns(Stmt stmt, Variable variable) {
    return Walk.anyStatement(
        new Block(List.of(stmt)), nested -> variable.equals(Walk.target(nested)));
  }

  /** Whether a vector that nobody named is read only to give it the name of an adjoint. */
  private boolean isNameOf(Variable copy, Variable original) {
    return copy.type() instanceof Type.Vector
        && copy.isAdjoint()
        && original.kind() == Variable.Kind.TEMPORARY
        && reads.get(original) == 1;
  }
}
