package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The part of an array that each trip of a loop has for itself, where it lies one after the other
 * and its size is known.
 *
 * <pre>
 * for (int i = 0; i &lt; n; i++) { … a[3 * i] … a[3 * i + 1] … a[3 * i + 2] … }
 * </pre>
 */
public final class TripPart {
  private final Stmt.For loop;
  private final IndexRange.Scope scope;
  private final IndexRange range;

  private TripPart(Stmt.For loop, IndexRange.Scope scope, IndexRange range) {
    this.loop = loop;
    this.scope = scope;
    this.range = range;
  }

  /**
   * The part that holds all elements which a loop touches; null if it is not known, or if other
   * trips touch it.
   *
   * @param indices all indices of the array within the loop
   */
  public static @Nullable TripPart of(Stmt.For loop, Collection<Expr> indices) {
    IndexRange.Scope scope = OwnParts.of(loop).scope();
    IndexRange all = null;
    for (Expr index : indices) {
      IndexRange each = scope.of(index);
      all = all == null ? each : all.union(each);
      if (all == null) {
        return null;
      }
    }
    return all != null && all.isBounded() && all.size() <= all.factor() * Math.abs(loop.step())
        ? new TripPart(loop, scope, all)
        : null;
  }

  /**
   * The length of the rows that the trips of a loop have for themselves: {@code d} if all indices
   * are {@code i * d + j}, with {@code j} from 0 and below {@code d}; else null.
   */
  public static @Nullable Expr rowLength(Stmt.For loop, Collection<Expr> indices) {
    return OwnParts.of(loop).rowLength(indices);
  }

  /** The number of elements. */
  public int size() {
    return (int) range.size();
  }

  /** An index into the array as one into the part. */
  public Expr within(Expr index) {
    int least = (int) range.least();
    Expr rest = rest(index);
    return least < 0
        ? Exprs.intPlus(rest, Expr.Literal.of(-least))
        : Exprs.intMinus(rest, Expr.Literal.of(least));
  }

  /** An index without what it counts the trips by. */
  private Expr rest(Expr index) {
    IndexRange own = scope.of(index);
    if (isStart(own)) {
      return Expr.Literal.of(0);
    } else if (own != null && own.factor() == 0) {
      return index;
    } else if (index instanceof Expr.Binary sum && sum.operator() == Operator.PLUS) {
      return factor(sum.left()) == 0
          ? plus(sum.left(), rest(sum.right()))
          : factor(sum.right()) == 0
              ? plus(rest(sum.left()), sum.right())
              : Exprs.intMinus(index, start());
    } else if (index instanceof Expr.Binary difference
        && difference.operator() == Operator.MINUS
        && factor(difference.right()) == 0) {
      return Exprs.intMinus(rest(difference.left()), difference.right());
    }
    Stmt.For counted = index instanceof Expr.Read read ? scope.loops().get(read.variable()) : null;
    Expr first = counted == null ? null : counted.step() > 0 ? counted.from() : counted.bound();
    return Exprs.intMinus(index, first != null && isStart(scope.of(first)) ? first : start());
  }

  private static Expr plus(Expr left, Expr right) {
    return left.equals(Expr.Literal.of(0)) ? right : Exprs.intPlus(left, right);
  }

  private boolean isStart(@Nullable IndexRange place) {
    return place != null
        && place.factor() == range.factor()
        && place.least() == 0
        && place.most() == 0;
  }

  /** The factor of the loop's index; -1 if it is not known. */
  private long factor(Expr expr) {
    IndexRange place = scope.of(expr);
    return place == null ? -1 : place.factor();
  }

  private Expr start() {
    Expr index = Expr.read(loop.index());
    return range.factor() == 1 ? index : Exprs.times(Expr.Literal.of((int) range.factor()), index);
  }
}
