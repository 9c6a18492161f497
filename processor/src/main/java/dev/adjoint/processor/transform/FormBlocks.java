package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a loop of which each trip would run again a loop over blocks of trips, each of which runs
 * again as a whole.
 *
 * <pre>
 * for (i = 0; i &lt; n; i++) checkpoint { … }   becomes
 *
 * int blockSize = ⌈√n⌉;
 * for (block = 0; block &lt; ⌈n / blockSize⌉; block++) checkpoint {
 *   int first = block * blockSize;
 *   int end = first + min(blockSize, n - first);
 *   for (i = first; i &lt; end; i++) { … }
 * }
 * </pre>
 *
 * <p>Where the number of trips is not known before, each block has one trip more than the one
 * before it, so that blocks and trips in a block again are about as many.
 */
final class FormBlocks {
  private static final Expr ZERO = Expr.Literal.of(0);

  private final Variables variables;

  private FormBlocks(Variables variables) {
    this.variables = variables;
  }

  static Function in(Function function) {
    return function.withBody(new FormBlocks(function.variables()).form(function.body()));
  }

  private Block form(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, expr -> expr, this::form);
      List<Block> bodies = Walk.blocks(mapped);
      Stmt.Checkpoint once = bodies.size() == 1 ? checkpoint(bodies.get(0)) : null;
      if (once != null && once.every() != 1 && mapped instanceof Stmt.For loop) {
        counted(loop, once, result);
      } else if (once != null && once.every() != 1 && mapped instanceof Stmt.While loop) {
        uncounted(loop, once, result);
      } else {
        result.add(mapped);
      }
    }
    return block.with(result);
  }

  /** The part of a loop's body that runs again: all but what counts the trips. */
  private static Stmt.Checkpoint checkpoint(Block body) {
    return !body.isEmpty() && body.statements().get(0) instanceof Stmt.Checkpoint s ? s : null;
  }

  private Variable fresh(String name) {
    return variables.fresh(name, Type.Primitive.INT, Variable.Kind.LOCAL);
  }

  private static Stmt declare(Variable variable, Expr value) {
    return new Stmt.Declare(variable, value, Position.NONE);
  }

  private static Stmt next(Variable counter) {
    Expr next = Exprs.intPlus(Expr.read(counter), Expr.Literal.of(1));
    return new Stmt.Assign(counter, next, Position.NONE);
  }

  private static Block again(List<Stmt> body, Position position) {
    return new Block(List.of(new Stmt.Checkpoint(new Block(body), 1, position)));
  }

  private void counted(Stmt.For loop, Stmt.Checkpoint once, List<Stmt> out) {
    Variable size = fresh("blockSize");
    Variable blocks = fresh("blocks");
    Variable block = fresh("block");
    Expr trips = Trips.countWithin(loop);
    Expr chosen =
        once.every() == 0
            ? Exprs.runtime("Checkpoints", "blockSize", Type.Primitive.INT, trips)
            : Expr.Literal.of(once.every());
    Expr count =
        Exprs.runtime("Checkpoints", "blockCount", Type.Primitive.INT, trips, Expr.read(size));
    out.add(declare(size, chosen));
    out.add(declare(blocks, count));
    Expr before = Exprs.times(Expr.read(block), Expr.read(size));
    List<Stmt> body = new ArrayList<>();
    if (Math.abs(loop.step()) == 1) {
      oneByOne(loop, once, before, size, body);
    } else {
      inSteps(loop, once, before, size, body);
    }
    Block again = again(body, loop.position());
    Expr bound = Expr.read(blocks);
    out.add(new Stmt.For(block, ZERO, Operator.LESS, bound, 1, again, loop.position()));
  }

  /** No sum exceeds the bound of the loop, so none overflows. */
  private void oneByOne(
      Stmt.For loop, Stmt.Checkpoint once, Expr before, Variable size, List<Stmt> out) {
    boolean up = loop.step() > 0;
    Variable first = fresh("first");
    Variable end = fresh("end");
    Expr from = loop.from();
    Expr start =
        !up
            ? Exprs.intMinus(from, before)
            : from.equals(ZERO) ? before : Exprs.intPlus(from, before);
    out.add(declare(first, start));
    Stmt.For rest =
        new Stmt.For(
            loop.index(),
            Expr.read(first),
            loop.relation(),
            loop.bound(),
            loop.step(),
            Block.EMPTY,
            loop.position());
    Expr trips = Exprs.intMath("min", Expr.read(size), Trips.countWithin(rest));
    Expr last =
        up ? Exprs.intPlus(Expr.read(first), trips) : Exprs.intMinus(Expr.read(first), trips);
    out.add(declare(end, last));
    out.add(
        new Stmt.For(
            loop.index(),
            Expr.read(first),
            up ? Operator.LESS : Operator.GREATER,
            Expr.read(end),
            loop.step(),
            once.body(),
            loop.position()));
  }

  private void inSteps(
      Stmt.For loop, Stmt.Checkpoint once, Expr before, Variable size, List<Stmt> out) {
    Variable trips = fresh("trips");
    Variable trip = fresh("trip");
    Expr left = Exprs.intMinus(Trips.countWithin(loop), before);
    out.add(declare(trips, Exprs.intMath("min", Expr.read(size), left)));
    Expr number = Exprs.intPlus(before, Expr.read(trip));
    Expr distance = Exprs.times(number, Expr.Literal.of(Math.abs(loop.step())));
    Expr index =
        loop.step() > 0
            ? Exprs.intPlus(loop.from(), distance)
            : Exprs.intMinus(loop.from(), distance);
    List<Stmt> body = new ArrayList<>();
    body.add(declare(loop.index(), index));
    body.addAll(once.body().statements());
    out.add(
        new Stmt.For(
            trip, ZERO, Operator.LESS, Expr.read(trips), 1, new Block(body), loop.position()));
  }

  private void uncounted(Stmt.While loop, Stmt.Checkpoint once, List<Stmt> out) {
    Variable blocks = fresh("blocks");
    Variable trips = fresh("trips");
    List<Stmt> trip = new ArrayList<>(once.body().statements());
    for (Stmt stmt : loop.body().statements()) {
      boolean counts = stmt instanceof Stmt.Assign s && s.variable().equals(loop.trips());
      if (stmt != once && !counts) {
        trip.add(stmt);
      }
    }
    trip.add(next(trips));
    Expr isWithin =
        once.every() == 0
            ? Exprs.compare(Operator.LESS_EQUAL, Expr.read(trips), Expr.read(blocks))
            : Exprs.compare(Operator.LESS, Expr.read(trips), Expr.Literal.of(once.every()));
    Expr both =
        new Expr.Binary(
            Operator.CONDITIONAL_AND, isWithin, loop.condition(), Type.Primitive.BOOLEAN);
    List<Stmt> body = new ArrayList<>();
    body.add(declare(trips, ZERO));
    body.add(new Stmt.While(both, new Block(trip), trips, loop.position()));
    List<Stmt> block = new ArrayList<>(again(body, loop.position()).statements());
    block.add(next(blocks));
    out.add(declare(blocks, ZERO));
    out.add(new Stmt.While(loop.condition(), new Block(block), blocks, loop.position()));
  }
}
