package dev.adjoint.processor.optimize;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.ArrayLengths;
import dev.adjoint.processor.analysis.ScratchArrays;
import dev.adjoint.processor.analysis.TripPart;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an array of adjoints no longer than one row, if each trip of a loop writes a row of its own
 * before it reads it.
 *
 * <pre>
 * double[] yBar = new double[k * d];            double[] yBar = new double[d];
 * for (c…k) {                                   for (c…k) {
 *   for (j…d) yBar[c * d + j] = e;    becomes     for (j…d) yBar[j] = e;
 *   … yBar[c * d + j] …                           … yBar[j] …
 * }                                             }
 * </pre>
 */
final class ShrinkRows {
  private final Scratch scratch;
  private final ArrayLengths lengths;

  private ShrinkRows(Block whole, Set<Variable> outliving) {
    this.scratch = new Scratch(whole, outliving);
    this.lengths = new ArrayLengths(whole);
  }

  static Block in(Block block, Set<Variable> outliving) {
    if (!Walk.anyStatement(block, Scratch::isMade)) {
      return block;
    }
    ShrinkRows pass = new ShrinkRows(block, outliving);
    List<Stmt.Declare> made = new ArrayList<>();
    Walk.eachStatement(
        block,
        stmt -> {
          if (pass.scratch.makes(stmt) && pass.rowLength((Stmt.Declare) stmt) != null) {
            made.add((Stmt.Declare) stmt);
          }
        });
    Block result = block;
    for (Stmt.Declare declare : made) {
      if (pass.hasRows(block, declare)) {
        result = pass.shrink(result, declare);
      }
    }
    return result;
  }

  /** The length of a row of an array that was made with a product as its length; else null. */
  private @Nullable Expr rowLength(Stmt.Declare declare) {
    Expr length = lengths.find(declare.variable());
    while (length instanceof Expr.Length of && of.array() instanceof Expr.Read array) {
      length = lengths.find(array.variable());
    }
    return length instanceof Expr.Binary product && product.operator() == Operator.TIMES
        ? product.right()
        : null;
  }

  /** Whether the innermost loop with all of the array, or one around it, writes rows first. */
  private boolean hasRows(Block block, Stmt.Declare declare) {
    Variable array = declare.variable();
    for (Stmt stmt : block.statements()) {
      for (Block nested : Walk.blocks(stmt)) {
        if (hasRows(nested, declare)) {
          return true;
        }
      }
      if (stmt instanceof Stmt.For loop && scratch.isWithin(loop, array)) {
        return Objects.equals(TripPart.rowLength(loop, scratch.indices(array)), rowLength(declare))
            && ScratchArrays.areRewritten(
                loop.body(), Set.of(array), lengths, Aliases.of(Block.EMPTY));
      }
    }
    return false;
  }

  private Block shrink(Block block, Stmt.Declare declare) {
    List<Stmt> result = new ArrayList<>();
    block.statements().forEach(stmt -> result.add(shrink(stmt, declare)));
    return block.with(result);
  }

  private Stmt shrink(Stmt stmt, Stmt.Declare declare) {
    Variable array = declare.variable();
    if (stmt instanceof Stmt.Declare s && s.variable().equals(array)) {
      Expr.NewArray made = (Expr.NewArray) Objects.requireNonNull(declare.value());
      Expr length = Objects.requireNonNull(rowLength(declare));
      return new Stmt.Declare(array, new Expr.NewArray(made.type(), List.of(length)), s.position());
    } else if (stmt instanceof Stmt.Store s && s.array().equals(Expr.read(array))) {
      return new Stmt.Store(s.array(), inRow(s.index()), shrink(s.value(), array), s.position());
    }
    return Walk.map(stmt, expr -> shrink(expr, array), block -> shrink(block, declare));
  }

  private static Expr shrink(Expr expr, Variable array) {
    return expr instanceof Expr.Element element && element.array().equals(Expr.read(array))
        ? new Expr.Element(element.array(), inRow(element.index()))
        : Walk.mapParts(expr, part -> shrink(part, array));
  }

  /** The place in a row: {@code j} of {@code c * d + j}. */
  private static Expr inRow(Expr index) {
    return ((Expr.Binary) index).right();
  }
}
