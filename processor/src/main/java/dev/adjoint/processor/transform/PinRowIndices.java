package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the index of a row a name of its own if it changes, so that the row can be found again.
 *
 * <pre>
 * double[] row = m[i]; … i++;   becomes   int index = i; double[] row = m[index]; … i++;
 * </pre>
 */
public final class PinRowIndices {
  private final Function function;
  private final Set<Variable> changing = new HashSet<>();
  private final Set<Variable> written = new HashSet<>();
  private boolean writesStatics;
  private final Map<Variable, Expr> rows = new HashMap<>();

  private PinRowIndices(Function function) {
    this.function = function;
  }

  public static Function in(Function function) {
    PinRowIndices pass = new PinRowIndices(function);
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Assign assign) {
            pass.changing.add(assign.variable());
          }
        });
    Aliases aliases = Aliases.of(function.body());
    for (Variable array : Walk.stored(function.body())) {
      pass.written.add(aliases.root(array));
      pass.writesStatics |= aliases.isStatic(array);
    }
    return function.withBody(pass.pin(function.body(), aliases, true));
  }

  private Block pin(Block block, Aliases aliases, boolean isTop) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt unchanged : block.statements()) {
      Stmt stmt = Walk.map(unchanged, this::inPlace, nested -> pin(nested, aliases, false));
      if (stmt instanceof Stmt.Declare declare
          && declare.value() != null
          && aliases.isAlias(declare)) {
        Expr pinned = pin(declare.value(), declare, aliases, result);
        if (isTop && written.contains(aliases.root(declare.variable()))) {
          // A pullback sets back copies, of which a row that is found once would be no part.
          rows.put(declare.variable(), pinned);
        } else {
          result.add(new Stmt.Declare(declare.variable(), pinned, declare.position()));
        }
      } else {
        result.add(stmt);
      }
    }
    return new Block(result);
  }

  private Expr inPlace(Expr expr) {
    return Walk.substitute(expr, variable -> rows.getOrDefault(variable, Expr.read(variable)));
  }

  private Expr pin(Expr array, Stmt.Declare row, Aliases aliases, List<Stmt> out) {
    if (!(array instanceof Expr.Element element)) {
      return array;
    }
    Expr inner = pin(element.array(), row, aliases, out);
    if (!changes(element.index(), aliases)) {
      return new Expr.Element(inner, element.index());
    }
    Variable index =
        function.variables().fresh("index", element.index().type(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(index, element.index(), row.position()));
    return new Expr.Element(inner, Expr.read(index));
  }

  /** Whether an index may have another value later, itself or as an element of an array. */
  private boolean changes(Expr index, Aliases aliases) {
    boolean[] found = new boolean[1];
    Walk.each(
        index,
        part -> {
          if (part instanceof Expr.Read read) {
            found[0] |= changing.contains(read.variable());
          } else if (part instanceof Expr.Element element) {
            Set<Variable> bases = Walk.base(element.array());
            found[0] |=
                bases.isEmpty()
                    ? writesStatics
                    : bases.stream().map(aliases::root).anyMatch(written::contains);
          }
        });
    return found[0];
  }
}
