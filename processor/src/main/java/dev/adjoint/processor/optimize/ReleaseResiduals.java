package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the memory of what a pullback keeps, after the last statement that reads it, when the
 * pullback is applied for the last time.
 *
 * <pre>
 * Tensor wBar = x.transposedMatmul(seed); …   becomes   …; if (isLast) { Tensor.release(x); } …
 * </pre>
 *
 * <p>Only that of vectors which the forward sweep has certainly made, and which nothing else holds:
 * neither the value, nor what the method was given.
 */
public final class ReleaseResiduals {
  /** The only value of each variable of the forward sweep; absent if there are several. */
  private final Map<Variable, Expr> values = new HashMap<>();

  private final SharedVectors kept;

  private ReleaseResiduals(List<Stmt> forward) {
    this.kept = new SharedVectors(new Block(forward));
    Set<Variable> written = new HashSet<>();
    for (Stmt top : forward) {
      Walk.eachStatement(
          top,
          stmt -> {
            Variable target = Walk.target(stmt);
            if (target != null && !written.add(target)) {
              values.remove(target);
            } else if (stmt instanceof Stmt.Declare s && s.value() != null) {
              values.put(s.variable(), s.value());
            }
          });
    }
  }

  /**
   * Residuals that are certainly a pullback's own, in groups that may be in the same memory.
   *
   * @param forward the forward sweep, which returns the value and the residuals
   * @param residuals the residuals in the order in which they are returned
   */
  public static List<Set<Variable>> ownedBy(Block forward, Set<Variable> residuals) {
    List<Stmt> statements = new ArrayList<>(forward.statements());
    if (!(statements.remove(statements.size() - 1) instanceof Stmt.Return end)
        || !(end.value() instanceof Expr.NewRecord pullback)) {
      return List.of();
    }
    ReleaseResiduals pass = new ReleaseResiduals(statements);
    List<Expr> returned = pullback.arguments();
    Map<Variable, Set<Variable>> groups = new LinkedHashMap<>();
    Set<Variable> held = new HashSet<>(Walk.reads(returned.get(0)));
    int i = 1;
    for (Variable residual : residuals) {
      Expr value = returned.get(i++);
      Variable made = value instanceof Expr.Read read ? pass.origin(read.variable()) : null;
      if (made == null) {
        held.addAll(Walk.reads(value));
      } else {
        groups.computeIfAbsent(made, key -> new LinkedHashSet<>()).add(residual);
      }
    }
    groups
        .keySet()
        .removeIf(
            made ->
                pass.kept.withViews(made).stream()
                    .anyMatch(holder -> held.contains(holder) || pass.kept.escapes(holder)));
    return List.copyOf(groups.values());
  }

  /** The variable that got the memory of a variable when it was made; null if that is unknown. */
  private @Nullable Variable origin(Variable variable) {
    Expr value = values.get(variable);
    if (value instanceof Expr.Read read) {
      return origin(read.variable());
    }
    return value instanceof Expr.Call call
            && variable.type() instanceof Type.Vector vector
            && !vector.release().isEmpty()
        ? origin(variable, call, vector)
        : null;
  }

  private @Nullable Variable origin(Variable variable, Expr.Call call, Type.Vector vector) {
    if (call.callee().makesVector()) {
      return variable;
    }
    // The result is the only vector that is given, or is in memory of its own.
    List<Expr> given =
        call.arguments().stream().filter(e -> e.type() instanceof Type.Vector).toList();
    return SharedVectors.isOfLibrary(call.callee(), vector)
            && given.size() == 1
            && given.get(0) instanceof Expr.Read read
        ? origin(read.variable())
        : null;
  }

  /**
   * @param owned residuals in groups that may be in the same memory
   * @param isLast whether the pullback is applied for the last time
   */
  public static Block in(Block backward, List<Set<Variable>> owned, Expr isLast) {
    SharedVectors shared = new SharedVectors(backward);
    Map<Variable, Integer> last = ReleaseAtLastUse.lastMentions(backward);
    Map<Integer, List<Variable>> released = new TreeMap<>();
    for (Set<Variable> group : owned) {
      Set<Variable> holders = new LinkedHashSet<>();
      group.forEach(residual -> holders.addAll(shared.withViews(residual)));
      int end = holders.stream().mapToInt(holder -> last.getOrDefault(holder, -1)).max().orElse(-1);
      if (end >= 0
          && holders.stream().noneMatch(shared::escapes)
          && !(backward.statements().get(end) instanceof Stmt.Return)) {
        released.computeIfAbsent(end, key -> new ArrayList<>()).addAll(group);
      }
    }
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < backward.statements().size(); i++) {
      result.add(backward.statements().get(i));
      List<Variable> ended = released.get(i);
      if (ended != null) {
        Block release = new Block(List.of(ReleaseAtLastUse.call(ended)));
        result.add(new Stmt.If(isLast, release, new Block(List.of()), Position.NONE));
      }
    }
    return backward.with(result);
  }
}
