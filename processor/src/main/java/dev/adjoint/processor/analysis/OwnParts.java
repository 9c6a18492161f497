package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.ArrayUses;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds arrays of which each trip of a loop reads and writes a part of its own, which no other trip
 * touches.
 *
 * <pre>
 * for (int c = 0; c &lt; k; c++) { a[c] = …; for (int j = 0; j &lt; d; j++) { b[c * d + j] = …; } }
 * </pre>
 */
final class OwnParts {
  private final Block body;

  /** The loop's index; null if there is no loop. */
  private final @Nullable Variable index;

  private final int step;
  private final Set<Variable> assigned;

  /** Loops within the loop, by their indices. */
  private final Map<Variable, Stmt.For> inner = new HashMap<>();

  /** Declarations in the loop of variables that keep their value. */
  private final Map<Variable, Stmt.Declare> constants = new HashMap<>();

  private OwnParts(Block body, @Nullable Variable index, int step) {
    this.body = body;
    this.index = index;
    this.step = step;
    this.assigned = Walk.assigned(body);
    Set<Variable> changing = new HashSet<>();
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.For s) {
            inner.put(s.index(), s);
          } else if (stmt instanceof Stmt.Declare s) {
            constants.put(s.variable(), s);
          } else if (stmt instanceof Stmt.Assign s) {
            changing.add(s.variable());
          }
        });
    constants.keySet().removeAll(changing);
  }

  static OwnParts of(Stmt.For loop) {
    return new OwnParts(loop.body(), loop.index(), loop.step());
  }

  /** What can be told of indices in a block that runs once. */
  static OwnParts ofNoLoop(Block block) {
    return new OwnParts(block, null, 0);
  }

  /** The arrays that the loop stores to, each trip in a part of its own. */
  static Set<Variable> of(Stmt.For loop, Aliases aliases) {
    return of(loop).find(aliases);
  }

  private Set<Variable> find(Aliases aliases) {
    Set<Variable> stored = Walk.stored(body);
    if (stored.isEmpty()) {
      return Set.of();
    }
    Map<Variable, List<Expr>> indices = new HashMap<>();
    Set<Variable> others = new HashSet<>();
    ArrayUses.each(
        body,
        (array, element) ->
            indices.computeIfAbsent(array, a -> new ArrayList<>()).add(element.index()),
        others::add);
    Set<Variable> result = new HashSet<>();
    for (Variable array : stored) {
      boolean isPlain =
          array.type() instanceof Type.Array type
              && type.element() instanceof Type.Primitive
              && !assigned.contains(array)
              && !aliases.isDynamic(array)
              && aliases.root(array).equals(array)
              && others.stream().noneMatch(other -> aliases.root(other).equals(array));
      if (isPlain && areOwn(indices.getOrDefault(array, List.of()))) {
        result.add(array);
      }
    }
    return result;
  }

  /**
   * Whether elements that one trip touches are touched by no other: all indices are that of the
   * loop, or all count through blocks of one size.
   */
  boolean areOwn(List<Expr> indices) {
    Expr own = Expr.read(Objects.requireNonNull(index));
    if (indices.stream().allMatch(own::equals) || isShifted(indices, own) || areApart(indices)) {
      return true;
    }
    return rowLength(indices) != null;
  }

  /**
   * The size of the blocks that indices count through, one block for each trip: {@code d} if all
   * are {@code i * d + j}; null if they are others.
   */
  @Nullable Expr rowLength(Collection<Expr> indices) {
    Expr own = Expr.read(Objects.requireNonNull(index));
    Set<Expr> sizes = new HashSet<>();
    for (Expr each : indices) {
      if (!(each instanceof Expr.Binary sum)
          || sum.operator() != Operator.PLUS
          || !(sum.left() instanceof Expr.Binary product)
          || product.operator() != Operator.TIMES
          || !product.left().equals(own)
          || !isWithin(sum.right(), product.right())) {
        return null;
      }
      sizes.add(product.right());
    }
    return sizes.size() == 1 ? sizes.iterator().next() : null;
  }

  /** Whether the numbers between which all indices lie are others in each trip. */
  private boolean areApart(List<Expr> indices) {
    List<IndexRange> ranges = ranges(indices);
    if (ranges.isEmpty()) {
      return false;
    }
    long factor = ranges.get(0).factor();
    long least = ranges.stream().mapToLong(IndexRange::least).min().orElseThrow();
    long most = ranges.stream().mapToLong(IndexRange::most).max().orElseThrow();
    return factor > 0 && most - least < factor * Math.abs(step);
  }

  /** Whether two indices are different in the same trip. */
  boolean areApart(Expr a, Expr b) {
    List<IndexRange> ranges = ranges(List.of(a, b));
    return !ranges.isEmpty()
        && (ranges.get(0).most() < ranges.get(1).least()
            || ranges.get(1).most() < ranges.get(0).least());
  }

  /** Whether what one trip reads is not what a later trip stores. */
  boolean isNeverReadBeforeStored(Expr read, Expr stored) {
    List<IndexRange> ranges = ranges(List.of(read, stored));
    if (ranges.isEmpty() || ranges.get(0).factor() <= 0) {
      return false;
    }
    long stride = ranges.get(0).factor() * Math.abs(step);
    IndexRange r = ranges.get(0);
    IndexRange s = ranges.get(1);
    return step > 0 ? r.most() < s.least() + stride : r.least() > s.most() - stride;
  }

  /** What is known of the whole numbers in a trip. */
  IndexRange.Scope scope() {
    return new IndexRange.Scope(index, inner, constants);
  }

  /** Where indices lie, from a place that all have in common; empty if that is not known. */
  private List<IndexRange> ranges(List<Expr> indices) {
    IndexRange.Scope scope = scope();
    Expr base = indices.isEmpty() ? null : first(indices.get(0));
    boolean isShared =
        base != null
            && scope.of(base) == null
            && isSteady(base)
            && indices.stream().allMatch(each -> first(each).equals(base));
    List<IndexRange> result = new ArrayList<>();
    for (Expr each : indices) {
      IndexRange range = scope.of(isShared ? withoutFirst(each) : each);
      if (range == null || (!result.isEmpty() && range.factor() != result.get(0).factor())) {
        return List.of();
      }
      result.add(range);
    }
    return result;
  }

  /** The first term of a sum. */
  private static Expr first(Expr expr) {
    return expr instanceof Expr.Binary sum && isSum(sum) ? first(sum.left()) : expr;
  }

  private static Expr withoutFirst(Expr expr) {
    return expr instanceof Expr.Binary sum && isSum(sum)
        ? new Expr.Binary(sum.operator(), withoutFirst(sum.left()), sum.right(), sum.type())
        : Expr.Literal.of(0);
  }

  private static boolean isSum(Expr.Binary expr) {
    return expr.operator() == Operator.PLUS || expr.operator() == Operator.MINUS;
  }

  /** Whether an index has the same value all through a trip, wherever it stands. */
  private boolean isSteady(Expr expr) {
    if (expr instanceof Expr.Binary e) {
      return isSteady(e.left()) && isSteady(e.right());
    } else if (expr instanceof Expr.Read e) {
      return index != null && !assigned.contains(e.variable()) && !e.variable().equals(index);
    }
    return expr instanceof Expr.Literal || expr instanceof Expr.StaticField;
  }

  /** Whether all indices are that of the loop, away from one place that does not change. */
  private boolean isShifted(List<Expr> indices, Expr own) {
    Expr first = indices.isEmpty() ? own : indices.get(0);
    return first instanceof Expr.Binary sum
        && sum.operator() == Operator.PLUS
        && sum.right().equals(own)
        && indices.stream().allMatch(first::equals)
        && staysTheSame(sum.left());
  }

  /** Whether a whole number is the same in all trips: neither assigned nor stored to. */
  private boolean staysTheSame(Expr expr) {
    boolean[] same = {true};
    Walk.each(
        expr,
        part -> {
          if (part instanceof Expr.Read read) {
            same[0] &= !assigned.contains(read.variable()) && !read.variable().equals(index);
          } else if (part instanceof Expr.Element element) {
            // By whatever name: an array of another type it is not.
            same[0] &=
                Walk.stored(body).stream()
                    .allMatch(
                        array ->
                            array.type() instanceof Type.Array type
                                && !type.leaf().equals(element.type()));
          }
        });
    return same[0];
  }

  /** Whether an index is never negative and always less than a size that does not change. */
  private boolean isWithin(Expr index, Expr size) {
    if (!staysTheSame(size) || !(index instanceof Expr.Read read)) {
      return false;
    }
    Stmt.For counts = upwards(read.variable());
    return counts != null
        && counts.step() > 0
        && counts.relation() == Operator.LESS
        && isNotNegative(counts.from())
        && (counts.bound().equals(size)
            || (counts.bound() instanceof Expr.Binary less
                && less.operator() == Operator.MINUS
                && less.left().equals(size)
                && less.right() instanceof Expr.Literal literal
                && literal.text().matches("[0-9]+")));
  }

  /** The inner loop that a variable counts, upwards if it can be said so; null if there is none. */
  private Stmt.@Nullable For upwards(Variable variable) {
    Stmt.For loop = inner.get(variable);
    return loop == null ? null : loop.upwards();
  }

  /** The value of a variable that the loop declares and nothing changes; null for any other one. */
  @Nullable Expr declared(Variable variable) {
    Stmt.Declare declaration = constants.get(variable);
    return declaration == null ? null : declaration.value();
  }

  /** Whether an index is never negative. */
  boolean isNotNegative(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.text().matches("[0-9]+");
    } else if (expr instanceof Expr.Read read) {
      Stmt.For counts = upwards(read.variable());
      return counts != null && counts.step() > 0 && isNotNegative(counts.from());
    }
    return expr instanceof Expr.Binary sum
        && sum.operator() == Operator.PLUS
        && isNotNegative(sum.left())
        && isNotNegative(sum.right());
  }
}
