package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls the pullbacks of methods that are differentiated elsewhere.
 *
 * <pre>
 * y = f(x);   becomes   FPullback f = XGrad.fPullback(x);  y = f.value();
 * </pre>
 */
public final class UsePullbacks {
  private final Function function;
  private final Activity activity;
  private final RuleBook rules;
  private final Aliases aliases;

  /** Arrays that get new elements somewhere. */
  private final Set<Variable> written = new HashSet<>();

  private UsePullbacks(Function function, Activity activity, RuleBook rules) {
    this.function = function;
    this.activity = activity;
    this.rules = rules;
    this.aliases = Aliases.of(function.body());
    Walk.stored(function.body()).forEach(array -> written.add(aliases.root(array)));
  }

  public static Function in(
      Function function, List<Variable> inputs, RuleBook rules, Switches switches) {
    Activity activity = Activity.of(function, inputs, Aliases.of(function.body()), switches);
    return function.withBody(new UsePullbacks(function, activity, rules).use(function.body()));
  }

  private Block use(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Expr root = root(stmt);
      Expr value =
          root != null && (activity.isActive(stmt) || isHidden(root)) ? use(root, result) : null;
      result.add(
          value == null
              ? Walk.map(stmt, expr -> expr, this::use)
              : Walk.map(stmt, expr -> value, nested -> nested));
    }
    return new Block(result);
  }

  /** The value of a statement that gives one to a variable, or returns it. */
  private static @Nullable Expr root(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      return s.value();
    } else if (stmt instanceof Stmt.Assign s) {
      return s.value();
    } else if (stmt instanceof Stmt.Return s) {
      return s.value();
    }
    return null;
  }

  /** Whether a method can only be called through its pullback. */
  private boolean isHidden(Expr root) {
    return root instanceof Expr.Call call && rules.isHidden(call.callee());
  }

  private @Nullable Expr use(Expr value, List<Stmt> out) {
    if (!(value instanceof Expr.Call call) || call.callee().kind() != Callee.Kind.COMPANION) {
      return null;
    }
    CompanionRule rule = rules.findCompanion(call.callee());
    if (rule == null) {
      return null;
    }
    Variable pullback =
        function.variables().fresh(rule.method(), rule.pullback(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(pullback, create(rule, call), Position.NONE));
    List<Callee.Operand> operands = new ArrayList<>();
    operands.add(new Callee.Operand("pullback", rule.pullback()));
    operands.addAll(call.callee().operands());
    List<Expr> arguments = new ArrayList<>();
    arguments.add(Expr.read(pullback));
    arguments.addAll(call.arguments());
    Type result = call.type();
    Callee valueOf =
        new Callee(
            rule.pullback().name(),
            "value",
            false,
            operands,
            result.isFloating() ? Type.Primitive.DOUBLE : result,
            Callee.Kind.PULLBACK,
            true);
    rules.putCompanion(valueOf, rule);
    Expr read = new Expr.Call(valueOf, arguments, call.position());
    return result == Type.Primitive.FLOAT ? new Expr.Cast(read, result) : read;
  }

  private Expr create(CompanionRule rule, Expr.Call call) {
    List<Callee.Operand> operands =
        call.callee().operands().stream()
            .map(o -> new Callee.Operand(o.name(), o.type(), o.constant(), false))
            .toList();
    return new Expr.Call(
        new Callee(
            rule.companion(),
            rule.method() + "Pullback",
            true,
            operands,
            rule.pullback(),
            Callee.Kind.AUGMENTED),
        call.arguments().stream().map(this::unchanging).toList(),
        call.position());
  }

  /** A pullback holds on to its arguments, so it gets a copy of an array that is written here. */
  private Expr unchanging(Expr argument) {
    if (!(argument.type() instanceof Type.Array type)
        || Walk.base(argument).stream().noneMatch(base -> written.contains(aliases.root(base)))) {
      return argument;
    }
    return type.rank() == 1
        ? Exprs.invoke(argument, "clone", type)
        : Exprs.runtime("Adjoints", "copyOf", type, argument);
  }
}
