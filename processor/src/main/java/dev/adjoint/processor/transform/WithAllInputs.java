package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes derivatives by all parameters where a derivative by some is differentiated by others, and
 * picks out those that were asked for.
 *
 * <pre>
 * g = XGrad.f(x, y).gradient();   becomes   g = XGrad.fByAll(x, y).gradient().y();
 * </pre>
 */
public final class WithAllInputs {
  private final Activity activity;
  private final RuleBook rules;
  private final Function function;

  private WithAllInputs(Function function, Activity activity, RuleBook rules) {
    this.function = function;
    this.activity = activity;
    this.rules = rules;
  }

  /**
   * @param inputs the parameters to differentiate with respect to
   */
  public static Function in(
      Function function, List<Variable> inputs, RuleBook rules, Switches switches) {
    if (!rules.hasByAll()) {
      return function;
    }
    Activity activity = Activity.of(function, inputs, Aliases.of(function.body()), switches);
    return function.withBody(new WithAllInputs(function, activity, rules).in(function.body()));
  }

  private Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      List<Stmt> before = new ArrayList<>();
      Stmt mapped = Walk.map(stmt, expr -> expr, this::in);
      for (Expr root : Walk.expressions(stmt)) {
        if (root instanceof Expr.Call call && isByOthers(stmt, call)) {
          Expr picked = byAll(call, before);
          mapped = Walk.map(mapped, expr -> expr == root ? picked : expr, nested -> nested);
        }
      }
      result.addAll(before);
      result.add(mapped);
    }
    return new Block(result);
  }

  private boolean isByOthers(Stmt stmt, Expr.Call call) {
    Derived derived = rules.findDerived(call.callee());
    if (derived == null || derived.isMethod() || rules.byAll(derived.base()) == null) {
      return false;
    }
    List<Callee.Operand> operands = derived.operands();
    for (int i = 0; i < operands.size(); i++) {
      if (!derived.inputs().contains(i)
          && !operands.get(i).constant()
          && activity.isActive(stmt, call.arguments().get(i))) {
        return true;
      }
    }
    return false;
  }

  private Expr byAll(Expr.Call call, List<Stmt> out) {
    Derived some = rules.findDerived(call.callee());
    CompanionRule rule = rules.byAll(some.base());
    Derived all = new Derived(some.base(), rule, some.kind(), some.order());
    Callee callee = rules.derived(all);
    if (callee == null) {
      return call;
    }
    List<Expr> arguments = arguments(some, all, call.arguments(), out);
    Variable result =
        function.variables().fresh(rule.method(), all.result(), Variable.Kind.TEMPORARY);
    out.add(
        new Stmt.Declare(
            result, new Expr.Call(callee, arguments, call.position()), call.position()));
    return picked(some.result(), all.result(), Expr.read(result), some.rule());
  }

  /** The arguments, with zero for the tangents that the call does not have. */
  private List<Expr> arguments(Derived some, Derived all, List<Expr> given, List<Stmt> out) {
    if (some.order() == 0) {
      return new ArrayList<>(given);
    }
    Derived before = some.previous();
    int first = before.operands().size();
    List<Expr> result = arguments(before, all.previous(), given.subList(0, first), out);
    for (int input : all.previous().inputs()) {
      int at = before.inputs().indexOf(input);
      result.add(
          at < 0
              ? new ZeroTangents(function.variables(), out).of(result.get(input))
              : given.get(first + at));
    }
    return result;
  }

  /** What was asked for, out of a result that has more. */
  private static Expr picked(Type some, Type all, Expr result, CompanionRule rule) {
    if (some.equals(all)) {
      return result;
    } else if (all instanceof Type.Tree tree && tree.name().packageName().equals("dev.adjoint")) {
      List<Expr> parts = new ArrayList<>();
      for (int i = 0; i < tree.components().size(); i++) {
        Type.Component component = tree.components().get(i);
        Type.Component wanted = ((Type.Tree) some).components().get(i);
        parts.add(
            picked(
                wanted.type(),
                component.type(),
                new Expr.Component(result, component.name(), component.type()),
                rule));
      }
      return new Expr.NewRecord(some, parts);
    }
    Type.Tree gradient = (Type.Tree) all;
    if (!rule.components().isEmpty()) {
      return new Expr.NewRecord(
          some,
          rule.components().stream().map(c -> component(gradient, result, c.name())).toList());
    }
    return component(gradient, result, nameOf(rule.inputs().get(0), gradient, rule));
  }

  /** The one input's name among the components, where the receiver has another one. */
  private static String nameOf(String input, Type.Tree gradient, CompanionRule rule) {
    return input.equals("this")
            || gradient.components().stream().noneMatch(c -> c.name().equals(input))
        ? gradient.components().get(0).name()
        : input;
  }

  private static Expr component(Type.Tree gradient, Expr result, String name) {
    Type type =
        gradient.components().stream()
            .filter(component -> component.name().equals(name))
            .findFirst()
            .orElseThrow()
            .type();
    return new Expr.Component(result, name, type);
  }
}
