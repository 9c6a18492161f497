package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic of counted loops: how often they run, and the same loop backwards. */
final class Trips {
  private static final Expr ZERO = Expr.Literal.of(0);
  private static final Expr ONE = Expr.Literal.of(1);

  private Trips() {}

  /** How often a loop runs; never negative. */
  static Expr count(Stmt.For loop) {
    Expr count = countWithin(loop);
    boolean isLength =
        loop.bound() instanceof Expr.Length && loop.from().equals(ZERO) && loop.step() > 0;
    return isLength || isPositiveLiteral(count) ? count : intMax(count);
  }

  /** How often a loop runs, for use within it: it runs at least once there. */
  static Expr countWithin(Stmt.For loop) {
    boolean up = loop.step() > 0;
    int size = Math.abs(loop.step());
    Expr distance =
        up ? difference(loop.bound(), loop.from()) : difference(loop.from(), loop.bound());
    int extra = size - 1 + (isInclusive(loop) ? 1 : 0);
    Expr count = extra == 0 ? distance : Exprs.intPlus(distance, Expr.Literal.of(extra));
    return size == 1 ? count : Exprs.divide(count, Expr.Literal.of(size));
  }

  private static boolean isPositiveLiteral(Expr expr) {
    return expr instanceof Expr.Literal literal && !literal.text().startsWith("-");
  }

  private static Expr intMax(Expr count) {
    return Exprs.intMath("max", ZERO, count);
  }

  /** The number of the current trip, from 0. */
  static Expr number(Stmt.For loop) {
    Expr index = Expr.read(loop.index());
    int size = Math.abs(loop.step());
    Expr distance =
        loop.step() > 0 ? difference(index, loop.from()) : difference(loop.from(), index);
    return size == 1 ? distance : Exprs.divide(distance, Expr.Literal.of(size));
  }

  private static Expr difference(Expr left, Expr right) {
    return Exprs.intMinus(left, right);
  }

  private static boolean isInclusive(Stmt.For loop) {
    return loop.relation() == Operator.LESS_EQUAL || loop.relation() == Operator.GREATER_EQUAL;
  }

  /** The loop that visits the same indices in the opposite order. */
  static Stmt.For reversed(Stmt.For loop, Block body) {
    boolean up = loop.step() > 0;
    Expr last =
        isInclusive(loop)
            ? loop.bound()
            : up ? Exprs.intMinus(loop.bound(), ONE) : Exprs.intPlus(loop.bound(), ONE);
    int size = Math.abs(loop.step());
    if (size > 1) {
      // The last index that is a whole number of steps away; none if the loop does not run.
      Expr steps = Expr.Literal.of(size);
      Expr distance = up ? difference(last, loop.from()) : difference(loop.from(), last);
      Expr whole = Exprs.times(Exprs.intMath("floorDiv", distance, steps), steps);
      last =
          loop.from().equals(ZERO) && up
              ? whole
              : up ? Exprs.intPlus(loop.from(), whole) : Exprs.intMinus(loop.from(), whole);
    }
    return new Stmt.For(
        loop.index(),
        last,
        up ? Operator.GREATER_EQUAL : Operator.LESS_EQUAL,
        loop.from(),
        -loop.step(),
        body,
        loop.position());
  }

  /** The loop that runs as often as a loop did. */
  static Stmt.For reversed(Stmt.While loop, Variable trip, Block body) {
    return new Stmt.For(
        trip,
        Exprs.intMinus(Expr.read(loop.trips()), ONE),
        Operator.GREATER_EQUAL,
        ZERO,
        -1,
        body,
        loop.position());
  }

  /** The loops around a site that stands in one more loop. */
  static List<Stmt.For> append(List<Stmt.For> loops, Stmt.For loop) {
    List<Stmt.For> result = new ArrayList<>(loops);
    result.add(loop);
    return result;
  }
}
