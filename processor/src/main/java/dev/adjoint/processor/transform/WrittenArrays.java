package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is done for parameters whose arrays are written: the caller finds them as Java would leave
 * them, whatever the backward sweep does, and no two of them are the same array.
 */
final class WrittenArrays {
  private final Adjoint adjoint;
  private final Set<Variable> assigned;

  /** The arrays of written parameters as given, and copies of what they held. */
  private final Map<Expr, Variable> kept = new LinkedHashMap<>();

  private final Map<Expr, Expr> given = new HashMap<>();
  private final Map<Variable, Variable> before = new LinkedHashMap<>();

  WrittenArrays(Adjoint adjoint) {
    this.adjoint = adjoint;
    this.assigned = Walk.assigned(adjoint.function().body());
    for (Variable parameter : written()) {
      before.put(parameter, fresh(parameter.name() + "Before", parameter.type()));
    }
  }

  /** An array that is written must be no other array of a parameter. */
  List<Stmt> checks() {
    return checks(adjoint.function(), adjoint.written());
  }

  /**
   * @param written the parameters whose arrays get new elements
   */
  static List<Stmt> checks(Function function, Set<Variable> written) {
    List<Expr> arrays = new ArrayList<>();
    function.parameters().forEach(p -> arrays.addAll(arrays(Expr.read(p))));
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < arrays.size(); i++) {
      Expr array = arrays.get(i);
      if (isWritten(array, written) && ((Type.Array) array.type()).rank() > 1) {
        result.add(requireDistinct(array));
      }
      for (Expr other : arrays.subList(i + 1, arrays.size())) {
        boolean isSameKind =
            ((Type.Array) array.type()).leaf().equals(((Type.Array) other.type()).leaf());
        if (isSameKind && (isWritten(array, written) || isWritten(other, written))) {
          result.add(requireDistinct(array, other));
        }
      }
    }
    return result;
  }

  private static boolean isWritten(Expr array, Set<Variable> written) {
    return Walk.base(array).stream().anyMatch(written::contains);
  }

  private static Stmt requireDistinct(Expr... arrays) {
    return new Stmt.Evaluate(
        Exprs.runtime("Adjoints", "requireDistinct", new Type.Nothing(), arrays), Position.NONE);
  }

  private List<Variable> written() {
    return adjoint.function().parameters().stream().filter(adjoint.written()::contains).toList();
  }

  /** The arrays that a parameter holds, itself or in a component. */
  private static List<Expr> arrays(Expr place) {
    List<Expr> result = new ArrayList<>();
    if (place.type() instanceof Type.Tree tree) {
      for (Type.Component component : tree.components()) {
        result.addAll(arrays(new Expr.Component(place, component.name(), component.type())));
      }
    } else if (place.type() instanceof Type.Array array && array.leaf() instanceof Type.Primitive) {
      result.add(place);
    }
    return result;
  }

  /** A parameter that gets another array still has to be found. */
  List<Stmt> nameGiven() {
    List<Stmt> result = new ArrayList<>();
    for (Variable parameter : restoredWritten()) {
      for (Expr array : arrays(Expr.read(parameter))) {
        given.put(array, array);
        if (assigned.contains(parameter)) {
          Variable name = fresh(parameter.name() + "Given", array.type());
          result.add(new Stmt.Declare(name, array, Position.NONE));
          given.put(array, Expr.read(name));
        }
      }
    }
    return result;
  }

  /** Written parameters whose elements the backward sweep may set back. */
  private List<Variable> restoredWritten() {
    Set<Variable> stored = Walk.stored(adjoint.backward());
    boolean isCertain = !adjoint.isRerun() || stored.stream().noneMatch(this::isPrimal);
    return isCertain ? List.of() : written();
  }

  private boolean isPrimal(Variable variable) {
    return !variable.isAdjoint() && variable.kind() != Variable.Kind.SHADOW;
  }

  /** Copies of the arrays after the forward sweep. */
  List<Stmt> keepAfter() {
    List<Stmt> result = new ArrayList<>();
    given.forEach(
        (array, place) -> {
          Variable copy = fresh("after", array.type());
          kept.put(array, copy);
          result.add(new Stmt.Declare(copy, copyOf(place), Position.NONE));
        });
    return result;
  }

  /** What the forward sweep left. */
  List<Stmt> putBack() {
    List<Stmt> result = new ArrayList<>();
    kept.forEach(
        (array, copy) ->
            result.add(
                new Stmt.Evaluate(
                    Exprs.runtime(
                        "Adjoints", "set", new Type.Nothing(), given.get(array), Expr.read(copy)),
                    Position.NONE)));
    return result;
  }

  /** Copies of what a pullback will start from. */
  List<Stmt> keepBefore() {
    List<Stmt> result = new ArrayList<>();
    before.forEach(
        (parameter, copy) ->
            result.add(new Stmt.Declare(copy, deepCopy(Expr.read(parameter)), Position.NONE)));
    return result;
  }

  /** Copies of what a pullback started from, to start from again. */
  List<Stmt> startAgain() {
    List<Stmt> result = new ArrayList<>();
    before.forEach(
        (parameter, copy) ->
            result.add(new Stmt.Declare(parameter, deepCopy(Expr.read(copy)), Position.NONE)));
    return result;
  }

  /** A value of a parameter that shares no array with it. */
  static Expr deepCopy(Expr value) {
    if (value.type() instanceof Type.Tree tree) {
      List<Expr> arguments = new ArrayList<>();
      for (Type.Component component : tree.components()) {
        arguments.add(deepCopy(new Expr.Component(value, component.name(), component.type())));
      }
      return new Expr.NewRecord(tree, arguments);
    }
    return value.type() instanceof Type.Array array && array.leaf() instanceof Type.Primitive
        ? copyOf(value)
        : value;
  }

  private static Expr copyOf(Expr array) {
    return ((Type.Array) array.type()).rank() == 1
        ? Exprs.invoke(array, "clone", array.type())
        : Exprs.runtime("Adjoints", "copyOf", array.type(), array);
  }

  private Variable fresh(String name, Type type) {
    return adjoint.function().variables().fresh(name, type, Variable.Kind.KEPT);
  }
}
