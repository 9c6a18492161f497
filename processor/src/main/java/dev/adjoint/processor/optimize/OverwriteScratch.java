package dev.adjoint.processor.optimize;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.ArrayLengths;
import dev.adjoint.processor.analysis.ScratchArrays;
import dev.adjoint.processor.ir.ArrayUses;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets what each run of a block first adds to an array of adjoints overwrite it, if the run clears
 * the array at its end for the next one; then nothing has to be cleared.
 *
 * <pre>
 * for (j…d) yBar[j] += e;  …  for (j…d) yBar[j] = 0;   becomes   for (j…d) yBar[j] = e;  …
 * </pre>
 */
final class OverwriteScratch {
  private final Block whole;

  /** How often each array of adjoints is stored to. */
  private final Map<Variable, Integer> stores = new HashMap<>();

  /** Arrays that occur in any other way than by their elements and their lengths. */
  private final Set<Variable> others = new HashSet<>();

  /** How often each array of adjoints is named by its elements. */
  private final Map<Variable, Integer> mentions = new HashMap<>();

  /** Arrays that are zero when they are made, and stay the same arrays. */
  private final Set<Variable> made = new HashSet<>();

  private @Nullable ArrayLengths lengths;

  private OverwriteScratch(Block whole) {
    this.whole = whole;
    Set<Variable> assigned = new HashSet<>();
    Walk.eachStatement(
        whole,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.value() instanceof Expr.NewArray) {
            made.add(s.variable());
          } else if (stmt instanceof Stmt.Assign s) {
            assigned.add(s.variable());
          } else if (stmt instanceof Stmt.Store s && s.array() instanceof Expr.Read array) {
            stores.merge(array.variable(), 1, Integer::sum);
          }
        });
    made.removeAll(assigned);
    ArrayUses.each(whole, (array, element) -> mentions.merge(array, 1, Integer::sum), others::add);
  }

  static Block in(Block block) {
    return Walk.anyStatement(block, stmt -> cleared(stmt) != null)
        ? new OverwriteScratch(block).rewrite(block)
        : block;
  }

  private Block rewrite(Block block) {
    List<Stmt> statements = new ArrayList<>();
    block.statements().forEach(stmt -> statements.add(Walk.map(stmt, e -> e, this::rewrite)));
    for (int last = statements.size() - 1; last > 0; last--) {
      if (statements.get(last) instanceof Stmt.For clearing) {
        for (Stmt stmt : clearing.body().statements()) {
          Variable array = cleared(stmt);
          if (array != null && stores.get(array) == 2 && !others.contains(array)) {
            overwrite(statements, last, (Stmt.Store) stmt, array);
          }
        }
      }
    }
    return block.with(statements);
  }

  /** The array of adjoints of which a statement clears an element; null if it does not. */
  private static @Nullable Variable cleared(Stmt stmt) {
    return stmt instanceof Stmt.Store s
            && s.array() instanceof Expr.Read read
            && read.variable().isAdjoint()
            && read.variable().type() instanceof Type.Array array
            && array.element() instanceof Type.Primitive
            && s.value() instanceof Expr.Literal literal
            && literal.text().matches("0f?")
        ? read.variable()
        : null;
  }

  private void overwrite(List<Stmt> statements, int last, Stmt.Store clear, Variable array) {
    for (int first = 0; first < last; first++) {
      if (!(statements.get(first) instanceof Stmt.For adding)) {
        continue;
      }
      Stmt.Store addition = addition(adding, array);
      if (addition == null) {
        continue;
      }
      Stmt.For clearing = (Stmt.For) statements.get(last);
      List<Stmt> result = new ArrayList<>(statements);
      result.set(first, replace(adding, addition, written(addition)));
      result.set(last, replace(clearing, clear, null));
      Block block = new Block(result);
      Map<Variable, Integer> within = new HashMap<>();
      count(block, within);
      boolean isAlone =
          within.get(array) == mentions.get(array) - 2 // the sum's own term, and the clearing
              && first(result, array) == first
              && made.contains(array)
              && isUnreadOnceCleared(statements, last, clear, array);
      if (isAlone
          && haveSameTrips(adding, addition.index(), clearing, clear.index())
          && isSteady(adding, addition.index(), statements.subList(first, last + 1))
          && isRewritten(block, array)) {
        statements.set(first, result.get(first));
        statements.set(last, result.get(last));
      }
      return;
    }
  }

  /** Whether nothing reads what a trip of the clearing loop has cleared. */
  private static boolean isUnreadOnceCleared(
      List<Stmt> statements, int last, Stmt.Store clear, Variable array) {
    List<Stmt> after = new ArrayList<>(statements.subList(last + 1, statements.size()));
    List<Stmt> body = ((Stmt.For) statements.get(last)).body().statements();
    int at = body.indexOf(clear);
    after.addAll(body.subList(at + 1, body.size()));
    boolean[] unread = {first(after, array) < 0};
    for (Stmt stmt : body.subList(0, at)) {
      Walk.eachStatement(
          stmt,
          part ->
              Walk.expressions(part)
                  .forEach(
                      whole ->
                          Walk.each(
                              whole,
                              expr ->
                                  unread[0] &=
                                      !(expr instanceof Expr.Element element)
                                          || !element.array().equals(clear.array())
                                          || element.equals(clear.target()))));
    }
    return unread[0];
  }

  /** What adds to an element in each trip of a loop that does not name the array otherwise. */
  private static Stmt.@Nullable Store addition(Stmt.For loop, Variable array) {
    Stmt.Store found = null;
    for (Stmt stmt : loop.body().statements()) {
      if (stmt instanceof Stmt.Store s
          && s.array().equals(Expr.read(array))
          && s.value() instanceof Expr.Binary sum
          && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)
          && sum.left().equals(s.target())) {
        found = s;
      }
    }
    Map<Variable, Integer> mentions = new HashMap<>();
    count(loop.body(), mentions);
    return found != null && mentions.get(array) == 2 ? found : null;
  }

  private static Stmt.Store written(Stmt.Store addition) {
    Expr.Binary sum = (Expr.Binary) addition.value();
    Expr value = sum.operator() == Operator.PLUS ? sum.right() : Exprs.negate(sum.right());
    return new Stmt.Store(addition.array(), addition.index(), value, addition.position());
  }

  private static Stmt replace(Stmt.For loop, Stmt old, @Nullable Stmt by) {
    List<Stmt> statements = new ArrayList<>();
    for (Stmt stmt : loop.body().statements()) {
      if (stmt != old) {
        statements.add(stmt);
      } else if (by != null) {
        statements.add(by);
      }
    }
    return Walk.map(loop, expr -> expr, body -> body.with(statements));
  }

  private static int first(List<Stmt> statements, Variable array) {
    for (int i = 0; i < statements.size(); i++) {
      Map<Variable, Integer> mentions = new HashMap<>();
      count(new Block(List.of(statements.get(i))), mentions);
      if (mentions.containsKey(array)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether two loops touch the same elements. */
  private boolean haveSameTrips(Stmt.For a, Expr index, Stmt.For b, Expr other) {
    Stmt.For first = a.upwards();
    Stmt.For second = b.upwards();
    Expr same =
        Walk.substitute(other, v -> Expr.read(v.equals(second.index()) ? first.index() : v));
    return same.equals(index)
        && first.step() == second.step()
        && first.relation() == second.relation()
        && lengths().resolve(first.from()).equals(lengths().resolve(second.from()))
        && lengths().resolve(first.bound()).equals(lengths().resolve(second.bound()));
  }

  /** Whether the elements that a loop touches are the same ones wherever it stands. */
  private static boolean isSteady(Stmt.For loop, Expr index, List<Stmt> statements) {
    Set<Variable> changing = Walk.assigned(new Block(statements));
    changing.remove(loop.index());
    boolean[] steady = {true};
    for (Expr expr : List.of(index, loop.from(), loop.bound())) {
      Walk.each(expr, part -> steady[0] &= !(part instanceof Expr.Element));
      steady[0] &= Walk.reads(expr).stream().noneMatch(changing::contains);
    }
    return steady[0];
  }

  private boolean isRewritten(Block block, Variable array) {
    return ScratchArrays.areRewritten(
        lengths().resolve(block), Set.of(array), lengths(), Aliases.of(Block.EMPTY));
  }

  private ArrayLengths lengths() {
    if (lengths == null) {
      lengths = new ArrayLengths(whole);
    }
    return lengths;
  }

  /** Counts by name what is read and stored by index. */
  private static void count(Block block, Map<Variable, Integer> out) {
    ArrayUses.each(block, (array, element) -> out.merge(array, 1, Integer::sum), array -> {});
  }
}
