package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries the adjoint of one statement's value to the variables that the value was made from. */
final class ExpressionAdjoint {
  private final AdjointVariables adjoints;
  private final Variables variables;
  private final Activity activity;
  private final RuleBook rules;
  private final Findings findings;
  private final Stmt stmt;
  private final NamedValues named;

  /** The name of the method that is differentiated. */
  private final String method;

  /** Adjoints that are not null where statements are emitted now. */
  private final Set<Expr> isThere = new HashSet<>();

  private boolean isReference;
  private List<Stmt> out = new ArrayList<>();

  ExpressionAdjoint(
      AdjointVariables adjoints,
      Variables variables,
      Activity activity,
      RuleBook rules,
      Findings findings,
      Stmt stmt,
      boolean isReference,
      NamedValues named,
      String method) {
    this.adjoints = adjoints;
    this.variables = variables;
    this.activity = activity;
    this.rules = rules;
    this.findings = findings;
    this.stmt = stmt;
    this.isReference = isReference;
    this.named = named;
    this.method = method;
  }

  /** What was emitted so far. */
  List<Stmt> statements() {
    return out;
  }

  /**
   * Adds {@code bar} times the derivative of an expression to the adjoints of what it reads.
   *
   * @param y a variable that holds the value of the expression, or null
   */
  void propagate(Expr expr, Expr bar, @Nullable Expr y) {
    propagate(expr, bar, false, y);
  }

  private void propagate(Expr expr, Expr bar, boolean minus, @Nullable Expr y) {
    if (!activity.isActive(stmt, expr)) {
      return;
    } else if (adjoints.isNullable(bar) && !isThere.contains(bar)) {
      propagateIfThere(expr, bar, minus, y);
      return;
    }
    if (expr instanceof Expr.Read
        || expr instanceof Expr.Component
        || expr instanceof Expr.Element) {
      contribution(isReference, minus).add(expr, bar);
    } else if (expr instanceof Expr.Unary e) {
      propagate(e.operand(), bar, minus ^ e.operator() == Operator.NEGATE, null);
    } else if (expr instanceof Expr.Binary e) {
      Expr argument = y instanceof Expr.Read ? JoinLogistic.argument(e) : null;
      if (argument == null) {
        binary(e, bar, minus, y);
      } else {
        Expr slope = Exprs.times(y, Exprs.minus(Expr.Literal.of(1), y));
        propagate(argument, Exprs.times(bar, slope), minus, null);
      }
    } else if (expr instanceof Expr.Cast e) {
      cast(e, bar, minus, y);
    } else if (expr instanceof Expr.Conditional e) {
      conditional(e, bar, minus);
    } else if (expr instanceof Expr.Call e) {
      call(e, bar, minus, y);
    } else if (expr instanceof Expr.ArrayLiteral e) {
      for (int i = 0; i < e.elements().size(); i++) {
        propagate(e.elements().get(i), at(bar, Expr.Literal.of(i)), minus, null);
      }
    } else if (expr instanceof Expr.NewRecord e) {
      newRecord(e, bar, minus);
    }
  }

  /** A zero whose structure is not known contributes nothing. */
  private void propagateIfThere(Expr expr, Expr bar, boolean minus, @Nullable Expr y) {
    Expr read = once(bar, "elementBar");
    List<Stmt> before = out;
    out = new ArrayList<>();
    isThere.add(read);
    propagate(expr, read, minus, y);
    Block then = new Block(out);
    out = before;
    if (!then.isEmpty()) {
      emit(new Stmt.If(Zeros.isThere(read), then, Block.EMPTY, Position.NONE));
    }
  }

  /** A record has an adjoint for each part, the sealed interface that it belongs to only one. */
  private void cast(Expr.Cast e, Expr bar, boolean minus, @Nullable Expr y) {
    Type from = e.operand().type();
    if (from instanceof Type.Sum) {
      Expr whole = materialized(bar, y == null ? e : y);
      propagate(e.operand(), new Expr.Cast(whole, from), minus, null);
    } else if (e.type() instanceof Type.Sum && from instanceof Type.Tree record) {
      String name = CompanionRule.receiverName(record.name()) + "Bar";
      propagate(e.operand(), once(new Expr.Cast(bar, from), name), minus, null);
    } else {
      propagate(e.operand(), bar, minus, null);
    }
  }

  /** An element of an adjoint that is either an array or spread over arrays of its parts. */
  static Expr at(Expr bar, Expr index) {
    if (bar instanceof Expr.NewRecord record) {
      return new Expr.NewRecord(
          record.type(), record.arguments().stream().map(part -> at(part, index)).toList());
    }
    return new Expr.Element(bar, index);
  }

  private void newRecord(Expr.NewRecord e, Expr bar, boolean minus) {
    Type.Tree type = (Type.Tree) e.type();
    for (int i = 0; i < type.components().size(); i++) {
      Type.Component component = type.components().get(i);
      if (component.isDifferentiable()) {
        propagate(e.arguments().get(i), part(bar, component), minus, null);
      }
    }
  }

  /** A component of an adjoint that is either a value or spread over variables. */
  static Expr part(Expr bar, Type.Component component) {
    if (bar instanceof Expr.NewRecord record) {
      List<Type.Component> components = ((Type.Tree) record.type()).components();
      for (int i = 0; i < components.size(); i++) {
        if (components.get(i).name().equals(component.name())) {
          return record.arguments().get(i);
        }
      }
    }
    return new Expr.Component(bar, component.name(), component.type());
  }

  private void binary(Expr.Binary e, Expr bar, boolean minus, @Nullable Expr y) {
    Expr left = e.left();
    Expr right = e.right();
    boolean both = activity.isActive(stmt, left) && activity.isActive(stmt, right);
    Expr b = both ? once(bar, e.operator()) : bar;
    switch (e.operator()) {
      case PLUS -> {
        propagate(left, b, minus, null);
        propagate(right, b, minus, null);
      }
      case MINUS -> {
        propagate(left, b, minus, null);
        propagate(right, b, !minus, null);
      }
      case TIMES -> {
        if (left.equals(right)) {
          propagate(left, Exprs.times(b, Exprs.times(Expr.Literal.of(2), left)), minus, null);
        } else {
          propagate(left, Exprs.times(b, right), minus, null);
          propagate(right, Exprs.times(b, left), minus, null);
        }
      }
      case DIVIDE -> {
        Expr quotient = Exprs.divide(b, right);
        if (both && y instanceof Expr.Read) {
          // One division serves both, where the quotient is at hand.
          quotient = once(quotient, "ratioBar");
          propagate(left, quotient, minus, null);
          propagate(right, Exprs.times(quotient, y), !minus, null);
        } else {
          propagate(left, quotient, minus, null);
          propagate(
              right, Exprs.divide(Exprs.times(b, left), Exprs.times(right, right)), !minus, null);
        }
      }
      case REMAINDER -> {
        // x % c is x minus c times a whole number, which has derivative 0.
        propagate(left, b, minus, null);
        Expr whole = Exprs.math("rint", Exprs.divide(Exprs.minus(left, e), right));
        propagate(right, Exprs.times(b, whole), !minus, null);
      }
      default -> throw new IllegalArgumentException("no derivative: " + e.operator());
    }
  }

  /** An expression that may be written several times: a name for it if it costs anything. */
  private Expr once(Expr bar, Operator operator) {
    String name =
        switch (operator) {
          case PLUS -> "sumBar";
          case MINUS -> "differenceBar";
          case TIMES -> "productBar";
          default -> "quotientBar";
        };
    return once(bar, name);
  }

  private Expr once(Expr bar, String name) {
    if (bar instanceof Expr.Read || bar instanceof Expr.Literal || bar instanceof Expr.NewRecord) {
      return bar; // A record is there to be taken apart.
    }
    Variable variable = variables.fresh(name, bar.type(), Variable.Kind.ADJOINT_TEMPORARY);
    emit(new Stmt.Declare(variable, bar, Position.NONE));
    return Expr.read(variable);
  }

  private void conditional(Expr.Conditional e, Expr bar, boolean minus) {
    Expr b = once(bar, "choiceBar");
    List<Stmt> before = out;
    out = new ArrayList<>();
    propagate(e.then(), b, minus, null);
    List<Stmt> then = out;
    out = new ArrayList<>();
    propagate(e.otherwise(), b, minus, null);
    List<Stmt> otherwise = out;
    out = before;
    Stmt merged = merge(e.condition(), then, otherwise);
    emit(
        merged != null
            ? merged
            : new Stmt.If(e.condition(), new Block(then), new Block(otherwise), Position.NONE));
  }

  /** One contribution in each branch, to the same variable, makes one conditional contribution. */
  private static @Nullable Stmt merge(Expr condition, List<Stmt> then, List<Stmt> otherwise) {
    if (then.size() == 1
        && otherwise.size() == 1
        && then.get(0) instanceof Stmt.Assign a
        && otherwise.get(0) instanceof Stmt.Assign b
        && a.variable().equals(b.variable())
        && a.value() instanceof Expr.Binary x
        && b.value() instanceof Expr.Binary y
        && x.operator() == y.operator()) {
      Expr sum =
          new Expr.Binary(
              x.operator(), x.left(), Exprs.choose(condition, x.right(), y.right()), x.type());
      return new Stmt.Assign(a.variable(), sum, a.position());
    }
    return null;
  }

  private void call(Expr.Call e, Expr bar, boolean minus, @Nullable Expr y) {
    switch (e.callee().kind()) {
      case SCALAR -> scalar(e, bar, minus, y);
      case PRIMITIVE -> primitive(e, bar, minus, y);
      case COMPANION, DERIVED, APPLIED -> derived(e, y == null ? bar : materialized(bar, y), minus);
      case PULLBACK -> pullback(e, y == null ? bar : materialized(bar, y), minus);
      case CONSTANT, AUGMENTED -> {}
      case FUNCTION -> report(e, Message.UNKNOWN_FUNCTION, e.position(), e.callee());
      default -> report(e, Message.NO_DERIVATIVE, e.position(), e.callee());
    }
  }

  private void scalar(Expr.Call e, Expr bar, boolean minus, @Nullable Expr y) {
    if (e.callee().isClone()) {
      // The arrays that a clone holds are those of the original, and so are their adjoints.
      boolean shares = isReference && e.type().elementType().holdsArrays();
      contribution(shares, minus).addElements(e.arguments().get(0), bar);
      return;
    }
    if (ScalarRules.isStep(e.callee())) {
      report(e, Message.ZERO_DERIVATIVE, e.position(), e.callee());
      return;
    }
    Expr b = once(bar, e.callee().name() + "Bar");
    for (int i = 0; i < e.arguments().size(); i++) {
      Expr argument = e.arguments().get(i);
      if (activity.isActive(stmt, argument)) {
        Expr contribution = ScalarRules.contribution(e, i, y == null ? e : y, b);
        given(argument, named.in(contribution, stmt), minus);
      }
    }
  }

  private void primitive(Expr.Call e, Expr bar, boolean minus, @Nullable Expr y) {
    PrimitiveRule rule = rules.find(e.callee());
    if (rule == null || y == null) {
      return;
    }
    Expr b =
        isIncomplete(e.type(), bar) ? materialized(bar, y) : once(bar, e.callee().name() + "Bar");
    int count = e.arguments().size();
    for (int n = 0; n < count; n++) {
      // Parameters come last and are there anyway, but what came before them is needed for their
      // adjoints alone: with these first it can go before the adjoint of its size is made.
      int i = e.type() instanceof Type.Vector ? count - 1 - n : n;
      Callee.Operand operand = e.callee().operands().get(i);
      Expr argument = e.arguments().get(i);
      if (operand.constant() || !activity.isActive(stmt, argument)) {
        continue;
      }
      Function vjp = rule.vjps().get(operand.name());
      if (vjp == null) {
        if (rule.refused().contains(operand.name())) {
          continue; // Which was said at the rule.
        }
        report(argument, Message.NO_DERIVATIVE_FOR, e.position(), e.callee(), operand.name());
        continue;
      }
      List<Expr> arguments = new ArrayList<>(e.arguments());
      arguments.add(y);
      arguments.add(b);
      List<Stmt> body = new ArrayList<>();
      Function whole = InlineCalls.inRule(vjp, rule, findings);
      Expr contribution = Inliner.inline(whole, arguments, Position.NONE, variables, body);
      body.forEach(this::emit);
      // Of what is made on the spot each part takes its part, of what is computed once.
      boolean isMade = argument instanceof Expr.NewRecord || argument instanceof Expr.ArrayLiteral;
      given(argument, isMade ? once(contribution, operand.name() + "Bar") : contribution, minus);
    }
  }

  /** Whether the adjoint of an array is not yet one value, with a zero where nothing was added. */
  private static boolean isIncomplete(Type type, Expr bar) {
    Type element = type.elementType();
    return element != null && (bar instanceof Expr.NewRecord || element instanceof Type.Whole);
  }

  /** The adjoint of a result as a value of its type. */
  private Expr materialized(Expr bar, Expr y) {
    return new Gradients(adjoints, variables, false, out).of(AdjointNode.ofBar(bar), y);
  }

  private void pullback(Expr.Call e, Expr bar, boolean minus) {
    CompanionRule rule = rules.findCompanion(e.callee());
    if (rule == null) {
      return;
    }
    Expr pullback = e.arguments().get(0);
    Variable gradient =
        variables.fresh(rule.method() + "Gradient", rule.gradient(), Variable.Kind.TEMPORARY);
    Callee apply =
        new Callee(
            rule.pullback().name(),
            "apply",
            false,
            List.of(
                new Callee.Operand("this", rule.pullback()),
                new Callee.Operand("seed", bar.type())),
            rule.gradient(),
            Callee.Kind.APPLICATION);
    emit(
        new Stmt.Declare(
            gradient, new Expr.Call(apply, List.of(pullback, bar), e.position()), Position.NONE));
    for (int i = 1; i < e.arguments().size(); i++) {
      Callee.Operand operand = e.callee().operands().get(i);
      Expr argument = e.arguments().get(i);
      if (operand.constant() || !activity.isActive(stmt, argument)) {
        continue;
      }
      int input = rule.inputs().indexOf(operand.name());
      if (input < 0) {
        report(argument, Message.NOT_IN_WRT, e.position(), rule.method(), operand.name());
        continue;
      }
      Expr contribution = Expr.read(gradient);
      if (!rule.components().isEmpty()) {
        Type.Component component = rule.components().get(input);
        contribution = new Expr.Component(contribution, component.name(), component.type());
      }
      given(argument, contribution, minus);
    }
  }

  /** A derivative has derivatives, too. */
  private void derived(Expr.Call e, Expr bar, boolean minus) {
    Derived derived = rules.findDerived(e.callee());
    if (derived == null) {
      report(e, Message.NO_DERIVATIVE, e.position(), e.callee());
      return;
    }
    List<Callee.Operand> operands = derived.operands();
    List<Integer> inputs = derived.inputs();
    List<Integer> active = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Expr argument = e.arguments().get(i);
      if (operands.get(i).constant() || !activity.isActive(stmt, argument)) {
        continue;
      } else if (inputs.contains(i)) {
        active.add(i);
      } else {
        report(
            argument,
            Message.NOT_IN_WRT,
            e.position(),
            derived.rule().method(),
            operands.get(i).name());
      }
    }
    if (!derived.isMethod() && rules.isCustom(derived.base())) {
      report(e, Message.SYMMETRIC, e.position(), derived.base());
    }
    CallVjp call =
        new CallVjp(
            derived,
            rules,
            variables,
            out,
            (missing, mode) -> report(e, missing, e.position(), derived.base(), mode, method));
    Map<Integer, Expr> contributions = call.of(e, once(bar, "derivativeBar"), active);
    contributions.forEach((i, contribution) -> given(e.arguments().get(i), contribution, minus));
  }

  /** Adds to the adjoint of what a call was given, which is never handed on as it is. */
  private void given(Expr argument, Expr bar, boolean minus) {
    boolean before = isReference;
    isReference = false;
    propagate(argument, bar, minus, null);
    isReference = before;
  }

  /** Reports that a derivative gets lost, unless there is none that matters. */
  private void report(Expr expr, Message message, Position position, Object... arguments) {
    if (activity.varies(stmt, expr)) {
      findings.add(message, position, arguments);
    }
  }

  private Contribution contribution(boolean shares, boolean minus) {
    return new Contribution(adjoints, variables, minus, shares, out);
  }

  private void emit(Stmt emitted) {
    out.add(emitted);
  }
}
