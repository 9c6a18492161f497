package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lengths that the arrays of a function were made with. */
public final class ArrayLengths {
  private final Map<Variable, Expr> lengths = new HashMap<>();

  /** Whole numbers that are other names for one, or for a length. */
  private final Map<Variable, Expr> names = new HashMap<>();

  private final Set<Variable> changing = new HashSet<>();

  public ArrayLengths(Block function) {
    Walk.eachStatement(
        function,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.value() instanceof Expr.NewArray made) {
            lengths.put(s.variable(), made.dimensions().get(0));
          } else if (stmt instanceof Stmt.Declare s && isName(s)) {
            Expr known = names.putIfAbsent(s.variable(), Objects.requireNonNull(s.value()));
            if (known != null && !known.equals(s.value())) {
              changing.add(s.variable());
            }
          } else if (stmt instanceof Stmt.Assign s) {
            changing.add(s.variable());
          }
        });
  }

  private static boolean isName(Stmt.Declare declare) {
    return declare.variable().type() == Type.Primitive.INT
        && (declare.value() instanceof Expr.Read
            || (declare.value() instanceof Expr.Length length
                && length.array() instanceof Expr.Read));
  }

  /** The length of an array, if that still has the same value everywhere; else null. */
  public @Nullable Expr find(Variable array) {
    Expr length = lengths.get(array);
    return length == null || changing.contains(array) || changes(length) ? null : length;
  }

  /** The expression with the lengths that arrays were made with, each under its first name. */
  public Expr resolve(Expr expr) {
    Expr known = null;
    if (expr instanceof Expr.Length length && length.array() instanceof Expr.Read array) {
      known = find(array.variable());
    } else if (expr instanceof Expr.Read read && !changing.contains(read.variable())) {
      known = names.get(read.variable());
    }
    if (known != null) {
      return known.equals(expr) || changes(known) ? expr : resolve(known);
    }
    return Walk.mapParts(expr, this::resolve);
  }

  /** The block with its expressions resolved. */
  public Block resolve(Block block) {
    return block.with(
        block.statements().stream()
            .map(stmt -> Walk.map(stmt, this::resolve, this::resolve))
            .toList());
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
