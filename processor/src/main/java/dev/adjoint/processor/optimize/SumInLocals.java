package dev.adjoint.processor.optimize;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums up in local variables what a loop adds to some elements of an adjoint, instead of writing to
 * memory in each trip.
 *
 * <pre>
 * for (j…) { xBar[i] += e; }   becomes   double sum = 0; for (j…) { sum += e; }
 *                                        if (sum != 0) { xBar[i] += sum; }
 * </pre>
 *
 * The element is only looked at if something is to be added: without a trip it may not be there.
 *
 * <p>What a loop in this one does with other arrays does not matter: each array less is a reference
 * less that HotSpot has to hold in a register for all the loop.
 */
public final class SumInLocals {
  private final Variables variables;
  private final Aliases aliases;

  private SumInLocals(Variables variables, Aliases aliases) {
    this.variables = variables;
    this.aliases = aliases;
  }

  public static Block in(Block block, Variables variables) {
    return new SumInLocals(variables, Aliases.of(block)).sum(block);
  }

  private Block sum(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, expr -> expr, this::sum);
      if (mapped instanceof Stmt.For loop) {
        sum(loop, result);
      } else {
        result.add(mapped);
      }
    }
    return new Block(result);
  }

  private void sum(Stmt.For loop, List<Stmt> out) {
    Set<Variable> changing = Walk.assigned(loop);
    Map<Variable, List<Expr>> summed = summed(loop, changing);
    Map<Expr, Variable> sums = new LinkedHashMap<>();
    List<Stmt> body = new ArrayList<>();
    List<Stmt> after = new ArrayList<>();
    for (Stmt stmt : loop.body().statements()) {
      Stmt.Store store = contribution(stmt, changing);
      if (store == null || !summed.containsKey(array(store))) {
        body.add(stmt);
        continue;
      }
      Expr.Binary value = (Expr.Binary) store.value();
      Variable sum = sums.get(store.target());
      if (sum == null) {
        String name = name(store, summed.get(array(store)).size());
        sum = variables.fresh(name, value.type(), Variable.Kind.ADJOINT);
        sums.put(store.target(), sum);
        String zero = value.type() == Type.Primitive.FLOAT ? "0f" : "0";
        out.add(new Stmt.Declare(sum, new Expr.Literal(zero, value.type()), Position.NONE));
        after.add(addIfThere(store, value, sum));
      }
      body.add(
          new Stmt.Assign(
              sum,
              new Expr.Binary(value.operator(), Expr.read(sum), value.right(), value.type()),
              store.position()));
    }
    out.add(
        new Stmt.For(
            loop.index(),
            loop.from(),
            loop.relation(),
            loop.bound(),
            loop.step(),
            new Block(body),
            loop.position()));
    out.addAll(after);
  }

  private static Stmt addIfThere(Stmt.Store store, Expr.Binary value, Variable sum) {
    Stmt add =
        new Stmt.Store(
            store.array(),
            store.index(),
            new Expr.Binary(Operator.PLUS, value.left(), Expr.read(sum), value.type()),
            Position.NONE);
    Expr isThere =
        Exprs.compare(Operator.NOT_EQUAL, Expr.read(sum), new Expr.Literal("0", value.type()));
    return new Stmt.If(isThere, new Block(List.of(add)), Block.EMPTY, Position.NONE);
  }

  /** The arrays that a loop only adds to, once or at places that are numbers; with the places. */
  private Map<Variable, List<Expr>> summed(Stmt.For loop, Set<Variable> changing) {
    Map<Variable, List<Expr>> places = new LinkedHashMap<>();
    for (Stmt stmt : loop.body().statements()) {
      Stmt.Store store = contribution(stmt, changing);
      if (store != null) {
        places.computeIfAbsent(array(store), array -> new ArrayList<>()).add(store.index());
      }
    }
    Map<Variable, Integer> mentions = mentions(loop.body());
    places
        .entrySet()
        .removeIf(
            entry ->
                mentions.getOrDefault(entry.getKey(), 0) != 2 * entry.getValue().size()
                    || (entry.getValue().size() > 1
                        && !entry.getValue().stream().allMatch(Expr.Literal.class::isInstance)));
    return places;
  }

  private static String name(Stmt.Store store, int places) {
    String name = array(store).name() + "Sum";
    return places > 1
            && store.index() instanceof Expr.Literal place
            && place.text().chars().allMatch(Character::isDigit)
        ? name + place.text()
        : name;
  }

  private static Variable array(Stmt.Store store) {
    return ((Expr.Read) store.array()).variable();
  }

  /** A statement that adds to the same element in each trip. */
  private Stmt.@Nullable Store contribution(Stmt stmt, Set<Variable> changing) {
    if (!(stmt instanceof Stmt.Store store)
        || !(store.array() instanceof Expr.Read array)
        || !array.variable().isAdjoint()
        || changing.contains(array.variable())
        || aliases.isDynamic(array.variable())
        || !aliases.root(array.variable()).equals(array.variable())
        || !(store.value() instanceof Expr.Binary value)
        || !value.type().isFloating()
        || (value.operator() != Operator.PLUS && value.operator() != Operator.MINUS)
        || !value.left().equals(store.target())
        || !isFixed(store.index(), changing)) {
      return null;
    }
    return store;
  }

  private static boolean isFixed(Expr index, Set<Variable> changing) {
    boolean[] fixed = {Walk.reads(index).stream().noneMatch(changing::contains)};
    Walk.each(
        index,
        part ->
            fixed[0] &=
                !(part instanceof Expr.Element)
                    && !(part instanceof Expr.Call call
                        && call.callee().kind() != Callee.Kind.SCALAR));
    return fixed[0];
  }

  /** How often each array, under any name, is read: twice by a contribution. */
  private Map<Variable, Integer> mentions(Block body) {
    Map<Variable, Integer> counts = new HashMap<>();
    Walk.eachExpression(
        body,
        expr -> {
          if (expr instanceof Expr.Read read) {
            counts.merge(aliases.root(read.variable()), 1, Integer::sum);
          }
        });
    return counts;
  }
}
