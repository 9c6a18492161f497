package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Dependence;
import dev.adjoint.processor.analysis.FirstWrites;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the adjoint of one assignment.
 *
 * <pre>
 * v = a * b        aBar += vBar * b;  bBar += vBar * a;  vBar = 0;
 * v = v + a * b    aBar += vBar * b;  bBar += vBar * a;
 * v = v * a        aBar += vBar * v;  vBar = vBar * a;
 * </pre>
 */
final class StatementAdjoint {
  private final AdjointVariables adjoints;
  private final Variables variables;
  private final Activity activity;
  private final Aliases aliases;
  private final FirstWrites firstWrites;
  private final RuleBook rules;
  private final Findings findings;
  private final NamedValues named;
  private final String method;

  StatementAdjoint(
      AdjointVariables adjoints,
      Variables variables,
      Activity activity,
      Aliases aliases,
      FirstWrites firstWrites,
      RuleBook rules,
      Findings findings,
      NamedValues named,
      String method) {
    this.adjoints = adjoints;
    this.variables = variables;
    this.activity = activity;
    this.aliases = aliases;
    this.firstWrites = firstWrites;
    this.rules = rules;
    this.findings = findings;
    this.named = named;
    this.method = method;
  }

  /** The adjoint of a statement without nested blocks; empty if it has none. */
  List<Stmt> of(Stmt stmt) {
    if (!activity.isActive(stmt)) {
      return List.of();
    } else if (stmt instanceof Stmt.Declare s) {
      return aliases.isAlias(s) || s.value() == null ? List.of() : declare(s, s.value());
    } else if (stmt instanceof Stmt.Assign s) {
      return assign(s);
    } else if (stmt instanceof Stmt.Store s) {
      return store(s);
    }
    return List.of();
  }

  /** The adjoint of the result. */
  List<Stmt> ofResult(Stmt.Return stmt, Expr value, Expr seed) {
    return propagate(stmt, stmt.value(), seed, value, false);
  }

  private List<Stmt> declare(Stmt.Declare stmt, Expr value) {
    Expr target = Expr.read(stmt.variable());
    return propagate(stmt, value, adjoints.bar(target), target, aliases.isDynamic(stmt.variable()));
  }

  /**
   * @param isReference whether the arrays that the value holds are handed on, shadows and all
   */
  private List<Stmt> propagate(
      Stmt stmt, Expr value, Expr bar, @Nullable Expr y, boolean isReference) {
    ExpressionAdjoint expression =
        new ExpressionAdjoint(
            adjoints, variables, activity, rules, findings, stmt, isReference, named, method);
    expression.propagate(value, bar, y);
    return expression.statements();
  }

  private List<Stmt> assign(Stmt.Assign stmt) {
    Expr target = Expr.read(stmt.variable());
    AdjointNode node = adjoints.of(stmt.variable());
    if (aliases.isDynamic(stmt.variable()) || !(node instanceof AdjointNode.Leaf leaf)) {
      List<Stmt> result = new ArrayList<>();
      Expr taken = takeAll(node, target, stmt, result);
      boolean isReference = aliases.isDynamic(stmt.variable());
      result.addAll(propagate(stmt, stmt.value(), taken, target, isReference));
      return result;
    }
    Variable own = ((Expr.Read) leaf.place()).variable();
    Expr rest = restOfSum(stmt.value(), target);
    Expr bar = leaf.place();
    if (rest != null) {
      return propagate(stmt, rest, bar, target, false);
    }
    // An adjoint that reads the old value of the target cannot read the new one as well.
    boolean readsOld =
        stmt.value() instanceof Expr.Binary && Walk.reads(stmt.value()).contains(stmt.variable());
    Expr y = readsOld ? null : target;
    List<Stmt> mine = new ArrayList<>();
    List<Stmt> others = new ArrayList<>();
    for (Stmt part : propagate(stmt, stmt.value(), bar, y, false)) {
      (isAssignmentOf(part, own) ? mine : others).add(part);
    }
    if (!Walk.assigned(new Block(others)).contains(own)) {
      // The others see the adjoint of the new value, so the old value's comes last.
      others.add(new Stmt.Assign(own, combine(mine, bar, target), stmt.position()));
      return others;
    }
    List<Stmt> result = new ArrayList<>();
    Expr old = take(bar, target, stmt, result);
    result.addAll(propagate(stmt, stmt.value(), old, y, false));
    return result;
  }

  /** Takes all adjoints of a place but the shadows, which are not its own. */
  private Expr takeAll(AdjointNode node, Expr place, Stmt stmt, List<Stmt> out) {
    if (node instanceof AdjointNode.Leaf leaf) {
      return leaf.place().type() instanceof Type.Array
          ? leaf.place()
          : take(leaf.place(), place, stmt, out);
    }
    AdjointNode.Node inner = (AdjointNode.Node) node;
    List<Expr> arguments = new ArrayList<>();
    for (Type.Component component : inner.type().components()) {
      Expr part =
          place.type() instanceof Type.Tree
              ? new Expr.Component(place, component.name(), component.type())
              : place;
      AdjointNode adjoint = inner.components().get(component.name());
      arguments.add(adjoint == null ? part : takeAll(adjoint, part, stmt, out));
    }
    return new Expr.NewRecord(inner.type(), arguments);
  }

  /** Takes an adjoint into a temporary and clears it. */
  private Expr take(Expr adjoint, Expr primal, Stmt stmt, List<Stmt> out) {
    Variable taken = variables.fresh(nameOf(adjoint), adjoint.type(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(taken, adjoint, stmt.position()));
    if (adjoints.isNullable(adjoint)) {
      adjoints.addNullable(taken);
    }
    if (adjoint instanceof Expr.Element element) {
      Type type = adjoint.type();
      Expr none = type instanceof Type.Whole ? Zeros.none(type) : Zeros.ofNumber(type);
      out.add(new Stmt.Store(element.array(), element.index(), none, stmt.position()));
    } else {
      Variable own = ((Expr.Read) adjoint).variable();
      out.add(new Stmt.Assign(own, zero(adjoint, primal), stmt.position()));
    }
    return Expr.read(taken);
  }

  private Expr zero(Expr adjoint, Expr primal) {
    return adjoints.isNullable(adjoint) ? Zeros.none(adjoint.type()) : Zeros.of(primal);
  }

  private static boolean isAssignmentOf(Stmt stmt, Variable variable) {
    return stmt instanceof Stmt.Assign assign && assign.variable().equals(variable);
  }

  /**
   * The sum of contributions {@code bar = bar + x}, {@code bar = bar - x} without the first bar.
   */
  private Expr combine(List<Stmt> contributions, Expr bar, Expr target) {
    Expr sum = null;
    for (Stmt stmt : contributions) {
      Expr value = ((Stmt.Assign) stmt).value();
      if (value instanceof Expr.Binary binary) {
        boolean minus = binary.operator() == Operator.MINUS;
        if (sum == null) {
          sum = minus ? Exprs.negate(binary.right()) : binary.right();
        } else {
          sum = new Expr.Binary(binary.operator(), sum, binary.right(), bar.type());
        }
      } else {
        Expr term = Objects.requireNonNull(Wholes.terms(value)).get(1);
        sum = sum == null ? term : Wholes.plus(sum, term);
      }
    }
    return sum == null ? zero(bar, target) : sum;
  }

  /** What is added to the target in {@code target + rest}; null if the value has another form. */
  private static @Nullable Expr restOfSum(Expr value, Expr target) {
    if (value instanceof Expr.Cast cast && cast.type().isFloating()) {
      return restOfSum(cast.operand(), target);
    }
    if (value instanceof Expr.Binary sum && sum.left().equals(target)) {
      if (sum.operator() == Operator.PLUS && !mentions(sum.right(), target)) {
        return sum.right();
      } else if (sum.operator() == Operator.MINUS && !mentions(sum.right(), target)) {
        return Exprs.negate(sum.right());
      }
    }
    return null;
  }

  private static boolean mentions(Expr expr, Expr target) {
    boolean[] found = new boolean[1];
    Walk.each(expr, part -> found[0] |= part.equals(target));
    return found[0];
  }

  private List<Stmt> store(Stmt.Store stmt) {
    Expr.Element target = stmt.target();
    AdjointNode node = adjoints.of(target);
    if (!target.type().isFloating()) {
      return storeObject(stmt, node);
    }
    Expr.Element bar = (Expr.Element) ((AdjointNode.Leaf) node).place();
    Expr rest = restOfSum(stmt.value(), target);
    Expr value = rest == null ? stmt.value() : rest;
    Stmt.Store clear =
        new Stmt.Store(bar.array(), bar.index(), Zeros.ofNumber(target.type()), stmt.position());
    // The adjoint of a zero that nobody computed is asked for by nobody.
    boolean clears = rest == null && !firstWrites.isFirst(stmt);
    List<Stmt> result = new ArrayList<>();
    if (readsSameArray(value, target)) {
      // An index on the right may be the one on the left: take the adjoint before adding any.
      Variable taken = variables.fresh(nameOf(bar), bar.type(), Variable.Kind.TEMPORARY);
      result.add(new Stmt.Declare(taken, bar, stmt.position()));
      if (clears) {
        result.add(clear);
      }
      result.addAll(propagate(stmt, value, Expr.read(taken), target, false));
      return result;
    }
    result.addAll(propagate(stmt, value, bar, target, false));
    if (clears) {
      result.add(clear);
    }
    return result;
  }

  /** A tensor, a record or a row that becomes an element. */
  private List<Stmt> storeObject(Stmt.Store stmt, AdjointNode node) {
    List<Stmt> result = new ArrayList<>();
    // What is stored has a name where the structure of its zero matters.
    Expr bar = takeAll(node, stmt.value(), stmt, result);
    boolean isReference = Walk.base(stmt.array()).stream().anyMatch(aliases::isDynamic);
    result.addAll(propagate(stmt, stmt.value(), bar, stmt.value(), isReference));
    return result;
  }

  private static String nameOf(Expr bar) {
    return Walk.base(bar).stream().map(Variable::name).findFirst().orElse("element");
  }

  private boolean readsSameArray(Expr value, Expr.Element target) {
    Set<Variable> bases = Walk.base(target.array());
    boolean[] found = new boolean[1];
    Dependence.each(
        value,
        variable ->
            found[0] |=
                bases.stream().anyMatch(base -> aliases.root(base).equals(aliases.root(variable))));
    return found[0];
  }
}
