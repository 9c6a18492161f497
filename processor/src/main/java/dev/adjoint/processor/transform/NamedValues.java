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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
  private record Name(Variable variable, Block scope, int since) {}

  private final Map<Expr, Name> names = new HashMap<>();
  private final Map<Stmt, List<Block>> around = new IdentityHashMap<>();

  /** The number of each statement, counted through the text. */
  private final Map<Stmt, Integer> numbers = new IdentityHashMap<>();

  /** The blocks in which variables are declared. */
  private final Map<Variable, Block> scopes = new HashMap<>();

  /** The last statement that assigns a variable after its declaration. */
  private final Map<Variable, Integer> assigned = new HashMap<>();

  private NamedValues() {}

  static NamedValues of(Block body) {
    NamedValues values = new NamedValues();
    Walk.eachStatement(
        body,
        stmt -> {
          int number = values.numbers.size();
          values.numbers.put(stmt, number);
          if (stmt instanceof Stmt.Assign assign) {
            values.assigned.put(assign.variable(), number);
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
      if (stmt instanceof Stmt.Declare s) {
        scopes.put(s.variable(), block);
        if (s.value() instanceof Expr.Call call
            && isScalar(call)
            && isLasting(call, number(stmt), block)
            && !assigned.containsKey(s.variable())) {
          names.putIfAbsent(withoutPosition(call), new Name(s.variable(), block, lastChange(call)));
        }
      }
      Walk.blocks(stmt).forEach(nested -> collect(nested, blocks));
    }
  }

  private static boolean isScalar(Expr.Call call) {
    return call.callee().kind() == Callee.Kind.SCALAR
        && call.type().isFloating()
        && call.arguments().stream().allMatch(argument -> argument instanceof Expr.Read);
  }

  /**
   * Whether a call in a block gives the same value from there to the end of the block: its
   * arguments are assigned nowhere, or earlier in the very block that declares them.
   */
  private boolean isLasting(Expr.Call call, int number, Block block) {
    return Walk.reads(call).stream()
        .allMatch(
            argument ->
                !assigned.containsKey(argument)
                    || (assigned.get(argument) < number && scopes.get(argument) == block));
  }

  /** The last statement that assigns an argument of a call. */
  private int lastChange(Expr.Call call) {
    return Walk.reads(call).stream()
        .mapToInt(argument -> assigned.getOrDefault(argument, -1))
        .max()
        .orElse(-1);
  }

  private int number(Stmt stmt) {
    return numbers.getOrDefault(stmt, -1);
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
    Name name = isScalar(call) ? names.get(withoutPosition(call)) : null;
    List<Block> blocks = around.getOrDefault(stmt, List.of());
    // What stands before the last change of an argument is about another value.
    return name != null
            && (name.since() < 0 || number(stmt) > name.since())
            && blocks.stream().anyMatch(block -> block == name.scope())
        ? name.variable()
        : null;
  }
}
