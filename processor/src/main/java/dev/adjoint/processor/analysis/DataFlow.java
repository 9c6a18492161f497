package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * From which nodes of a computation graph values may flow to which others, through variables,
 * arrays and trips of loops. What decides which way is taken does not count.
 */
public final class DataFlow {
  private static final int ALWAYS = 0;

  private final ToIntFunction<Stmt> nodes;
  private final ToIntFunction<Block> frames;

  /**
   * The nodes whose values a variable, or a part of one that never changes, may hold; with each the
   * frame that does not run if it does.
   */
  private Map<Expr, Map<Integer, Integer>> origins = new HashMap<>();

  /** Parts of records that are nodes. */
  private final Set<Expr> parts = new LinkedHashSet<>();

  private final Map<List<Integer>, Edge> edges = new LinkedHashMap<>();
  private boolean isNextTrip;

  private DataFlow(ToIntFunction<Stmt> nodes, ToIntFunction<Block> frames) {
    this.nodes = nodes;
    this.frames = frames;
  }

  /**
   * A flow of values.
   *
   * @param isCarried whether only a later trip of a loop reads them
   * @param skipped the frame that must have been skipped for values to come this way, 0 if none
   */
  public record Edge(int from, int to, boolean isCarried, int skipped) {}

  /**
   * Follows the values of a body.
   *
   * @param nodes the node whose value a statement notes, -1 for other statements
   * @param frames the number of the frame that a block is, 0 for other blocks
   */
  public static List<Edge> in(Block body, ToIntFunction<Stmt> nodes, ToIntFunction<Block> frames) {
    DataFlow flow = new DataFlow(nodes, frames);
    flow.follow(body);
    return List.copyOf(flow.edges.values());
  }

  private void follow(Block block) {
    block.statements().forEach(this::follow);
  }

  private void follow(Stmt stmt) {
    if (stmt instanceof Stmt.If branch) {
      Map<Expr, Map<Integer, Integer>> before = new HashMap<>(origins);
      follow(branch.then());
      Map<Expr, Map<Integer, Integer>> then = origins;
      origins = new HashMap<>(before);
      follow(branch.otherwise());
      join(before, then, frames.applyAsInt(branch.then()), frames.applyAsInt(branch.otherwise()));
    } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
      Map<Expr, Map<Integer, Integer>> before = new HashMap<>(origins);
      Block body = Walk.blocks(stmt).get(0);
      follow(body);
      boolean outer = isNextTrip;
      isNextTrip = true;
      // Twice, since a value may go through two variables on its way to a later trip.
      follow(body);
      follow(body);
      isNextTrip = outer;
      Map<Expr, Map<Integer, Integer>> after = origins;
      origins = new HashMap<>(before);
      join(before, after, frames.applyAsInt(body), ALWAYS);
    } else {
      simple(stmt);
    }
  }

  /**
   * What holds after one of two ways, the other being what {@link #origins} tells.
   *
   * @param before what held before both
   * @param frame the frame of the first way
   * @param other the frame of the other one
   */
  private void join(
      Map<Expr, Map<Integer, Integer>> before,
      Map<Expr, Map<Integer, Integer>> first,
      int frame,
      int other) {
    Map<Expr, Map<Integer, Integer>> second = origins;
    origins = new HashMap<>(second);
    first.forEach(
        (place, from) -> {
          Map<Integer, Integer> old = before.getOrDefault(place, Map.of());
          Map<Integer, Integer> beside = second.getOrDefault(place, Map.of());
          boolean isChanged = !from.equals(old);
          boolean isChangedBeside = !beside.equals(old);
          origins.put(
              place,
              union(
                  isChangedBeside && !isChanged ? skipping(other, from) : from,
                  isChanged && !isChangedBeside ? skipping(frame, beside) : beside));
        });
  }

  private static Map<Integer, Integer> skipping(int frame, Map<Integer, Integer> from) {
    Map<Integer, Integer> result = new LinkedHashMap<>(from);
    result.replaceAll((node, skipped) -> skipped == ALWAYS ? frame : skipped);
    return result;
  }

  private void simple(Stmt stmt) {
    Map<Integer, Integer> read = new LinkedHashMap<>();
    Walk.expressions(stmt).forEach(expr -> collect(expr, read));
    int node = nodes.applyAsInt(stmt);
    if (node >= 0) {
      read.forEach(
          (from, skipped) ->
              edges.merge(
                  List.of(from, node),
                  new Edge(from, node, isNextTrip, skipped),
                  (a, b) ->
                      new Edge(
                          from,
                          node,
                          a.isCarried(),
                          a.skipped() == b.skipped() ? a.skipped() : ALWAYS)));
    }
    Map<Integer, Integer> made = node >= 0 ? Map.of(node, ALWAYS) : read;
    Variable target = Walk.target(stmt);
    if (target != null) {
      origins.put(Expr.read(target), made);
    } else if (node >= 0 && stmt instanceof Stmt.Evaluate show) {
      List<Expr> arguments = Walk.parts(show.expression());
      Expr shown = arguments.get(arguments.size() - 1);
      origins.put(shown, made);
      if (shown instanceof Expr.Component) {
        parts.add(shown);
      }
    } else if (stmt instanceof Stmt.Store store) {
      Map<Integer, Integer> stored = new LinkedHashMap<>();
      collect(store.value(), stored);
      Walk.base(store.array()).forEach(array -> add(Expr.read(array), stored));
    } else {
      Walk.eachStored(stmt, array -> add(Expr.read(array), made));
    }
  }

  private void add(Expr place, Map<Integer, Integer> from) {
    origins.merge(place, from, DataFlow::union);
  }

  private void collect(Expr expr, Map<Integer, Integer> out) {
    collect(expr, true, out);
  }

  /**
   * @param isWhole whether all parts of a record are read, and not one of them
   */
  private void collect(Expr expr, boolean isWhole, Map<Integer, Integer> out) {
    Map<Integer, Integer> known = origins.get(expr);
    if (known != null) {
      known.forEach((node, skipped) -> put(out, node, skipped));
    } else if (!(expr instanceof Expr.Length)) {
      boolean isPart = expr instanceof Expr.Component;
      Walk.parts(expr).forEach(part -> collect(part, !isPart, out));
    }
    if (isWhole) {
      parts.stream().filter(part -> isIn(part, expr)).forEach(part -> collect(part, out));
    }
  }

  /** Whether a place is a part of another one. */
  private static boolean isIn(Expr place, Expr whole) {
    return place instanceof Expr.Component part
        && (part.record().equals(whole) || isIn(part.record(), whole));
  }

  private static Map<Integer, Integer> union(Map<Integer, Integer> a, Map<Integer, Integer> b) {
    Map<Integer, Integer> result = new LinkedHashMap<>(a);
    b.forEach((node, skipped) -> put(result, node, skipped));
    return result;
  }

  /** What comes by different ways may come in any case. */
  private static void put(Map<Integer, Integer> out, int node, int skipped) {
    out.merge(node, skipped, (one, other) -> one.equals(other) ? one : ALWAYS);
  }
}
