package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a block that runs again reads and changes of what is around it.
 *
 * <pre>
 * { double e = s * x[i]; s += e; u[i] = e; }   reads s, x, i and u, assigns s, writes u
 * </pre>
 */
final class Surroundings {
  private final Needs needs;
  private final Aliases aliases;

  /** Variables that the block declares. */
  private final Set<Variable> inside = new HashSet<>();

  /** Variables that hold the same array all the time, which the block makes. */
  private final Set<Variable> made = new HashSet<>();

  /** Variables from outside that the block, or its adjoint, mentions. */
  private final Set<Variable> mentioned = new LinkedHashSet<>();

  private final Set<Variable> assigned = new LinkedHashSet<>();

  /** What stands for arrays from outside whose elements the block changes. */
  private final Set<Variable> written = new LinkedHashSet<>();

  /** Variables of which the block may read the value that it finds. */
  private final Set<Variable> live = new LinkedHashSet<>();

  /** What stands for arrays of which the block may read elements that it finds. */
  private final Set<Variable> liveElements = new HashSet<>();

  private Surroundings(Needs needs, Aliases aliases) {
    this.needs = needs;
    this.aliases = aliases;
  }

  /**
   * @param settled the stores that change nothing that anybody has read
   */
  static Surroundings of(
      Block block, Needs needs, Aliases aliases, ArrayLengths lengths, Predicate<Stmt> settled) {
    Surroundings result = new Surroundings(needs, aliases);
    Walk.eachStatement(block, result::declare);
    Walk.eachStatement(block, result::findReplaced);
    result.visit(block, new HashSet<>());
    Set<Variable> roots = new HashSet<>();
    result.mentioned.forEach(variable -> roots.add(aliases.root(variable)));
    Walk.eachStatement(
        block,
        stmt -> {
          if (!settled.test(stmt)) {
            Walk.eachStored(
                stmt,
                array -> {
                  if (!result.made.contains(array)) {
                    result.written.add(aliases.root(array));
                  }
                });
          }
        });
    result.written.retainAll(roots);
    result.liveElements.removeIf(array -> result.isRewritten(array, block, lengths));
    return result;
  }

  private void declare(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      inside.add(s.variable());
      if (isMade(s.value())) {
        made.add(s.variable());
      }
    } else if (stmt instanceof Stmt.For s) {
      inside.add(s.index());
    }
  }

  /** Whether a value is an array of numbers that nothing else holds, nor any row of it. */
  private static boolean isMade(@Nullable Expr value) {
    if (value instanceof Expr.NewArray array) {
      return array.dimensions().size() == array.type().rank()
          && array.type().leaf() instanceof Type.Primitive;
    }
    return value instanceof Expr.Call call
        && call.callee().isClone()
        && call.type() instanceof Type.Array array
        && array.element() instanceof Type.Primitive;
  }

  /** An array that gets a row, or a variable that gets an array, may hold one from outside. */
  private void findReplaced(Stmt stmt) {
    if (stmt instanceof Stmt.Assign s) {
      made.remove(s.variable());
    } else if (stmt instanceof Stmt.Store s && s.value().type().holdsArrays()) {
      Walk.base(s.array()).forEach(made::remove);
    }
  }

  private boolean isRewritten(Variable array, Block block, ArrayLengths lengths) {
    return !aliases.isDynamic(array)
        && array.type() instanceof Type.Array type
        && type.rank() == 1
        && type.element() instanceof Type.Primitive
        && ScratchArrays.areRewritten(block, Set.of(array), lengths, aliases);
  }

  /**
   * @param known variables that have got a value in the block
   */
  private void visit(Block block, Set<Variable> known) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Store s) {
        readStored(s.array(), known);
        read(s.index(), known);
        read(s.value(), known);
      } else {
        Walk.expressions(stmt).forEach(expr -> read(expr, known));
      }
      if (stmt instanceof Stmt.Assign s) {
        if (!inside.contains(s.variable())) {
          mentioned.add(s.variable());
          assigned.add(s.variable());
        }
        known.add(s.variable());
      } else if (stmt instanceof Stmt.If s) {
        Set<Variable> then = new HashSet<>(known);
        visit(s.then(), then);
        visit(s.otherwise(), known);
        known.retainAll(then);
      } else if (stmt instanceof Stmt.Checkpoint s) {
        visit(s.body(), known);
      } else {
        // Loops, which may have no trip.
        Walk.blocks(stmt).forEach(nested -> visit(nested, new HashSet<>(known)));
      }
      needs.of(stmt).forEach(variable -> read(variable, known));
      if (stmt instanceof Stmt.Declare s) {
        needs.ofZero(s).forEach(variable -> read(variable, known));
      }
    }
  }

  /** The array of a store is found, but what it holds is not read. */
  private void readStored(Expr array, Set<Variable> known) {
    if (array instanceof Expr.Read read) {
      read(read.variable(), known);
    } else {
      read(array, known);
    }
  }

  private void read(Expr expr, Set<Variable> known) {
    if (expr instanceof Expr.Length length && length.array() instanceof Expr.Read array) {
      read(array.variable(), known);
      return;
    } else if (expr instanceof Expr.Read read) {
      read(read.variable(), known);
      if (read.variable().type().holdsArrays()) {
        liveElements.add(aliases.root(read.variable()));
      }
    }
    Walk.parts(expr).forEach(part -> read(part, known));
  }

  private void read(Variable variable, Set<Variable> known) {
    if (!inside.contains(variable)) {
      mentioned.add(variable);
      if (!known.contains(variable)) {
        live.add(variable);
      }
    }
  }

  /** Variables from outside that get values. */
  Set<Variable> assigned() {
    return assigned;
  }

  /** Variables that stand for arrays from outside that get elements. */
  Set<Variable> written() {
    return written;
  }

  /** Variables from outside that must be there when the block runs again, whatever they hold. */
  Set<Variable> found() {
    Set<Variable> result = new LinkedHashSet<>();
    for (Variable variable : mentioned) {
      Variable root = aliases.root(variable);
      if (written.contains(root) && !aliases.isDynamic(variable)) {
        result.add(root);
      }
    }
    return result;
  }

  /** What must be as it is found after the block for the block to run again. */
  Set<Variable> required() {
    Set<Variable> result = new LinkedHashSet<>();
    for (Variable variable : mentioned) {
      result.add(variable);
      result.add(aliases.root(variable));
    }
    result.removeAll(assigned);
    result.removeAll(written);
    // What their adjoints have got by then is carried over.
    shadows().forEach(result::add);
    return result;
  }

  private Set<Variable> shadows() {
    Set<Variable> result = new LinkedHashSet<>(assigned);
    result.removeIf(variable -> variable.kind() != Variable.Kind.SHADOW);
    return result;
  }

  /**
   * What is kept when the block starts.
   *
   * @param runsAgain whether the block has a backward sweep
   * @param required what the backward sweep of what was before requires
   */
  Snapshot snapshot(boolean runsAgain, Predicate<Variable> required) {
    Set<Variable> values = new LinkedHashSet<>();
    Set<Variable> arrays = new LinkedHashSet<>();
    Set<Variable> after = new LinkedHashSet<>();
    for (Variable variable : assigned) {
      if (required.test(variable)) {
        values.add(variable);
        after.add(variable);
      } else if (runsAgain && live.contains(variable)) {
        values.add(variable);
      }
    }
    for (Variable array : written) {
      boolean isRequired = required.test(array);
      if (isRequired || (runsAgain && liveElements.contains(array))) {
        for (Variable holder : holders(array)) {
          arrays.add(holder);
          if (isRequired) {
            after.add(holder);
            if (assigned.contains(holder)) {
              values.add(holder);
            }
          }
        }
      }
    }
    return new Snapshot(runsAgain, values, arrays, after, runsAgain ? shadows() : Set.of());
  }

  /** The variables that hold arrays when the block starts. */
  private Set<Variable> holders(Variable root) {
    Set<Variable> result = new LinkedHashSet<>();
    for (Variable variable : mentioned) {
      if (aliases.root(variable).equals(root)) {
        if (!aliases.isDynamic(variable)) {
          return Set.of(root);
        } else if (live.contains(variable) && variable.kind() != Variable.Kind.SHADOW) {
          result.add(variable);
        }
      }
    }
    return result;
  }
}
