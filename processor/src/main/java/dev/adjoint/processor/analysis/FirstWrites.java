package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.ArrayUses;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds stores that are the first to their element since the array was made, so that what they
 * overwrite is a zero that nobody computed.
 *
 * <pre>
 * double[] h = new double[n + 1]; h[0] = x; for (int i = 0; i &lt; n; i++) { h[i + 1] = f(h[i]); }
 * </pre>
 */
public final class FirstWrites {
  /** Each pair is compared. */
  private static final int MOST_ACCESSES = 64;

  private final Set<Stmt> first = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Stmt> settled = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Arrays of the function itself of which each element is written once at most. */
  private final Set<Variable> once = new HashSet<>();

  private FirstWrites() {}

  static FirstWrites none() {
    return new FirstWrites();
  }

  /** Looks at the arrays of numbers that a function makes, and that have one name only. */
  public static FirstWrites in(Function function, Aliases aliases, Switches switches) {
    FirstWrites result = new FirstWrites();
    if (switches.isOn(Analysis.PARTS)) {
      new Finder(function, aliases, result).find();
    }
    return result;
  }

  /** Whether the element that a statement stores to has not been stored to before. */
  public boolean isFirst(Stmt stmt) {
    return first.contains(stmt);
  }

  /** Whether moreover nobody has read the element before, so that its value never changes. */
  boolean isSettled(Stmt stmt) {
    return settled.contains(stmt);
  }

  /** Whether the element that a statement stores to keeps the value until the function's end. */
  boolean isLasting(Stmt.Store stmt) {
    return isSettled(stmt)
        && stmt.array() instanceof Expr.Read read
        && once.contains(read.variable());
  }

  /**
   * A statement in a block.
   *
   * @param around the statement that the block belongs to, null if it is the function itself
   */
  private record Step(@Nullable Step around, Block block, int at) {
    Stmt stmt() {
      return block.statements().get(at);
    }

    /** From the function to the statement. */
    List<Step> path() {
      Deque<Step> path = new ArrayDeque<>();
      for (Step step = this; step != null; step = step.around) {
        path.addFirst(step);
      }
      return List.copyOf(path);
    }
  }

  /**
   * An element that is read or stored to.
   *
   * @param path from the function to the statement
   */
  private record Access(Stmt stmt, Expr index, List<Step> path) {
    Access(Expr index, Step step) {
      this(step.stmt(), index, step.path());
    }
  }

  private static final class Finder {
    private final Function function;
    private final Aliases aliases;
    private final FirstWrites result;
    private final Map<Variable, List<Access>> stores = new HashMap<>();
    private final Map<Variable, List<Access>> reads = new HashMap<>();
    private final Map<Variable, Step> made = new LinkedHashMap<>();

    /** Arrays that occur in another way than by their elements and their lengths, or too often. */
    private final Set<Variable> others = new HashSet<>();

    private final Set<Variable> assigned = new HashSet<>();
    private final Map<Stmt, OwnParts> parts = new IdentityHashMap<>();
    private @Nullable OwnParts whole;

    Finder(Function function, Aliases aliases, FirstWrites result) {
      this.function = function;
      this.aliases = aliases;
      this.result = result;
    }

    void find() {
      if (!Walk.anyStatement(function.body(), Finder::isMade)) {
        return;
      }
      findArrays(function.body(), null);
      collect(function.body(), null);
      made.forEach(
          (array, step) -> {
            if (!others.contains(array)
                && !assigned.contains(array)
                && !aliases.isDynamic(array)
                && aliases.root(array).equals(array)) {
              find(array, step.path().size() - 1);
            }
          });
    }

    private void find(Variable array, int depth) {
      List<Access> stored = stores.getOrDefault(array, List.of());
      List<Access> read = reads.getOrDefault(array, List.of());
      boolean areAllFirst = true;
      for (Access store : stored) {
        if (isFirst(store, stored, depth)) {
          result.first.add(store.stmt());
          if (isSettled(store, stored, read, depth)) {
            result.settled.add(store.stmt());
          }
        } else {
          areAllFirst = false;
        }
      }
      if (areAllFirst && depth == 0) {
        result.once.add(array);
      }
    }

    private void findArrays(Block block, @Nullable Step around) {
      for (int i = 0; i < block.statements().size(); i++) {
        Stmt stmt = block.statements().get(i);
        Step step = new Step(around, block, i);
        if (stmt instanceof Stmt.Declare s && isMade(s)) {
          made.put(s.variable(), step);
        } else if (stmt instanceof Stmt.Assign s) {
          assigned.add(s.variable());
        }
        Walk.blocks(stmt).forEach(inner -> findArrays(inner, step));
      }
    }

    private void collect(Block block, @Nullable Step around) {
      for (int i = 0; i < block.statements().size(); i++) {
        Stmt stmt = block.statements().get(i);
        Step step = new Step(around, block, i);
        Expr.Element target = stmt instanceof Stmt.Store store ? store.target() : null;
        boolean[] isTarget = {target != null};
        ArrayUses.of(
            stmt,
            (array, element) -> {
              // A store's own element comes first.
              boolean isStored = isTarget[0] && element.equals(target);
              isTarget[0] = false;
              add(array, element.index(), step, isStored ? stores : reads);
            },
            others::add);
        Walk.blocks(stmt).forEach(inner -> collect(inner, step));
      }
    }

    private void add(Variable array, Expr index, Step step, Map<Variable, List<Access>> out) {
      if (!made.containsKey(array) || others.contains(array)) {
        return;
      }
      List<Access> accesses = out.computeIfAbsent(array, v -> new ArrayList<>());
      if (accesses.size() == MOST_ACCESSES) {
        others.add(array); // Too many to compare.
      } else {
        accesses.add(new Access(index, step));
      }
    }

    private static boolean isMade(Stmt stmt) {
      return stmt instanceof Stmt.Declare declare
          && declare.value() instanceof Expr.NewArray array
          && array.type().rank() == 1
          && array.type().element().isFloating();
    }

    /**
     * @param depth the number of statements around the array's declaration
     */
    private boolean isFirst(Access store, List<Access> stores, int depth) {
      for (int i = depth; i < store.path().size() - 1; i++) {
        Stmt around = store.path().get(i).stmt();
        if (around instanceof Stmt.For loop) {
          if (!parts(loop).areOwn(within(loop, i, stores))) {
            return false;
          }
        } else if (!(around instanceof Stmt.If || around instanceof Stmt.Checkpoint)) {
          return false;
        }
      }
      return stores.stream()
          .allMatch(other -> other == store || !isBefore(other, store) || areApart(other, store));
    }

    private boolean isSettled(Access store, List<Access> stores, List<Access> reads, int depth) {
      List<Access> all = new ArrayList<>(stores);
      all.addAll(reads);
      for (Access read : reads) {
        int common = common(read, store);
        for (int i = depth; i < common; i++) {
          if (store.path().get(i).stmt() instanceof Stmt.For loop
              && !parts(loop).areOwn(within(loop, i, all))
              && !parts(loop).isNeverReadBeforeStored(read.index(), store.index())) {
            return false;
          }
        }
        boolean isSame = read.stmt() == store.stmt();
        if ((isSame || isBefore(read, store)) && !areApart(read, store)) {
          return false;
        }
      }
      return true;
    }

    private static List<Expr> within(Stmt loop, int depth, List<Access> accesses) {
      return accesses.stream()
          .filter(a -> a.path().size() > depth + 1 && a.path().get(depth).stmt() == loop)
          .map(Access::index)
          .toList();
    }

    /** How many statements are around both. */
    private static int common(Access a, Access b) {
      int common = 0;
      while (common < Math.min(a.path().size(), b.path().size()) - 1
          && a.path().get(common).stmt() == b.path().get(common).stmt()
          && a.path().get(common + 1).block() == b.path().get(common + 1).block()) {
        common++;
      }
      return common;
    }

    /** Whether one comes before the other, in the same trip of the loops around both. */
    private static boolean isBefore(Access a, Access b) {
      int common = common(a, b);
      Step first = a.path().get(common);
      Step second = b.path().get(common);
      if (first.block() != second.block()) {
        return false; // In another branch.
      }
      // What a loop or a condition reads itself comes before what is in it.
      return first.at() < second.at()
          || (first.at() == second.at() && a.path().size() < b.path().size());
    }

    /** Whether two elements are different ones in the same trip of the loops around both. */
    private boolean areApart(Access a, Access b) {
      for (int i = common(a, b) - 1; i >= 0; i--) {
        if (a.path().get(i).stmt() instanceof Stmt.For loop) {
          return parts(loop).areApart(a.index(), b.index());
        } else if (a.path().get(i).stmt() instanceof Stmt.While) {
          return false;
        }
      }
      if (whole == null) {
        whole = OwnParts.ofNoLoop(function.body());
      }
      return whole.areApart(a.index(), b.index());
    }

    private OwnParts parts(Stmt.For loop) {
      return parts.computeIfAbsent(loop, l -> OwnParts.of(loop));
    }
  }
}
