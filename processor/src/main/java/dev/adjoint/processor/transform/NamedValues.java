package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of scalar functions that the user gave a name, so that no derivative computes them again.
 *
 * <pre>
 * double sin = Math.sin(x); double cos = Math.cos(x);   the derivative of each is the other one
 * </pre>
 */
final class NamedValues {
  /** A name, and the block from whose end on it is known no more. */
  private record Name(Variable variable, Block scope) {}

  private final Map<Expr, Name> names = new HashMap<>();
  private final Map<Stmt, List<Block>> around = new IdentityHashMap<>();
  private final Set<Variable> assigned = new HashSet<>();

  private NamedValues() {}

  static NamedValues of(Block body) {
    NamedValues values = new NamedValues();
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Assign assign) {
            values.assigned.add(assign.variable());
          }
        });
    values.collect(body, List.of());
    return values;
  }

  private void collect(Block block, List<Block> outer) {
    List<Block> blocks = new ArrayList<>(outer);
    blocks.add(block);
    for (Stmt stmt : block.statements()) {
      around.put(stmt, blocks);
      if (stmt instanceof Stmt.Declare s
          && s.value() instanceof Expr.Call call
          && isLasting(call)
          && !assigned.contains(s.variable())) {
        names.putIfAbsent(withoutPosition(call), new Name(s.variable(), block));
      }
      Walk.blocks(stmt).forEach(nested -> collect(nested, blocks));
    }
  }

  /** Whether a call gives the same value wherever its arguments are known. */
  private boolean isLasting(Expr.Call call) {
    return call.callee().kind() == Callee.Kind.SCALAR
        && call.type().isFloating()
        && call.arguments().stream()
            .allMatch(
                argument ->
                    argument instanceof Expr.Read read && !assigned.contains(read.variable()));
  }

  /** Calls are equal wherever they stand. */
  private static Expr withoutPosition(Expr.Call call) {
    return new Expr.Call(
        new Callee(
            call.callee().owner(),
            call.callee().name(),
            true,
            List.of(),
            call.type(),
            Callee.Kind.SCALAR),
        call.arguments(),
        Position.NONE);
  }

  /**
   * An expression of the adjoint of a statement, with names in the place of what they stand for.
   */
  Expr in(Expr expr, Stmt stmt) {
    if (names.isEmpty()) {
      return expr;
    }
    Variable name = expr instanceof Expr.Call call ? find(call, stmt) : null;
    return name != null ? Expr.read(name) : Walk.mapParts(expr, part -> in(part, stmt));
  }

  private @Nullable Variable find(Expr.Call call, Stmt stmt) {
    Name name = isLasting(call) ? names.get(withoutPosition(call)) : null;
    List<Block> blocks = around.getOrDefault(stmt, List.of());
    return name != null && blocks.stream().anyMatch(block -> block == name.scope())
        ? name.variable()
        : null;
  }
}
