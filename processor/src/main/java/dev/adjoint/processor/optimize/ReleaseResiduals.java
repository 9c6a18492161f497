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
 * return new Pullback(value, x);              becomes   Tensor.retain(x); return new Pullback(value, x);
 * Tensor wBar = x.transposedMatmul(seed); …   becomes   …; if (isLast) { Tensor.release(x); } …
 * </pre>
 *
 * <p>What the forward sweep has made, and what nothing else holds, is the pullback's own. Anything
 * else is retained for it, and so is the value for whoever asks for it: then its maker, too, may
 * release it as soon as it has read it for the last time.
 */
public final class ReleaseResiduals {
  /**
   * The forward sweep, and the residuals that the pullback has to release.
   *
   * @param groups residuals in groups that are in the same memory, of which one is released
   */
  public record Kept(Block forward, List<Set<Variable>> groups) {}

  /** The only value of each variable of the forward sweep; absent if there are several. */
  private final Map<Variable, Expr> values = new HashMap<>();

  private final SharedVectors shared;
  private final Holders holders;
  private final Carried carried;

  /** What has to be retained, perhaps more than once. */
  private final List<Variable> retained = new ArrayList<>();

  private ReleaseResiduals(Block forward, Carried carried) {
    this.shared = SharedVectors.uncounted(forward, carried);
    this.holders = new Holders(forward, carried);
    this.carried = carried;
    Set<Variable> written = new HashSet<>();
    Walk.eachStatement(
        forward,
        stmt -> {
          Variable target = Walk.target(stmt);
          if (target != null && !written.add(target)) {
            values.remove(target);
          } else if (stmt instanceof Stmt.Declare s && s.value() != null) {
            values.put(s.variable(), s.value());
          }
        });
  }

  /**
   * Retains what a pullback keeps of what is not its own.
   *
   * @param forward the forward sweep, which returns the value and the residuals
   * @param given what the method is given
   * @param residuals the residuals in the order in which they are returned
   * @param value what the backward sweep calls the value; null if it does not read it
   * @param carried variables of the forward sweep that get one vector after the other
   */
  public static Kept keep(
      Block forward,
      List<Variable> given,
      Set<Variable> residuals,
      @Nullable Variable value,
      Carried carried) {
    List<Stmt> statements = new ArrayList<>(forward.statements());
    if (!(statements.remove(statements.size() - 1) instanceof Stmt.Return end)
        || !(end.value() instanceof Expr.NewRecord pullback)) {
      return new Kept(forward, List.of());
    }
    ReleaseResiduals pass = new ReleaseResiduals(new Block(statements), carried);
    pass.given(given);
    List<Set<Variable>> groups = pass.groups(pullback.arguments(), residuals, value);
    statements.addAll(ReleaseAtLastUse.retain(pass.retained));
    statements.add(end);
    return new Kept(forward.with(statements), groups);
  }

  /** What something gets hold of that is not counted, which the caller does not know, stays. */
  private void given(List<Variable> given) {
    for (Variable parameter : given) {
      if (Holders.counts(parameter.type())
          && shared.withViews(parameter).stream().anyMatch(shared::escapes)) {
        retained.add(parameter);
      }
    }
  }

  private List<Set<Variable>> groups(
      List<Expr> returned, Set<Variable> residuals, @Nullable Variable value) {
    Map<Variable, Set<Variable>> groups = new LinkedHashMap<>();
    List<Set<Variable>> others = new ArrayList<>();
    Set<Variable> held = new HashSet<>();
    Set<Variable> kept = new HashSet<>();
    int i = 1;
    for (Variable residual : residuals) {
      Expr expr = returned.get(i++);
      kept.addAll(Walk.reads(expr));
      Variable made = expr instanceof Expr.Read read ? origin(read.variable()) : null;
      if (made != null) {
        groups.computeIfAbsent(made, key -> new LinkedHashSet<>()).add(residual);
      } else if (!Holders.counts(expr.type())) {
        held.addAll(Walk.reads(expr));
      } else if (retain(expr)) {
        others.add(Set.of(residual));
      }
    }
    Expr result = returned.get(0);
    if (!Holders.counts(result.type())) {
      held.addAll(Walk.reads(result));
    } else if (!isHeldFor(result, kept)) {
      retain(result);
    }
    if (value != null && Holders.counts(result.type()) && retain(result)) {
      others.add(Set.of(value));
    }
    groups
        .keySet()
        .removeIf(
            made ->
                shared.withViews(made).stream()
                    .anyMatch(holder -> held.contains(holder) || shared.escapes(holder)));
    others.addAll(0, groups.values());
    return List.copyOf(others);
  }

  /** Whether whoever asks for the value is counted among its readers already. */
  private boolean isHeldFor(Expr result, Set<Variable> kept) {
    return result instanceof Expr.Read read
        ? holders.contains(read.variable())
            && shared.withViews(read.variable()).stream()
                .noneMatch(view -> kept.contains(view) || shared.escapes(view))
        : holders.isNew(result);
  }

  /** Retains what an expression may be in the memory of; whether that is certainly one vector. */
  private boolean retain(Expr expr) {
    List<Variable> vectors =
        Walk.reads(expr).stream().filter(variable -> Holders.counts(variable.type())).toList();
    retained.addAll(vectors);
    return expr instanceof Expr.Read;
  }

  /** The variable that got the memory of a variable when it was made; null if that is unknown. */
  private @Nullable Variable origin(Variable variable) {
    Expr value = values.get(variable);
    Type.Vector vector = SharedVectors.vectorOf(variable.type());
    if (carried.holders().contains(variable)) {
      return variable;
    } else if (value == null || vector == null) {
      return null;
    } else if (holders.contains(variable)) {
      return vector.release().isEmpty() ? null : variable;
    } else if (value instanceof Expr.Read read) {
      return origin(read.variable());
    }
    return value instanceof Expr.Call call ? origin(call, vector) : null;
  }

  private @Nullable Variable origin(Expr.Call call, Type.Vector vector) {
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
   * @param groups residuals in groups that are in the same memory, of which one is released
   * @param isLast whether the pullback is applied for the last time
   * @param carried variables of the backward sweep that get one vector after the other
   */
  public static Block in(Block backward, List<Set<Variable>> groups, Expr isLast, Carried carried) {
    SharedVectors shared = SharedVectors.uncounted(backward, carried);
    Map<Variable, Integer> last = ReleaseAtLastUse.lastMentions(backward);
    Set<Variable> assigned = Walk.assigned(backward);
    Map<Integer, List<Variable>> released = new TreeMap<>();
    for (Set<Variable> group : groups) {
      Set<Variable> views = new LinkedHashSet<>();
      group.forEach(residual -> views.addAll(shared.withViews(residual)));
      int end = views.stream().mapToInt(view -> last.getOrDefault(view, -1)).max().orElse(-1);
      if (end >= 0
          && views.stream().noneMatch(shared::escapes)
          // What has been set back to something else does not stand for what was kept.
          && group.stream().noneMatch(assigned::contains)
          && !(backward.statements().get(end) instanceof Stmt.Return)) {
        Variable one = group.iterator().next();
        released.computeIfAbsent(end, key -> new ArrayList<>()).add(one);
      }
    }
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < backward.statements().size(); i++) {
      result.add(backward.statements().get(i));
      List<Variable> ended = released.get(i);
      if (ended != null) {
        Block release = new Block(ReleaseAtLastUse.release(ended));
        result.add(new Stmt.If(isLast, release, new Block(List.of()), Position.NONE));
      }
    }
    return backward.with(result);
  }
}
