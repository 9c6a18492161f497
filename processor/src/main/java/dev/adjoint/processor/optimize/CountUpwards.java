package dev.adjoint.processor.optimize;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
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
import org.jspecify.annotations.Nullable;

/**
 * Lets an innermost loop of the backward sweep count up if its trips may come in any order: what
 * HotSpot makes of such loops is up to 1.4 times as fast (docs/decisions/0005).
 *
 * <pre>
 * for (int i = n - 1; i &gt;= 0; i--) { xBar[i] += e; }   becomes
 * for (int i = 0; i &lt; n; i++) { xBar[i] += e; }
 * </pre>
 *
 * The trips of such a loop only add to adjoints, or each has elements of its own.
 */
final class CountUpwards {
  /**
   * Loops through fewer arrays are as fast in either direction when they are long, and slower
   * upwards when they are short.
   */
  private static final int WORTHWHILE = 3;

  private final Aliases aliases;

  private CountUpwards(Aliases aliases) {
    this.aliases = aliases;
  }

  static Block in(Block block) {
    return new CountUpwards(Aliases.of(block)).turn(block);
  }

  private Block turn(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, expr -> expr, this::turn);
      result.add(
          mapped instanceof Stmt.For loop && loop.step() == -1 && new Trip(loop).isFree()
              ? loop.upwards()
              : mapped);
    }
    return new Block(result);
  }

  /** One trip of a loop, seen beside the others. */
  private final class Trip {
    private final Stmt.For loop;
    private final Set<Variable> assigned;
    private final Set<Variable> declared = new HashSet<>();

    /** By array, the elements that are read or written other than by adding to them. */
    private final Map<Variable, Set<Expr>> touched = new HashMap<>();

    /** By array, the elements to which something is added. */
    private final Map<Variable, Set<Expr>> added = new HashMap<>();

    private final Set<Variable> sums = new HashSet<>();
    private final Set<Variable> read = new HashSet<>();
    private boolean free = true;

    Trip(Stmt.For loop) {
      this.loop = loop;
      this.assigned = Walk.assigned(new Block(List.of(loop)));
    }

    boolean isFree() {
      if (loop.relation() != Operator.GREATER_EQUAL) {
        return false;
      }
      statements(loop.body());
      Set<Variable> arrays = new HashSet<>(added.keySet());
      arrays.addAll(touched.keySet());
      if (!free || arrays.size() < WORTHWHILE) {
        return false;
      }
      Set<Variable> stored = new HashSet<>();
      Walk.stored(loop.body()).forEach(base -> stored.add(aliases.root(base)));
      return isFixed(loop.from(), stored)
          && isFixed(loop.bound(), stored)
          && sums.stream().noneMatch(read::contains)
          && stored.stream().allMatch(this::isFreeArray);
    }

    /** Whether a bound of the loop is the same before each trip. */
    private boolean isFixed(Expr expr, Set<Variable> stored) {
      return Walk.reads(expr).stream()
          .noneMatch(v -> assigned.contains(v) || stored.contains(aliases.root(v)));
    }

    /** Whether an array is only added to, or each trip has its own element of it. */
    private boolean isFreeArray(Variable array) {
      if (aliases.isDynamic(array) || !array.isAdjoint() || read.contains(array)) {
        return false;
      }
      Set<Expr> elements = new HashSet<>(touched.getOrDefault(array, Set.of()));
      if (elements.isEmpty()) {
        return true;
      }
      elements.addAll(added.getOrDefault(array, Set.of()));
      return elements.size() == 1
          && elements.iterator().next() instanceof Expr.Element element
          && isFixed(element.array(), Set.of())
          && isOwn(element.index());
    }

    /** Whether an index differs from trip to trip. */
    private boolean isOwn(Expr index) {
      if (index instanceof Expr.Read read) {
        return read.variable().equals(loop.index());
      }
      return index instanceof Expr.Binary sum
          && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)
          && (isOwn(sum.left()) && isFixed(sum.right(), Set.of())
              || isFixed(sum.left(), Set.of()) && isOwn(sum.right()));
    }

    private void statements(Block block) {
      for (Stmt stmt : block.statements()) {
        if (stmt instanceof Stmt.Declare s) {
          declare(s);
        } else if (stmt instanceof Stmt.Assign s) {
          assign(s);
        } else if (stmt instanceof Stmt.Store s) {
          store(s);
        } else if (stmt instanceof Stmt.If s) {
          expression(s.condition());
          statements(s.then());
          statements(s.otherwise());
        } else if (!(stmt instanceof Stmt.Comment)) {
          free = false;
        }
      }
    }

    private void declare(Stmt.Declare stmt) {
      free &= stmt.variable().type() instanceof Type.Primitive;
      declared.add(stmt.variable());
      if (stmt.value() != null) {
        expression(stmt.value());
      }
    }

    private void assign(Stmt.Assign stmt) {
      Variable target = stmt.variable();
      if (declared.contains(target)) {
        expression(stmt.value());
        return;
      }
      Expr addend = addend(stmt.value(), Expr.read(target));
      if (addend == null || !target.isAdjoint()) {
        free = false;
      } else {
        sums.add(target);
        expression(addend);
      }
    }

    private void store(Stmt.Store stmt) {
      Expr addend = addend(stmt.value(), stmt.target());
      note(stmt.target(), addend == null ? touched : added);
      expression(addend == null ? stmt.value() : addend);
    }

    private void note(Expr.Element element, Map<Variable, Set<Expr>> elements) {
      Set<Variable> bases = Walk.base(element.array());
      if (bases.size() != 1) {
        free = false;
        return;
      }
      Variable base = bases.iterator().next();
      Variable root = aliases.root(base);
      // Under another name the same element may have another index.
      free &= root.equals(base) || !root.isAdjoint();
      elements.computeIfAbsent(root, a -> new HashSet<>()).add(element);
      Expr array = element.array();
      while (array instanceof Expr.Element row) {
        expression(row.index());
        array = row.array();
      }
      free &= array instanceof Expr.Read || !root.isAdjoint();
      expression(element.index());
    }

    /** What a value adds to a target; null if it is something else than a sum with it. */
    private @Nullable Expr addend(Expr value, Expr target) {
      return value instanceof Expr.Binary sum
              && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)
              && sum.type().isFloating()
              && sum.left().equals(target)
          ? sum.right()
          : null;
    }

    private void expression(Expr expr) {
      if (expr instanceof Expr.Read variable) {
        read.add(variable.variable());
        read.add(aliases.root(variable.variable()));
      } else if (expr instanceof Expr.Element element) {
        note(element, touched);
      } else if (expr instanceof Expr.Length) {
        return;
      } else {
        free &= !(expr instanceof Expr.Call call) || call.callee().kind() == Callee.Kind.SCALAR;
        free &=
            !(expr instanceof Expr.NewArray
                || expr instanceof Expr.NewRecord
                || expr instanceof Expr.ArrayLiteral);
        Walk.parts(expr).forEach(this::expression);
      }
    }
  }
}
