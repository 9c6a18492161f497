package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods that give the results of several operations on the same operands at once, which
 * have work in common, where all of these results are needed.
 *
 * <pre>
 * Tensor vBar = attentionValue(q, k, v, yBar);   becomes   AttentionAdjoints bars = attentionAdjoints(q, k, v, yBar);
 * Tensor kBar = attentionKey(q, k, v, yBar);               Tensor vBar = bars.value();
 * Tensor qBar = attentionQuery(q, k, v, yBar);             Tensor kBar = bars.key(); Tensor qBar = bars.query();
 * </pre>
 */
public final class ComputeTogether {
  /**
   * What a method computes.
   *
   * @param computes an expression over the parameters for each component of its result
   */
  private record Group(
      Callee method, List<Variable> parameters, List<Expr> computes, boolean isReordered) {
    Type.Tree type() {
      return (Type.Tree) method.result();
    }

    /** How much there is to compute together. */
    int size() {
      return computes.stream().mapToInt(Walk::size).sum();
    }
  }

  private final List<Group> groups;
  private final Variables variables;
  private final OperationMatch.Uses uses;

  private ComputeTogether(Block body, List<Group> groups, Variables variables) {
    this.groups = groups;
    this.variables = variables;
    this.uses = OperationMatch.Uses.in(body);
  }

  /**
   * @param known functions that compute what methods compute at once, by these methods
   * @param isReordered whether a method rounds in another way than the function
   * @param variables hands out further variables
   */
  public static Block in(
      Block body, Map<Callee, Function> known, Predicate<Callee> isReordered, Variables variables) {
    List<Group> groups = new ArrayList<>();
    known.forEach(
        (method, function) -> {
          if (FuseOperations.computed(function.body()) instanceof Expr.NewRecord made
              && method.result() instanceof Type.Tree) {
            groups.add(
                new Group(
                    method, function.parameters(), made.arguments(), isReordered.test(method)));
          }
        });
    // What covers most first.
    groups.sort((a, b) -> b.size() - a.size());
    return groups.isEmpty() ? body : new ComputeTogether(body, groups, variables).join(body);
  }

  private Block join(Block block) {
    List<@Nullable Stmt> statements = new ArrayList<>();
    block.statements().forEach(stmt -> statements.add(Walk.map(stmt, expr -> expr, this::join)));
    Map<Integer, List<Stmt>> added = new TreeMap<>();
    for (Group group : groups) {
      for (int i = 0; i < statements.size(); i++) {
        Search search = new Search(group, statements);
        if (search.finds(0, i, i + 1)) {
          added.computeIfAbsent(search.first(), key -> new ArrayList<>()).add(replace(search));
        }
      }
    }
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      result.addAll(added.getOrDefault(i, List.of()));
      Stmt stmt = statements.get(i);
      if (stmt != null) {
        result.add(stmt);
      }
    }
    return block.with(result);
  }

  /** Takes results out of what is computed together, and gives the statement that computes it. */
  private Stmt replace(Search search) {
    Group group = search.group;
    Place first = search.places.get(0);
    Position position = search.at(search.first()).position();
    Variable all = variables.fresh(group.method().name(), group.type(), Variable.Kind.TEMPORARY);
    for (int i = 0; i < search.places.size(); i++) {
      Type.Component component = group.type().components().get(i);
      Expr part = new Expr.Component(Expr.read(all), component.name(), component.type());
      Place place = search.places.get(i);
      Stmt stmt =
          Walk.map(search.at(place.at()), expr -> with(expr, place.call(), part), block -> block);
      search.statements.set(place.at(), stmt);
    }
    search.match.used().forEach(at -> search.statements.set(at, null));
    Expr call = new Expr.Call(group.method(), search.match.arguments(), first.call().position());
    return new Stmt.Declare(all, call, position);
  }

  /** An expression with another one in the place of a call in it. */
  private static Expr with(Expr expr, Expr.Call call, Expr other) {
    return expr == call ? other : Walk.mapParts(expr, part -> with(part, call, other));
  }

  /**
   * A call in a statement.
   *
   * @param at the statement's place
   */
  private record Place(int at, Expr.Call call) {}

  /** The calls that a statement makes in any case, and nothing else does that is in it. */
  private static List<Expr.Call> calls(@Nullable Stmt stmt) {
    List<Expr.Call> result = new ArrayList<>();
    if (stmt instanceof Stmt.Declare
        || stmt instanceof Stmt.Assign
        || stmt instanceof Stmt.Evaluate) {
      Walk.expressions(stmt).forEach(expr -> addCalls(expr, result));
    }
    return result;
  }

  private static void addCalls(Expr expr, List<Expr.Call> calls) {
    if (NameVectors.mayLeaveOut(expr)) {
      return;
    }
    if (expr instanceof Expr.Call call) {
      calls.add(call);
    }
    Walk.parts(expr).forEach(part -> addCalls(part, calls));
  }

  /** Looks for all that a method computes in the statements of a block. */
  private final class Search {
    private final Group group;
    private final List<@Nullable Stmt> statements;
    private OperationMatch match;

    /** Where each component of the result is computed. */
    private final List<Place> places = new ArrayList<>();

    Search(Group group, List<@Nullable Stmt> statements) {
      this.group = group;
      this.statements = statements;
      this.match = new OperationMatch(uses, statements, group.parameters());
    }

    Stmt at(int place) {
      return Objects.requireNonNull(statements.get(place));
    }

    /** The statement before which all is there. */
    int first() {
      return places.stream().mapToInt(Place::at).min().orElseThrow();
    }

    /** Whether a component, and those after it, are computed; the component at some places. */
    boolean finds(int component, int from, int to) {
      if (component == group.computes().size()) {
        return isSameWherever();
      }
      for (int i = from; i < to; i++) {
        for (Expr.Call call : calls(statements.get(i))) {
          if (finds(component, new Place(i, call))) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean finds(int component, Place place) {
      if (places.stream().anyMatch(other -> other.call() == place.call())
          || (group.isReordered() && !FuseOperations.isOfAdjoint(at(place.at())))) {
        return false;
      }
      OperationMatch before = match;
      match = before.copy();
      places.add(place);
      if (match.matches(group.computes().get(component), place.call(), place.at())
          && finds(component + 1, 0, statements.size())) {
        return true;
      }
      places.remove(places.size() - 1);
      match = before;
      return false;
    }

    /** Whether the operands are at the first of the places what they are at the others. */
    private boolean isSameWherever() {
      int last = places.stream().mapToInt(Place::at).max().orElseThrow();
      Set<Variable> changed = new HashSet<>();
      for (int i = first(); i < last; i++) {
        if (statements.get(i) != null) {
          Walk.eachStatement(at(i), part -> OperationMatch.addChanges(part, changed));
        }
      }
      boolean isApart = places.stream().noneMatch(place -> match.used().contains(place.at()));
      return isApart
          && match.arguments().stream()
              .allMatch(
                  argument ->
                      argument != null
                          && Walk.reads(argument).stream().noneMatch(changed::contains));
    }
  }
}
