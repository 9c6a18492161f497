package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the memory of a vector back when its variable gets another one.
 *
 * <pre>
 * Tensor h = x; for (…) { Tensor y = pullback.value(); h = y; } …
 *   becomes   Tensor h = x; Tensor.retain(h); for (…) { …; Tensor.release(h); h = y; } …
 * </pre>
 *
 * <p>Only where nothing that is not counted holds it, and where nothing that may be in the same
 * memory is read after that.
 */
public final class ReleaseReplaced {
  private final Variables variables;
  private final Carried carried;
  private final SharedVectors shared;
  private final Holders holders;

  /** The values that each variable is given. */
  private final Map<Variable, List<Expr>> values = new HashMap<>();

  private final Set<Variable> declaredWithValue = new HashSet<>();
  private final Set<Variable> assigned = new HashSet<>();
  private final Set<Variable> inLoops = new HashSet<>();

  /** The variables that get one vector after the other, by all that may hold their memory. */
  private final Map<Variable, Set<Variable>> holding = new HashMap<>();

  /** The variables of which a view is read after they got another vector, by the view. */
  private final Map<Variable, Set<Variable>> outlivedBy = new LinkedHashMap<>();

  /** Those whose view does not count among the readers. */
  private final Set<Variable> outlived = new HashSet<>();

  /** Those that shall count from now on. */
  private final Set<Variable> chosen = new LinkedHashSet<>();

  /** Variables that keep what another one holds, which then gets another vector. */
  private final Map<Variable, Set<Variable>> keepers = new HashMap<>();

  /** To which variable each one that may hand its part over hands it. */
  private final Map<Variable, Variable> target = new HashMap<>();

  private ReleaseReplaced(Block body, Variables variables, Carried carried) {
    this.variables = variables;
    this.carried = carried;
    // Whoever gets what is returned gets the part of the variable that holds it.
    this.shared = SharedVectors.uncounted(withoutReturn(body), carried);
    this.holders = new Holders(body, carried);
    Walk.eachStatement(body, this::learn);
    Walk.eachStatement(body, this::findInLoops);
    for (Variable variable : assigned) {
      for (Variable view : shared.withViews(variable)) {
        holding.computeIfAbsent(view, key -> new LinkedHashSet<>()).add(variable);
      }
    }
    findOutlived(body);
    chooseHolders();
  }

  /**
   * @param carried gets the variables that count from now on
   */
  public static Block in(Block body, Variables variables, Carried carried) {
    if (Walk.anyStatement(body, Stmt.Checkpoint.class::isInstance)) {
      return body;
    }
    // Each branch gives a value of its own kind; those that do not count stay in one expression.
    Set<Variable> choosing = choosing(body);
    ReleaseReplaced pass;
    Block branched;
    do {
      branched = branched(body, choosing);
      pass = new ReleaseReplaced(branched, variables, carried);
    } while (choosing.retainAll(pass.chosen));
    return pass.release(branched);
  }

  private Block release(Block body) {
    findMoves(body);
    for (Variable variable : chosen) {
      carried.holders().add(variable);
      carried.holders().addAll(keepers.getOrDefault(variable, Set.of()));
    }
    carried.moved().removeIf(moved -> !carried.holders().contains(target.get(moved)));
    return carried.holders().isEmpty() ? body : rewrite(body);
  }

  /** The variables that a condition gives one vector or another. */
  private static Set<Variable> choosing(Block body) {
    Set<Variable> result = new HashSet<>();
    Walk.eachStatement(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Assign s
              && Holders.counts(s.variable().type())
              && s.value() instanceof Expr.Conditional) {
            result.add(s.variable());
          }
        });
    return result;
  }

  /** A body in which branches assign what conditional expressions give some variables. */
  private static Block branched(Block body, Set<Variable> choosing) {
    if (choosing.isEmpty()) {
      return body;
    }
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : body.statements()) {
      if (stmt instanceof Stmt.Assign s
          && choosing.contains(s.variable())
          && s.value() instanceof Expr.Conditional choice) {
        Stmt then = new Stmt.Assign(s.variable(), choice.then(), s.position());
        Stmt otherwise = new Stmt.Assign(s.variable(), choice.otherwise(), s.position());
        Block both = branched(new Block(List.of(then)), choosing);
        Block other = branched(new Block(List.of(otherwise)), choosing);
        result.add(new Stmt.If(choice.condition(), both, other, s.position()));
      } else {
        result.add(Walk.map(stmt, expr -> expr, inner -> branched(inner, choosing)));
      }
    }
    return body.with(result);
  }

  private static Block withoutReturn(Block body) {
    return body.with(
        body.statements().stream().filter(stmt -> !(stmt instanceof Stmt.Return)).toList());
  }

  private void learn(Stmt stmt) {
    Variable target = Walk.target(stmt);
    if (target == null || !Holders.counts(target.type())) {
      return;
    }
    Expr value = Walk.expressions(stmt).isEmpty() ? null : Walk.expressions(stmt).get(0);
    if (stmt instanceof Stmt.Declare && value != null) {
      declaredWithValue.add(target);
      values.computeIfAbsent(target, key -> new ArrayList<>()).add(value);
    } else if (stmt instanceof Stmt.Assign s) {
      assigned.add(target);
      values.computeIfAbsent(target, key -> new ArrayList<>()).add(s.value());
    }
  }

  private void findInLoops(Stmt stmt) {
    if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
      Walk.blocks(stmt)
          .forEach(body -> Walk.eachStatement(body, inner -> inLoops.addAll(assignedBy(inner))));
    }
  }

  private static Set<Variable> assignedBy(Stmt stmt) {
    return stmt instanceof Stmt.Assign s ? Set.of(s.variable()) : Set.of();
  }

  /** What counts itself among the readers of a vector needs nobody else to hold it. */
  private void chooseHolders() {
    int before;
    do {
      before = chosen.size();
      outlived.clear();
      outlivedBy.forEach(
          (view, viewed) -> {
            if (!chosen.contains(view)) {
              outlived.addAll(viewed);
            }
          });
      assigned.stream().filter(this::isCandidate).forEach(chosen::add);
    } while (chosen.size() > before);
  }

  private boolean isCandidate(Variable variable) {
    // Elsewhere it saves the memory of one vector at most, which is not worth the words.
    boolean isWorthIt =
        inLoops.contains(variable) || values.get(variable).stream().allMatch(this::isPart);
    return isWorthIt
        && declaredWithValue.contains(variable)
        && !outlived.contains(variable)
        && shared.withViews(variable).stream().noneMatch(shared::escapes)
        && values.get(variable).stream().allMatch(this::isKnown);
  }

  /** Whether a value is the part of a variable, or can be retained. */
  private boolean isKnown(Expr value) {
    return value instanceof Expr.Literal
        || value instanceof Expr.Read
        || holders.isNew(value)
        || Holders.isValueOfPullback(value)
        || SharedVectors.isViewOfVector(value);
  }

  /** Finds variables that get another vector while a view of the one before is still read. */
  private void findOutlived(Block block) {
    List<Stmt> statements = block.statements();
    Map<Variable, Integer> last = ReleaseAtLastUse.lastMentions(block);
    for (int i = 0; i < statements.size(); i++) {
      Walk.blocks(statements.get(i)).forEach(this::findOutlived);
      Variable view = Walk.target(statements.get(i));
      if (view == null || !Holders.counts(view.type())) {
        continue;
      }
      boolean isLocal = statements.get(i) instanceof Stmt.Declare && !assigned.contains(view);
      int end = last.getOrDefault(view, i);
      for (Variable viewed : viewed(view, Walk.expressions(statements.get(i)))) {
        if (!isLocal || isAssigned(statements.subList(i + 1, end + 1), viewed)) {
          if (isLocal && Walk.expressions(statements.get(i)).get(0) instanceof Expr.Read) {
            keepers.computeIfAbsent(viewed, key -> new LinkedHashSet<>()).add(view);
          } else {
            outlivedBy.computeIfAbsent(view, key -> new LinkedHashSet<>()).add(viewed);
          }
        }
      }
    }
  }

  /** The variables in whose memory a value may be, with those that these are views of. */
  private Set<Variable> viewed(Variable view, List<Expr> written) {
    Set<Variable> result = new HashSet<>();
    if (written.isEmpty()
        || holders.isNew(written.get(0))
        || Holders.isValueOfPullback(written.get(0))) {
      return result;
    }
    Set<Variable> read = Walk.reads(written.get(0));
    for (Variable variable : read) {
      Set<Variable> held = holding.getOrDefault(variable, Set.of());
      if (!held.isEmpty() && shared.directViews(variable).contains(view)) {
        result.addAll(held);
      }
    }
    return result;
  }

  private static boolean isAssigned(List<Stmt> statements, Variable variable) {
    return Walk.anyStatement(
        new Block(statements),
        stmt -> stmt instanceof Stmt.Assign s && s.variable().equals(variable));
  }

  /** Finds what a variable of the same block holds, and is not read for any more. */
  private void findMoves(Block block) {
    List<Stmt> statements = block.statements();
    Map<Variable, Integer> last = ReleaseAtLastUse.lastMentions(block);
    Set<Variable> here = new HashSet<>();
    for (int i = 0; i < statements.size(); i++) {
      Walk.blocks(statements.get(i)).forEach(this::findMoves);
      if (statements.get(i) instanceof Stmt.Assign s
          && s.value() instanceof Expr.Read read
          && here.contains(read.variable())
          && !assigned.contains(read.variable())
          && holders.contains(read.variable())
          && !shared.escapes(read.variable())
          && last.get(read.variable()) == i
          && shared.directViews(read.variable()).equals(List.of(s.variable()))) {
        target.put(read.variable(), s.variable());
        carried.moved().add(read.variable());
      } else if (statements.get(i) instanceof Stmt.Declare s) {
        here.add(s.variable());
      }
    }
  }

  private Block rewrite(Block block) {
    return rewrite(block, null);
  }

  /**
   * @param none a variable that is null at the start of a block; null if there is none
   */
  private Block rewrite(Block block, @Nullable Variable none) {
    Variable isNull = none;
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Variable written = Walk.target(stmt);
      if (stmt instanceof Stmt.If choice
          && Exprs.testedForNull(choice.condition()) instanceof Expr.Read tested) {
        Block otherwise = rewrite(choice.otherwise(), tested.variable());
        result.add(
            new Stmt.If(choice.condition(), rewrite(choice.then()), otherwise, stmt.position()));
      } else if (written == null || !carried.holders().contains(written)) {
        result.add(Walk.map(stmt, expr -> expr, this::rewrite));
      } else if (stmt instanceof Stmt.Declare s) {
        result.add(stmt);
        if (s.value() != null && !isPart(s.value())) {
          result.addAll(ReleaseAtLastUse.retain(List.of(written)));
        }
      } else if (stmt instanceof Stmt.Assign s) {
        replace(s, written.equals(isNull), result);
      }
      if (isNull != null && Walk.assigned(stmt).contains(isNull)) {
        isNull = null;
      }
    }
    return block.with(result);
  }

  private void replace(Stmt.Assign assign, boolean isFirst, List<Stmt> out) {
    Variable variable = assign.variable();
    Expr value = assign.value();
    boolean isOfOld =
        Walk.reads(value).stream().anyMatch(read -> shared.withViews(variable).contains(read));
    if (!isPart(value) && value instanceof Expr.Read read) {
      out.addAll(ReleaseAtLastUse.retain(List.of(read.variable())));
    } else if (!isPart(value) || (isOfOld && !(value instanceof Expr.Read))) {
      Variable next = variables.fresh("next", variable.type(), Variable.Kind.TEMPORARY);
      out.add(new Stmt.Declare(next, value, assign.position()));
      if (!isPart(value)) {
        out.addAll(ReleaseAtLastUse.retain(List.of(next)));
      }
      carried.moved().add(next);
      value = Expr.read(next);
    }
    if (!isFirst) {
      out.addAll(ReleaseAtLastUse.release(List.of(variable)));
    }
    out.add(new Stmt.Assign(variable, value, assign.position()));
  }

  /** Whether who gets a value counts among its readers by that. */
  private boolean isPart(Expr value) {
    return value instanceof Expr.Literal
        || holders.isNew(value)
        || holders.isAskedOnce(value)
        || (value instanceof Expr.Read read && carried.moved().contains(read.variable()));
  }
}
