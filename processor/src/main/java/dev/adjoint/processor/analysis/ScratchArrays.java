package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a block gives new values to all elements of an array that it reads, before it reads
 * them; then nothing comes in from an earlier run of the block.
 *
 * <pre>
 * for (j…d) a[j] = …;   for (j…d) for (k = j + 1…d) … a[j] … a[k] …;
 * </pre>
 */
public final class ScratchArrays {
  private final Variable array;
  private final Aliases aliases;
  private final Set<Variable> assigned;

  /** The length of the array as it was made, null if it is not known. */
  private final @Nullable Expr length;

  /** Loops around what is looked at, outermost first. */
  private final Deque<Stmt.For> loops = new ArrayDeque<>();

  private int branches;
  private boolean isRewritten = true;

  /** What was stored so far, on every path. */
  private final List<Access> stores = new ArrayList<>();

  /** An index with the loops that its variables count. */
  private record Access(Expr index, Map<Variable, Stmt.For> loops) {}

  private ScratchArrays(
      Variable array, @Nullable Expr length, Aliases aliases, Set<Variable> assigned) {
    this.array = array;
    this.length = length;
    this.aliases = aliases;
    this.assigned = assigned;
  }

  /**
   * @param arrays arrays with one name each
   */
  public static boolean areRewritten(
      Block block, Set<Variable> arrays, ArrayLengths lengths, Aliases aliases) {
    Set<Variable> assigned = Walk.assigned(block);
    for (Variable array : arrays) {
      ScratchArrays scratch = new ScratchArrays(array, lengths.find(array), aliases, assigned);
      scratch.visit(block);
      if (!scratch.isRewritten) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same for one array.
   *
   * @param naming those of the statements of a block that name the array
   * @param assigned what the block assigns
   */
  public static boolean isRewritten(
      Block naming, Variable array, ArrayLengths lengths, Set<Variable> assigned) {
    ScratchArrays scratch =
        new ScratchArrays(array, lengths.find(array), Aliases.of(Block.EMPTY), assigned);
    scratch.visit(naming);
    return scratch.isRewritten;
  }

  private void visit(Block block) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Store s && Walk.base(s.array()).contains(array)) {
        read(s.index());
        read(s.value());
        if (branches == 0) {
          stores.add(access(s.index()));
        }
        continue;
      }
      Walk.expressions(stmt).forEach(this::read);
      if (stmt instanceof Stmt.For s) {
        loops.addLast(s.upwards());
        visit(s.body());
        loops.removeLast();
      } else if (stmt instanceof Stmt.Checkpoint s) {
        visit(s.body());
      } else {
        branches++;
        Walk.blocks(stmt).forEach(this::visit);
        branches--;
      }
    }
  }

  private void read(Expr expr) {
    if (expr instanceof Expr.Length) {
      return;
    } else if (expr instanceof Expr.Element element && element.array().equals(Expr.read(array))) {
      Access read = access(element.index());
      isRewritten &= stores.stream().anyMatch(store -> covers(store, read));
      read(element.index());
      return;
    } else if (expr instanceof Expr.Read read) {
      if (read.variable().equals(array)) {
        isRewritten &= stores.stream().anyMatch(this::isOver);
      }
      // By another name there is no telling.
      isRewritten &= read.variable().equals(array) || !aliases.root(read.variable()).equals(array);
    }
    Walk.parts(expr).forEach(this::read);
  }

  private Access access(Expr index) {
    Map<Variable, Stmt.For> around = new HashMap<>();
    for (Stmt.For loop : loops) {
      around.put(loop.index(), loop);
    }
    return new Access(index, around);
  }

  /** Whether what was stored includes what is read. */
  private boolean covers(Access store, Access read) {
    if (isWhole(store)) {
      Set<Variable> counted = Walk.reads(store.index());
      return store.loops().keySet().stream()
          .allMatch(index -> read.loops().containsKey(index) || counted.contains(index));
    }
    Map<Variable, Expr> bound = new HashMap<>();
    return matches(store.index(), read.index(), store, read, bound)
        // A loop that the index does not tell of may have had no trip.
        && store.loops().keySet().stream()
            .allMatch(index -> read.loops().containsKey(index) || bound.containsKey(index));
  }

  /** Whether every element was stored, by loops that have ended. */
  private boolean isOver(Access store) {
    Set<Variable> counted = Walk.reads(store.index());
    Set<Variable> around = new HashSet<>();
    loops.forEach(loop -> around.add(loop.index()));
    return isWhole(store)
        && store.loops().keySet().stream()
            .allMatch(index -> around.contains(index) != counted.contains(index));
  }

  /**
   * Whether every element was stored: {@code a[j]} for all j, {@code a[i * n + j]} for all i, j.
   */
  private boolean isWhole(Access store) {
    Expr index = store.index();
    if (index instanceof Expr.Read) {
      Expr bound = boundOf(index, store);
      return bound != null
          && (bound.equals(length) || bound.equals(new Expr.Length(Expr.read(array))));
    }
    return index instanceof Expr.Binary sum
        && sum.operator() == Operator.PLUS
        && sum.left() instanceof Expr.Binary product
        && product.operator() == Operator.TIMES
        && !product.left().equals(sum.right())
        && product.right().equals(boundOf(sum.right(), store))
        && length instanceof Expr.Binary size
        && size.operator() == Operator.TIMES
        && size.left().equals(boundOf(product.left(), store))
        && size.right().equals(product.right());
  }

  /** The bound of a loop that counts one by one from 0; null if an index is no such. */
  private @Nullable Expr boundOf(Expr index, Access store) {
    Stmt.For loop = index instanceof Expr.Read read ? store.loops().get(read.variable()) : null;
    return loop != null
            && loop.step() == 1
            && loop.relation() == Operator.LESS
            && loop.from().equals(Expr.Literal.of(0))
            && isConstant(loop.bound())
        ? loop.bound()
        : null;
  }

  private boolean matches(
      Expr stored, Expr asked, Access store, Access read, Map<Variable, Expr> bound) {
    if (stored instanceof Expr.Read variable && store.loops().containsKey(variable.variable())) {
      Variable index = variable.variable();
      Expr known = bound.putIfAbsent(index, asked);
      if (known != null) {
        return known.equals(asked);
      }
      if (asked.equals(stored) && read.loops().containsKey(index)) {
        return true; // The same trip of the same loop.
      }
      // Another loop: the store's has ended, and so has been everywhere.
      Stmt.For all = Objects.requireNonNull(store.loops().get(index));
      return !read.loops().containsKey(index) && isWithin(asked, all, read);
    } else if (stored instanceof Expr.Binary a && asked instanceof Expr.Binary b) {
      return a.operator() == b.operator()
          && matches(a.left(), b.left(), store, read, bound)
          && matches(a.right(), b.right(), store, read, bound);
    }
    return stored.equals(asked) && isConstant(stored);
  }

  /** Whether a variable of a loop only takes values that another loop took one by one. */
  private boolean isWithin(Expr asked, Stmt.For all, Access read) {
    if (!(asked instanceof Expr.Read variable)
        || !read.loops().containsKey(variable.variable())
        || all.step() != 1
        || all.relation() != Operator.LESS
        || !all.from().equals(Expr.Literal.of(0))
        || !isConstant(all.bound())) {
      return false;
    }
    Stmt.For some = Objects.requireNonNull(read.loops().get(variable.variable()));
    return some.step() > 0
        && some.relation() == Operator.LESS
        && some.bound().equals(all.bound())
        && isNotNegative(some.from(), read);
  }

  private static boolean isNotNegative(Expr expr, Access read) {
    if (expr instanceof Expr.Literal literal) {
      return literal.text().matches("[0-9]+");
    } else if (expr instanceof Expr.Read variable) {
      Stmt.For loop = read.loops().get(variable.variable());
      return loop != null && loop.step() > 0 && isNotNegative(loop.from(), read);
    }
    return expr instanceof Expr.Binary sum
        && sum.operator() == Operator.PLUS
        && isNotNegative(sum.left(), read)
        && isNotNegative(sum.right(), read);
  }

  /** Whether an expression has the same value wherever it stands in the block. */
  private boolean isConstant(Expr expr) {
    boolean[] elements = new boolean[1];
    Walk.each(expr, part -> elements[0] |= part instanceof Expr.Element);
    Set<Variable> changing = new HashSet<>(Walk.reads(expr));
    changing.retainAll(assigned);
    return !elements[0] && changing.isEmpty();
  }
}
