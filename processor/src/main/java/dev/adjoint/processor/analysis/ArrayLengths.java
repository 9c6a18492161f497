package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lengths that the arrays of a function were made with. */
public final class ArrayLengths {
  private final Map<Variable, Expr> lengths = new HashMap<>();
  private final Set<Variable> changing = new HashSet<>();

  public ArrayLengths(Block function) {
    Walk.eachStatement(
        function,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.value() instanceof Expr.NewArray made) {
            lengths.put(s.variable(), made.dimensions().get(0));
          } else if (stmt instanceof Stmt.Assign s) {
            changing.add(s.variable());
          }
        });
  }

  /** The length of an array, if that still has the same value everywhere; else null. */
  public @Nullable Expr find(Variable array) {
    Expr length = lengths.get(array);
    return length == null || changing.contains(array) || changes(length) ? null : length;
  }

  /** Whether an expression may have another value later; an element may be written. */
  private boolean changes(Expr expr) {
    boolean[] found = new boolean[1];
    Walk.each(
        expr,
        part ->
            found[0] |=
                part instanceof Expr.Element
                    || (part instanceof Expr.Read read && changing.contains(read.variable())));
    return found[0];
  }
}
