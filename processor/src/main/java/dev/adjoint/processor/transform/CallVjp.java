package dev.adjoint.processor.transform;

import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The vector-Jacobian product of a derivative, by one more derivative in forward mode.
 *
 * <p>Let {@code F(x, s) = <s, f(x)>}, so that {@code f} and the vector-Jacobian product are its
 * gradient. Second derivatives do not depend on the order, so the adjoint of a gradient along which
 * something flows back is the derivative of the gradient along the adjoint itself:
 *
 * <pre>
 * g = XGrad.f(x).gradient()     xBar += the derivative of f's gradient along gBar
 * </pre>
 *
 * <p>For what has been differentiated {@code k} times in forward mode, along tangents with numbers
 * 1 to {@code k}: with a value for each set {@code S} of these numbers, the adjoint of the part
 * {@code S} is the tangent of the complement of {@code S}, and what comes out as the part of the
 * complement of {@code S} is the adjoint of the argument that belongs to {@code S}.
 */
final class CallVjp {
  private final Derived derived;
  private final RuleBook rules;
  private final Variables variables;
  private final List<Stmt> out;
  private final BiConsumer<Message, Mode> missing;

  /**
   * @param out receives the calls
   * @param missing is told what message a derivative deserves that there is not, and the mode
   */
  CallVjp(
      Derived derived,
      RuleBook rules,
      Variables variables,
      List<Stmt> out,
      BiConsumer<Message, Mode> missing) {
    this.derived = derived;
    this.rules = rules;
    this.variables = variables;
    this.out = out;
    this.missing = missing;
  }

  /**
   * The adjoints of arguments.
   *
   * @param bar the adjoint of the call's result
   * @param active the arguments whose adjoints are wanted
   */
  Map<Integer, Expr> of(Expr.Call call, Expr bar, List<Integer> active) {
    Map<Integer, Expr> result = new LinkedHashMap<>();
    List<Place> places = places(derived);
    boolean isSeed = active.stream().anyMatch(i -> places.get(i).isSeed());
    boolean isOther = active.stream().anyMatch(i -> !places.get(i).isSeed());
    Variable gradients = isOther ? gradients(call, bar) : null;
    Variable values = isSeed ? values(call, bar) : null;
    int all = (1 << derived.order()) - 1;
    for (int i : active) {
      Place place = places.get(i);
      Variable made = place.isSeed() ? values : gradients;
      if (made != null) {
        Derived by = place.isSeed() ? valuesOf() : gradientsOf();
        int part = all & ~place.set() | (by.order() > derived.order() ? all + 1 : 0);
        Expr whole = part(by, Expr.read(made), part);
        result.put(i, place.isSeed() ? whole : component(whole, place.operand()));
      }
    }
    return result;
  }

  /** What gives the adjoints of all but seeds. */
  private Derived gradientsOf() {
    Derived vjp = derived.of(Derived.Kind.VJP);
    return derived.kind() == Derived.Kind.VALUE ? vjp : vjp.next();
  }

  /** What gives the adjoints of seeds. */
  private Derived valuesOf() {
    return derived.of(Derived.Kind.VALUE).next();
  }

  private @Nullable Variable gradients(Expr.Call call, Expr bar) {
    Map<Key, Expr> arguments = arguments(call);
    int all = (1 << derived.order()) - 1;
    for (int set = 0; set <= all; set++) {
      int mirrored = all & ~set;
      switch (derived.kind()) {
        case VALUE ->
            arguments.put(
                new Key(Place.SEED, set),
                Exprs.as(derived.base().result(), part(derived, bar, mirrored)));
        case GRADIENT -> {
          arguments.put(new Key(Place.SEED, set), number(set == 0 ? 1.0 : 0.0));
          Expr value = part(derived, bar, mirrored, "value");
          arguments.put(
              new Key(Place.SEED, set | all + 1), Exprs.as(derived.base().result(), value));
          addTangents(arguments, set | all + 1, part(derived, bar, mirrored, "gradient"));
        }
        case VJP -> {
          addTangents(arguments, set | all + 1, part(derived, bar, mirrored));
          Expr seed = arguments.get(new Key(Place.SEED, set));
          arguments.put(new Key(Place.SEED, set | all + 1), zero(seed));
        }
      }
    }
    return call(gradientsOf(), arguments, call.position());
  }

  private @Nullable Variable values(Expr.Call call, Expr bar) {
    Map<Key, Expr> arguments = arguments(call);
    int all = (1 << derived.order()) - 1;
    for (int set = 0; set <= all; set++) {
      addTangents(arguments, set | all + 1, part(derived, bar, all & ~set));
    }
    return call(valuesOf(), arguments, call.position());
  }

  private Expr number(double value) {
    return Expr.Literal.of(value, derived.base().result());
  }

  private Expr zero(Expr like) {
    return new ZeroTangents(variables, out).of(like);
  }

  /** The inputs get parts of a gradient as tangents. */
  private void addTangents(Map<Key, Expr> arguments, int set, Expr gradient) {
    for (int i = 0; i < derived.base().operands().size(); i++) {
      if (derived.rule().inputs().contains(derived.base().operands().get(i).name())) {
        arguments.put(new Key(i, set), component(gradient, i));
      }
    }
  }

  private Expr component(Expr gradient, int operand) {
    if (derived.rule().components().isEmpty()) {
      return gradient;
    }
    String name = derived.base().operands().get(operand).name();
    Type.Component component =
        derived.rule().components().get(derived.rule().inputs().indexOf(name));
    return ExpressionAdjoint.part(gradient, component);
  }

  /** What the call was given, by what it belongs to. */
  private Map<Key, Expr> arguments(Expr.Call call) {
    Map<Key, Expr> result = new HashMap<>();
    List<Place> places = places(derived);
    for (int i = 0; i < call.arguments().size(); i++) {
      Place place = places.get(i);
      result.put(new Key(place.operand(), place.set()), call.arguments().get(i));
    }
    return result;
  }

  /** Emits a call; null if there is nothing to be called. */
  private @Nullable Variable call(Derived by, Map<Key, Expr> arguments, Position position) {
    Callee callee = rules.derived(by);
    if (callee == null) {
      missing.accept(by.isFirst() ? Message.NO_MODE : Message.TOO_HIGH, by.mode());
      return null;
    }
    List<Expr> given = new ArrayList<>();
    for (Place place : places(by)) {
      given.add(arguments.get(new Key(place.operand(), place.set())));
    }
    Variable result = variables.fresh(by.rule().method(), by.result(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(result, new Expr.Call(callee, given, position), position));
    return result;
  }

  /** A value of an operand of the method, or of the seed, for a set of numbers of tangents. */
  private record Key(int operand, int set) {}

  /**
   * What a parameter of a derivative is.
   *
   * @param operand the operand of the method that it is a tangent of
   * @param set the numbers of the tangents that it belongs to, as bits
   */
  private record Place(int operand, int set) {
    /** The seed, as if it were an operand. */
    static final int SEED = -1;

    boolean isSeed() {
      return operand == SEED;
    }
  }

  private static List<Place> places(Derived of) {
    List<Place> result = new ArrayList<>();
    if (of.order() == 0) {
      for (int i = 0; i < of.operands().size(); i++) {
        result.add(new Place(i < of.base().operands().size() ? i : Place.SEED, 0));
      }
      return result;
    }
    List<Place> before = places(of.previous());
    result.addAll(before);
    for (int input : of.previous().inputs()) {
      Place place = before.get(input);
      result.add(new Place(place.operand(), place.set() | 1 << (of.order() - 1)));
    }
    return result;
  }

  private static Expr part(Derived of, Expr result, int set) {
    return part(of, result, set, "gradient");
  }

  /**
   * The part of a result that belongs to a set of tangents.
   *
   * @param what of a value with its gradient which of both
   */
  private static Expr part(Derived of, Expr result, int set, String what) {
    boolean isGradient = of.kind() == Derived.Kind.GRADIENT;
    if (of.order() == 0) {
      return isGradient ? component(result, what) : result;
    }
    boolean isIn = (set & 1 << (of.order() - 1)) != 0;
    if (of.order() == 1 && isGradient) {
      boolean isValue = what.equals("value");
      return component(result, isIn ? (isValue ? "tangent" : "hvp") : what);
    }
    return part(of.previous(), component(result, isIn ? "tangent" : "value"), set, what);
  }

  private static Expr component(Expr record, String name) {
    Type.Component component =
        ((Type.Tree) record.type())
            .components().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    return ExpressionAdjoint.part(record, component);
  }
}
