package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Changed;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: puts the tangent of each statement beside the statement itself, so that tangents
 * are computed, stored and shared exactly as the values are.
 *
 * <pre>
 * double y = Math.sin(x);   becomes   double y = Math.sin(x); double yDot = xDot * Math.cos(x);
 * s = s * y;                          sDot = sDot * y + s * yDot; s = s * y;
 * a[i] = s;                           aDot[i] = sDot; a[i] = s;
 * </pre>
 */
public final class ForwardMode {
  private final Function function;
  private final List<Variable> inputs;
  private final Variables variables;
  private final Aliases aliases;
  private final Activity activity;
  private final TangentVariables tangents;
  private final RuleBook rules;
  private final Findings findings;
  private final ExpressionTangent.Context context;

  private ForwardMode(
      Function function,
      List<Variable> inputs,
      RuleBook rules,
      Switches switches,
      Findings findings) {
    this.function = function;
    this.inputs = inputs;
    this.variables = function.variables();
    this.aliases = Aliases.of(function.body());
    this.activity = Activity.of(function, inputs, aliases, switches);
    this.tangents = new TangentVariables(variables);
    this.rules = rules;
    this.findings = findings;
    this.context =
        new ExpressionTangent.Context(
            function.name(),
            tangents,
            variables,
            activity,
            this::hasTangent,
            rules,
            findings,
            function.position());
  }

  /**
   * Differentiates a function whose calls are inlined and whose conditions are named.
   *
   * @param inputs the parameters to differentiate with respect to
   */
  public static Jvp of(
      Function function,
      List<Variable> inputs,
      RuleBook rules,
      Switches switches,
      Findings findings) {
    return new ForwardMode(function, inputs, rules, switches, findings).transform();
  }

  private Jvp transform() {
    List<Variable> parameters = new ArrayList<>(function.parameters());
    Set<Variable> written = WrittenParameters.of(function, aliases);
    List<Stmt> statements = new ArrayList<>(WrittenArrays.checks(function, written));
    for (Variable input : inputs) {
      Variable given = tangents.given(input);
      parameters.add(given);
      enter(input, given, written.contains(input), statements);
    }
    for (Variable parameter : function.parameters()) {
      if (hasTangent(parameter) && !inputs.contains(parameter)) {
        List<Stmt> before = new ArrayList<>();
        List<Stmt> declared = new ArrayList<>();
        put(parameter, null, Expr.read(parameter), true, before, declared, Position.NONE);
        statements.addAll(before);
        statements.addAll(declared);
      }
    }
    statements.addAll(block(function.body()).statements());
    return new Jvp(parameters, new Block(statements), written);
  }

  /**
   * The tangent of an input comes from the caller, whose arrays are only read: where the function
   * writes into an array of its caller, the tangent is written into a copy.
   */
  private void enter(Variable input, Variable given, boolean isWritten, List<Stmt> out) {
    Expr read = Expr.read(given);
    if (!(input.type() instanceof Type.Tree)) {
      if (isWritten) {
        out.add(new Stmt.Assign(given, WrittenArrays.deepCopy(read), Position.NONE));
      }
      return;
    }
    List<Expr> targets = TangentVariables.leaves(tangents.of(input), read, zeros(out));
    List<Expr> values = TangentVariables.leaves(TangentVariables.expand(read), read, zeros(out));
    for (int i = 0; i < targets.size(); i++) {
      Expr value = isWritten ? WrittenArrays.deepCopy(values.get(i)) : values.get(i);
      out.add(new Stmt.Declare(variable(targets.get(i)), value, Position.NONE));
    }
  }

  private ZeroTangents zeros(List<Stmt> out) {
    return new ZeroTangents(variables, out);
  }

  private static Variable variable(Expr read) {
    return ((Expr.Read) read).variable();
  }

  /** Whether a variable varies somewhere, or shares memory with one that does. */
  private boolean hasTangent(Variable variable) {
    Type type = variable.type();
    return (type.isDifferentiable() || Type.isDifferentiableStack(type))
        && activity.everVaries(variable);
  }

  private Block block(Block block) {
    List<Stmt> result = new ArrayList<>();
    int line = 0;
    for (Stmt stmt : block.statements()) {
      List<Stmt> both = new ArrayList<>();
      statement(stmt, both);
      Position position = stmt.position();
      if (both.size() > 1 && position.isKnown() && position.line() != line) {
        line = position.line();
        result.add(new Stmt.Comment("line " + line, position));
      }
      result.addAll(both);
    }
    return new Block(result);
  }

  private void statement(Stmt stmt, List<Stmt> out) {
    List<Stmt> tangent = new ArrayList<>();
    if (stmt instanceof Stmt.Declare s && s.value() == null) {
      out.add(s);
      if (hasTangent(s.variable())) {
        for (Expr leaf :
            TangentVariables.leaves(
                tangents.of(s.variable()), Expr.read(s.variable()), zeros(tangent))) {
          out.add(new Stmt.Declare(variable(leaf), null, s.position()));
        }
      }
    } else if (stmt instanceof Stmt.Declare s) {
      declare(s, out);
    } else if (stmt instanceof Stmt.Assign s) {
      assign(s, out);
    } else if (stmt instanceof Stmt.Store s) {
      store(s, out);
    } else if (stmt instanceof Stmt.Return s) {
      giveBack(s, out);
    } else if (Changed.isMadeBy(stmt)) {
      change((Stmt.Evaluate) stmt, Changed.by(stmt), out);
    } else {
      out.add(Walk.map(stmt, expr -> expr, this::block));
    }
  }

  private void declare(Stmt.Declare stmt, List<Stmt> out) {
    Variable target = stmt.variable();
    Expr value = stmt.value();
    Expr y = Expr.read(target);
    CallJvp.Result call = called(stmt, value, out);
    out.add(call == null ? stmt : new Stmt.Declare(target, call.value(), stmt.position()));
    if (hasTangent(target) && Exprs.isNull(value)) {
      for (Expr leaf : TangentVariables.leaves(tangents.of(target), y, zeros(out))) {
        out.add(new Stmt.Declare(variable(leaf), Defaults.of(leaf.type()), stmt.position()));
      }
    } else if (hasTangent(target)) {
      ExpressionTangent expression = new ExpressionTangent(context, stmt);
      AdjointNode known =
          call != null
              ? call.tangent()
              : matters(stmt, target, value) ? expression.of(value, y) : null;
      AdjointNode node = known == null ? zeroOfKept(value, y) : known;
      List<Stmt> before = expression.statements();
      List<Stmt> puts = new ArrayList<>();
      put(target, node, y, true, before, puts, stmt.position());
      before.addAll(puts);
      emit(stmt, before, out);
    }
  }

  /** The zero of what is restored, which may have been nothing when it was kept; null if not so. */
  private static @Nullable AdjointNode zeroOfKept(Expr value, Expr place) {
    boolean isKept = Walk.reads(value).stream().anyMatch(read -> read.kind() == Variable.Kind.KEPT);
    return isKept && place.type() instanceof Type.Whole
        ? new AdjointNode.Leaf(
            Exprs.choose(Zeros.isThere(place), Wholes.zero(place), Zeros.none(place.type())))
        : null;
  }

  /** What does not reach the result needs no tangent, unless others share its memory. */
  private boolean matters(Stmt stmt, Variable target, Expr value) {
    return target.type().holdsArrays() || activity.isActive(stmt) || isTaken(value);
  }

  /** Whether a value is taken from a stack, of which the tangent's has as many. */
  private static boolean isTaken(Expr value) {
    boolean[] found = new boolean[1];
    Walk.each(
        value,
        part ->
            found[0] |=
                part instanceof Expr.Call call
                    && call.callee().kind() == Callee.Kind.RUNTIME
                    && Type.isDifferentiableStack(call.arguments().get(0).type()));
    return found[0];
  }

  /** A call of a method that is differentiated elsewhere; null if a value is none. */
  private CallJvp.@Nullable Result called(Stmt stmt, @Nullable Expr value, List<Stmt> out) {
    if (!(value instanceof Expr.Call call) || rules.findDerived(call.callee()) == null) {
      return null;
    }
    ExpressionTangent expression = new ExpressionTangent(context, stmt);
    CallJvp.Result result =
        new CallJvp(function, rules, variables, findings)
            .of(call, expression, activity.isActive(stmt));
    out.addAll(expression.statements());
    return result;
  }

  private void assign(Stmt.Assign stmt, List<Stmt> out) {
    Variable target = stmt.variable();
    CallJvp.Result call = called(stmt, stmt.value(), out);
    Expr value = call == null ? stmt.value() : call.value();
    if (!hasTangent(target)) {
      out.add(new Stmt.Assign(target, value, stmt.position()));
      return;
    }
    if (Exprs.isNull(stmt.value())) {
      for (Expr leaf :
          TangentVariables.leaves(tangents.of(target), Expr.read(target), zeros(out))) {
        out.add(new Stmt.Assign(variable(leaf), Defaults.of(leaf.type()), stmt.position()));
      }
      out.add(stmt);
      return;
    }
    // The tangent reads what the target held before, and perhaps what it will hold.
    Variable next = variables.fresh(target.name() + "Next", target.type(), Variable.Kind.TEMPORARY);
    ExpressionTangent expression = new ExpressionTangent(context, stmt);
    AdjointNode known =
        call != null
            ? call.tangent()
            : matters(stmt, target, stmt.value()) ? expression.of(value, Expr.read(next)) : null;
    AdjointNode node = known == null ? zeroOfKept(stmt.value(), Expr.read(next)) : known;
    List<Stmt> before = expression.statements();
    List<Stmt> puts = new ArrayList<>();
    put(target, node, Expr.read(next), false, before, puts, stmt.position());
    before.addAll(puts);
    out.addAll(named(next, value, before, stmt));
    emit(stmt, before, out);
    Expr read = reads(before, next) ? Expr.read(next) : value;
    out.add(new Stmt.Assign(target, read, stmt.position()));
  }

  /** The declaration of the new value, if its tangent reads it. */
  private static List<Stmt> named(Variable next, Expr value, List<Stmt> readers, Stmt stmt) {
    return reads(readers, next)
        ? List.of(new Stmt.Declare(next, value, stmt.position()))
        : List.of();
  }

  private static boolean reads(List<Stmt> statements, Variable variable) {
    boolean[] found = new boolean[1];
    Walk.eachExpression(
        new Block(statements), expr -> found[0] |= expr.equals(Expr.read(variable)));
    return found[0];
  }

  private void store(Stmt.Store stmt, List<Stmt> out) {
    Expr value = stmt.value();
    Variable next = variables.fresh("element", stmt.target().type(), Variable.Kind.TEMPORARY);
    ExpressionTangent expression = new ExpressionTangent(context, stmt);
    AdjointNode arrays = expression.of(stmt.array(), null);
    if (arrays == null) {
      out.add(stmt);
      return;
    }
    Expr array = ((AdjointNode.Leaf) arrays).place();
    AdjointNode node = expression.of(value, Expr.read(next));
    Expr like = Exprs.isNull(value) ? value : Expr.read(next);
    Expr tangent = TangentVariables.whole(node, like, expression.zeros());
    List<Stmt> before = expression.statements();
    before.add(new Stmt.Store(array, stmt.index(), tangent, stmt.position()));
    out.addAll(named(next, value, before, stmt));
    emit(stmt, before, out);
    Expr read = reads(before, next) ? Expr.read(next) : value;
    out.add(new Stmt.Store(stmt.array(), stmt.index(), read, stmt.position()));
  }

  /** What is added to an array, or put on a stack, has a tangent that goes to the tangent's. */
  private void change(Stmt.Evaluate stmt, Changed changed, List<Stmt> out) {
    ExpressionTangent expression = new ExpressionTangent(context, stmt);
    AdjointNode target = expression.of(changed.target(), null);
    if (target != null) {
      Expr.Call call = (Expr.Call) stmt.expression();
      List<Expr> arguments = new ArrayList<>();
      arguments.add(((AdjointNode.Leaf) target).place());
      boolean isSum = !call.callee().name().equals("push") && !call.callee().name().equals("set");
      if (isSum && changed.values().stream().noneMatch(expression::isVarying)) {
        out.add(stmt);
        return;
      }
      for (Expr value : changed.values()) {
        arguments.add(expression.whole(value, value.type()));
      }
      List<Stmt> before = expression.statements();
      before.add(
          new Stmt.Evaluate(
              new Expr.Call(call.callee(), arguments, call.position()), stmt.position()));
      emit(stmt, before, out);
    }
    out.add(stmt);
  }

  private void giveBack(Stmt.Return stmt, List<Stmt> out) {
    if (isGradient(function.result())) {
      giveBackGradient(stmt, (Expr.NewRecord) stmt.value(), out);
      return;
    }
    Type type = function.result();
    Variable value = variables.fresh("value", type, Variable.Kind.RESULT);
    CallJvp.Result call = called(stmt, stmt.value(), out);
    Expr result = call == null ? stmt.value() : call.value();
    out.add(new Stmt.Declare(value, result, stmt.position()));
    ExpressionTangent expression = new ExpressionTangent(context, stmt);
    AdjointNode node =
        call == null ? expression.of(stmt.value(), Expr.read(value)) : call.tangent();
    Expr tangent = TangentVariables.whole(node, Expr.read(value), expression.zeros());
    if (!tangent.type().equals(type)) {
      tangent = new Expr.Cast(tangent, type);
    }
    Variable dot = variables.fresh("valueDot", type, Variable.Kind.TEMPORARY);
    List<Stmt> before = expression.statements();
    before.add(new Stmt.Declare(dot, tangent, stmt.position()));
    emit(stmt, before, out);
    out.add(
        new Stmt.Return(
            new Expr.NewRecord(
                Derived.withTangent(type), List.of(Expr.read(value), Expr.read(dot))),
            Position.NONE));
  }

  private static boolean isGradient(Type type) {
    return type instanceof Type.Tree tree && tree.name().equals(Derived.GRADIENT);
  }

  /** A value with its gradient, and the tangents of both. */
  private void giveBackGradient(Stmt.Return stmt, Expr.NewRecord result, List<Stmt> out) {
    ExpressionTangent expression = new ExpressionTangent(context, stmt);
    Expr value = result.arguments().get(0);
    Expr gradient = result.arguments().get(1);
    Expr tangent = expression.whole(value, value.type());
    Expr product = expression.whole(gradient, gradient.type());
    emit(stmt, expression.statements(), out);
    Type type = Derived.withTangents((Type.Tree) function.result());
    out.add(
        new Stmt.Return(
            new Expr.NewRecord(type, List.of(value, tangent, gradient, product)), Position.NONE));
  }

  /**
   * Gives a variable its tangent, all parts at once.
   *
   * @param node null, as is any part of it, if it is zero
   * @param place the value whose tangent it is, or what will be it
   * @param before receives what has to run first
   */
  private void put(
      Variable target,
      @Nullable AdjointNode node,
      Expr place,
      boolean declares,
      List<Stmt> before,
      List<Stmt> out,
      Position position) {
    List<Expr> targets = TangentVariables.leaves(tangents.of(target), place, zeros(before));
    List<Expr> values = TangentVariables.leaves(node, place, zeros(before));
    Set<Variable> own = new HashSet<>();
    targets.forEach(leaf -> own.add(variable(leaf)));
    for (int i = 0; i < targets.size(); i++) {
      Variable leaf = variable(targets.get(i));
      Expr value = values.get(i);
      boolean readsOthers =
          !declares && Walk.reads(value).stream().anyMatch(v -> own.contains(v) && !v.equals(leaf));
      if (readsOthers) {
        Variable moved = variables.fresh(leaf.name(), leaf.type(), Variable.Kind.TEMPORARY);
        before.add(new Stmt.Declare(moved, value, position));
        value = Expr.read(moved);
      }
      out.add(
          declares
              ? new Stmt.Declare(leaf, value, position)
              : new Stmt.Assign(leaf, value, position));
    }
  }

  /** Adds the tangent of a statement, at its position. */
  private static void emit(Stmt stmt, List<Stmt> tangent, List<Stmt> out) {
    tangent.forEach(part -> out.add(Walk.at(stmt.position(), part)));
  }
}
