package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Stmt;
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
 * Answers where it can be told whether an adjoint is null, its zero while its structure is not
 * known.
 *
 * <pre>
 * Layer bar = null; bar = bar != null ? TREE.plus(bar, t) : t;   becomes   Layer bar = null; bar = t;
 * </pre>
 */
final class RemoveNullTests {
  /**
   * What is known at a point of the program.
   *
   * @param elements whether the elements that the trips of the loops around have for themselves are
   *     there
   * @param empty arrays that are full of nulls
   * @param filled arrays that have none
   */
  private record Known(
      Set<Variable> there,
      Set<Variable> none,
      Map<Expr, Boolean> elements,
      Set<Variable> empty,
      Set<Variable> filled) {
    Known() {
      this(new HashSet<>(), new HashSet<>(), new HashMap<>(), new HashSet<>(), new HashSet<>());
    }

    Known copy() {
      return new Known(
          new HashSet<>(there),
          new HashSet<>(none),
          new HashMap<>(elements),
          new HashSet<>(empty),
          new HashSet<>(filled));
    }

    void keepCommon(Known other) {
      there.retainAll(other.there);
      none.retainAll(other.none);
      elements.entrySet().retainAll(other.elements.entrySet());
      empty.retainAll(other.empty);
      filled.retainAll(other.filled);
    }

    void forget(Set<Variable> variables) {
      there.removeAll(variables);
      none.removeAll(variables);
      // Another index is another element.
      elements
          .keySet()
          .removeIf(element -> Walk.reads(element).stream().anyMatch(variables::contains));
    }

    /** Forgets what a block may change. */
    void forgetAll(Block block) {
      forget(Walk.assigned(block));
      forgetElements(Walk.stored(block));
    }

    void forgetElements(Set<Variable> arrays) {
      elements.keySet().removeIf(element -> arrays.containsAll(Walk.base(element)));
      empty.removeAll(arrays);
      filled.removeAll(arrays);
    }

    boolean isThere(Expr place) {
      return place instanceof Expr.Read read
          ? there.contains(read.variable())
          : elements.getOrDefault(place, false);
    }

    boolean isNone(Expr place) {
      return place instanceof Expr.Read read
          ? none.contains(read.variable())
          : !elements.getOrDefault(place, true);
    }

    void add(Expr place, boolean isThere) {
      if (place instanceof Expr.Read read) {
        (isThere ? there : none).add(read.variable());
      } else {
        elements.put(place, isThere);
      }
    }
  }

  /** Variables that are declared here; what comes from elsewhere is never null. */
  private final Set<Variable> own;

  /** Arrays of vectors as an operation has made them, which has no zero of unknown structure. */
  private final Set<Variable> full;

  private final NullableArrays arrays;

  private RemoveNullTests(Block block) {
    own = Walk.assigned(block);
    full = full(block);
    arrays = new NullableArrays(block);
  }

  static Block in(Block block) {
    boolean[] found = new boolean[1];
    Walk.eachExpression(
        block, expr -> found[0] |= expr instanceof Expr.Binary test && Exprs.isNull(test.right()));
    return found[0] ? new RemoveNullTests(block).remove(block, new Known()) : block;
  }

  private static Set<Variable> full(Block block) {
    Set<Variable> result = new HashSet<>();
    Set<Variable> written = new HashSet<>();
    Walk.eachStatement(
        block,
        stmt -> {
          Variable target = Walk.target(stmt);
          boolean isFirst = target == null || written.add(target);
          if (stmt instanceof Stmt.Declare s
              && isFirst
              && s.value() != null
              && Holders.makesVectors(s.value())) {
            result.add(target);
          } else {
            result.remove(target);
          }
        });
    result.removeAll(Walk.stored(block));
    return result;
  }

  /** The variable, or the element, of {@code v != null}; null for any other expression. */
  private @Nullable Expr tested(Expr expr) {
    Expr place = Exprs.testedForNull(expr);
    return place != null && (isAdjoint(place) || arrays.isElement(place)) ? place : null;
  }

  private static boolean isAdjoint(Expr expr) {
    return expr instanceof Expr.Read read
        && (read.variable().isAdjoint() || read.variable().isTemporary());
  }

  /** Moves what is known over a block, in place. */
  private Block remove(Block block, Known known) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.If branch) {
        branch(branch, known, result);
      } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
        Known trip = enter(stmt, known);
        result.add(Walk.map(stmt, e -> simplify(e, known), body -> remove(body, trip)));
        leave(stmt, trip, known);
      } else {
        Stmt simple = Walk.map(stmt, e -> simplify(e, known), nested -> nested);
        result.add(simple);
        if (simple instanceof Stmt.Declare s && s.value() != null) {
          learn(s.variable(), s.value(), known);
        } else if (simple instanceof Stmt.Assign s) {
          learn(s.variable(), s.value(), known);
        } else if (simple instanceof Stmt.Store s && arrays.isStore(s)) {
          learnElement(s, known);
        } else {
          Walk.blocks(simple).forEach(known::forgetAll);
        }
      }
    }
    return block.with(result);
  }

  /**
   * Leaves what is known before and after each trip of a loop.
   *
   * @return what is known at the start of each trip
   */
  private Known enter(Stmt loop, Known known) {
    Map<Expr, Boolean> elements = new HashMap<>();
    for (Variable array : arrays.ofTrips(loop)) {
      Expr element = new Expr.Element(Expr.read(array), Expr.read(((Stmt.For) loop).index()));
      if (known.empty().contains(array) || known.filled().contains(array)) {
        elements.put(element, known.filled().contains(array));
      }
    }
    Set<Variable> there = new HashSet<>(known.there());
    known.forgetAll(new Block(List.of(loop)));
    there.removeAll(known.there());
    // What a trip that starts with it ends with, all trips start with.
    int before;
    do {
      before = there.size();
      Known trip = known.copy();
      trip.elements().putAll(elements);
      trip.there().addAll(there);
      Walk.blocks(loop).forEach(body -> remove(body, trip));
      there.retainAll(trip.there());
    } while (there.size() < before);
    known.there().addAll(there);
    Known trip = known.copy();
    trip.elements().putAll(elements);
    return trip;
  }

  /** Notes which arrays a loop has filled, of which this is known at the end of each trip. */
  private void leave(Stmt stmt, Known trip, Known known) {
    for (Variable array : arrays.ofTrips(stmt)) {
      Stmt.For loop = (Stmt.For) stmt;
      Expr element = new Expr.Element(Expr.read(array), Expr.read(loop.index()));
      if (trip.isThere(element) && arrays.isForEach(loop, array)) {
        known.filled().add(array);
      }
    }
  }

  private void branch(Stmt.If stmt, Known known, List<Stmt> out) {
    Expr tested = tested(stmt.condition());
    if (tested != null && known.isThere(tested)) {
      addAt(stmt, remove(stmt.then(), known), out);
      return;
    } else if (tested != null && known.isNone(tested)) {
      addAt(stmt, remove(stmt.otherwise(), known), out);
      return;
    }
    Expr condition = simplify(stmt.condition(), known);
    Known otherwise = known.copy();
    if (tested != null) {
      known.add(tested, true);
      otherwise.add(tested, false);
    }
    Block then = remove(stmt.then(), known);
    Block rest = remove(stmt.otherwise(), otherwise);
    known.keepCommon(otherwise);
    boolean isSame =
        condition == stmt.condition() && then == stmt.then() && rest == stmt.otherwise();
    out.add(isSame ? stmt : new Stmt.If(condition, then, rest, stmt.position()));
  }

  /** Adds statements of a branch, which come from where the branch does. */
  private static void addAt(Stmt branch, Block block, List<Stmt> out) {
    for (Stmt stmt : block.statements()) {
      out.add(stmt.position().isKnown() ? stmt : Walk.at(branch.position(), stmt));
    }
  }

  private void learn(Variable variable, Expr value, Known known) {
    known.forget(Set.of(variable));
    if (arrays.contains(variable)) {
      known.forgetElements(Set.of(variable));
      known.empty().add(variable);
    } else if (isNone(value, known)) {
      known.none().add(variable);
    } else if (isThere(value, known)) {
      known.there().add(variable);
    }
  }

  private void learnElement(Stmt.Store store, Known known) {
    boolean isThere = isThere(store.value(), known);
    boolean isNone = isNone(store.value(), known);
    Variable array = ((Expr.Read) store.array()).variable();
    boolean isFilled = known.filled().contains(array) && isThere;
    boolean isEmpty = known.empty().contains(array) && isNone;
    known.forgetElements(Set.of(array));
    if (isFilled) {
      known.filled().add(array);
    } else if (isEmpty) {
      known.empty().add(array);
    }
    if (arrays.isElement(store.target()) && (isThere || isNone)) {
      known.elements().put(store.target(), isThere);
    }
  }

  private static boolean isNone(Expr value, Known known) {
    return Exprs.isNull(value) || known.isNone(value);
  }

  private boolean isThere(Expr value, Known known) {
    if (value instanceof Expr.Read read) {
      return known.there().contains(read.variable()) || !own.contains(read.variable());
    } else if (value instanceof Expr.Cast cast) {
      return isThere(cast.operand(), known);
    } else if (value instanceof Expr.Conditional choice) {
      Expr tested = tested(choice.condition());
      Known then = known;
      if (tested != null) {
        then = known.copy();
        then.add(tested, true);
      }
      return isThere(choice.then(), then) && isThere(choice.otherwise(), known);
    } else if (value instanceof Expr.Call call) {
      return call.callee().makesValue();
    }
    return value instanceof Expr.NewRecord
        || value instanceof Expr.Component
        || known.isThere(value)
        || (value instanceof Expr.Element element
            && element.array() instanceof Expr.Read array
            && full.contains(array.variable()));
  }

  private Expr simplify(Expr expr, Known known) {
    if (expr instanceof Expr.Conditional choice) {
      Expr tested = tested(choice.condition());
      if (tested != null && known.isThere(tested)) {
        return simplify(choice.then(), known);
      } else if (tested != null && known.isNone(tested)) {
        return simplify(choice.otherwise(), known);
      }
    }
    return Walk.mapParts(expr, part -> simplify(part, known));
  }
}
