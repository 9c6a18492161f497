package dev.adjoint.processor.optimize;

import dev.adjoint.processor.analysis.TripPart;
import dev.adjoint.processor.ir.ArrayUses;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an array of adjoints no longer than the part that one trip of a loop touches, if nothing
 * outside the loop asks for it and each trip has a part of its own.
 *
 * <pre>
 * double[] aBar = new double[3 * n];              double[] aBar = new double[3];
 * for (i…n) {                                     for (i…n) {
 *                                      becomes      for (j…3) aBar[j] = 0;
 *   aBar[3 * i + 1] += e; …                         aBar[1] += e; …
 *   for (j…3) aBar[3 * i + j] = 0;                }
 * }
 * </pre>
 *
 * A part of one element is a variable of the trip.
 */
final class ShrinkScratch {
  private final Variables variables;
  private final Scratch scratch;

  private ShrinkScratch(Variables variables, Scratch scratch) {
    this.variables = variables;
    this.scratch = scratch;
  }

  static Block in(Block block, Variables variables, Set<Variable> outliving) {
    return Walk.anyStatement(block, Scratch::isMade)
        ? new ShrinkScratch(variables, new Scratch(block, outliving)).shrink(block)
        : block;
  }

  private Block shrink(Block block) {
    List<Stmt> result = new ArrayList<>();
    block.statements().forEach(stmt -> result.add(Walk.map(stmt, expr -> expr, this::shrink)));
    Set<Variable> made = new LinkedHashSet<>();
    for (Stmt stmt : result) {
      if (scratch.makes(stmt)) {
        made.add(((Stmt.Declare) stmt).variable());
      }
    }
    if (!made.isEmpty()) {
      for (int i = 0; i < result.size(); i++) {
        if (result.get(i) instanceof Stmt.For loop) {
          for (Variable array : arrays(loop, made)) {
            shrink(array, result, i);
          }
        }
      }
    }
    return block.with(result);
  }

  /** Those of some arrays that occur in the body of a loop and nowhere else. */
  private Set<Variable> arrays(Stmt.For loop, Set<Variable> among) {
    Map<Variable, Integer> within = new HashMap<>();
    ArrayUses.each(loop.body(), (array, e) -> within.merge(array, 1, Integer::sum), array -> {});
    Set<Variable> result = new LinkedHashSet<>(among);
    result.removeIf(array -> scratch.indices(array).size() != within.getOrDefault(array, -1));
    return result;
  }

  private void shrink(Variable array, List<Stmt> statements, int at) {
    Stmt.For loop = (Stmt.For) statements.get(at);
    TripPart part = TripPart.of(loop, scratch.indices(array));
    if (part == null) {
      return;
    }
    Type.Array type = (Type.Array) array.type();
    Variable element =
        part.size() == 1
            ? variables.fresh(array.name(), type.element(), Variable.Kind.ADJOINT)
            : null;
    List<Stmt> body = new ArrayList<>();
    body.add(element == null ? clear(array, part) : zero(element));
    for (Stmt stmt : withoutLastClears(loop.body(), array).statements()) {
      body.add(within(stmt, array, part, element));
    }
    statements.set(at, Walk.map(loop, expr -> expr, old -> new Block(body)));
    statements.removeIf(stmt -> stmt instanceof Stmt.Declare s && s.variable().equals(array));
    // Next to the loop, for which it is; of a single element RemoveDead takes it away.
    Expr made = new Expr.NewArray(type, List.of(Expr.Literal.of(part.size())));
    statements.add(at - 1, new Stmt.Declare(array, made, Position.NONE));
  }

  private static Stmt zero(Variable element) {
    return new Stmt.Declare(element, zero(element.type()), Position.NONE);
  }

  private static Expr zero(Type type) {
    return new Expr.Literal(type == Type.Primitive.FLOAT ? "0f" : "0", type);
  }

  private Stmt clear(Variable array, TripPart part) {
    Variable index = variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    Stmt store =
        new Stmt.Store(
            Expr.read(array),
            Expr.read(index),
            zero(((Type.Array) array.type()).element()),
            Position.NONE);
    return new Stmt.For(
        index,
        Expr.Literal.of(0),
        Operator.LESS,
        Expr.Literal.of(part.size()),
        1,
        new Block(List.of(store)),
        Position.NONE);
  }

  /** The statement with elements of the part in the place of those of the array. */
  private static Stmt within(Stmt stmt, Variable array, TripPart part, @Nullable Variable element) {
    if (stmt instanceof Stmt.Store s && s.array().equals(Expr.read(array))) {
      Expr value = within(s.value(), array, part, element);
      return element == null
          ? new Stmt.Store(s.array(), part.within(s.index()), value, s.position())
          : new Stmt.Assign(element, value, s.position());
    }
    return Walk.map(
        stmt,
        expr -> within(expr, array, part, element),
        block ->
            block.with(
                block.statements().stream()
                    .map(inner -> within(inner, array, part, element))
                    .toList()));
  }

  private static Expr within(Expr expr, Variable array, TripPart part, @Nullable Variable element) {
    if (expr instanceof Expr.Element e && e.array().equals(Expr.read(array))) {
      return element == null
          ? new Expr.Element(e.array(), part.within(e.index()))
          : Expr.read(element);
    }
    return Walk.mapParts(expr, inner -> within(inner, array, part, element));
  }

  /** The block without what clears elements after which nothing asks for any. */
  private static Block withoutLastClears(Block block, Variable array) {
    List<Stmt> result = new ArrayList<>(block.statements());
    for (int i = result.size() - 1; i >= 0; i--) {
      Stmt stmt = result.get(i);
      if (stmt instanceof Stmt.If s) {
        result.set(i, Walk.map(s, expr -> expr, branch -> withoutLastClears(branch, array)));
      } else if (stmt instanceof Stmt.For s) {
        List<Stmt> others = new ArrayList<>(s.body().statements());
        others.removeIf(inner -> isClear(inner, array));
        if (!mentions(new Block(others), array)) {
          result.set(i, Walk.map(s, expr -> expr, body -> body.with(others)));
        }
      } else if (isClear(stmt, array)) {
        result.remove(i);
        continue;
      }
      if (mentions(new Block(List.of(result.get(i))), array)) {
        break;
      }
    }
    return block.with(result);
  }

  private static boolean isClear(Stmt stmt, Variable array) {
    return stmt instanceof Stmt.Store s
        && s.array().equals(Expr.read(array))
        && s.value() instanceof Expr.Literal literal
        && literal.text().matches("0f?");
  }

  private static boolean mentions(Block block, Variable array) {
    boolean[] found = new boolean[1];
    ArrayUses.each(block, (a, element) -> found[0] |= a.equals(array), a -> {});
    return found[0];
  }
}
