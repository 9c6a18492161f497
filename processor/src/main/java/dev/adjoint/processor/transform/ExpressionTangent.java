package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.analysis.Dependence;
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
import dev.adjoint.processor.ir.Wholes;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tangent of an expression, made from the tangents of the variables that it reads.
 *
 * <pre>
 * a * b        aDot * b + a * bDot
 * sin(x)       xDot * cos(x)
 * ps[i].x()    psDot[i].x()
 * </pre>
 */
final class ExpressionTangent {

  /** What is the same for all expressions of a function. */
  record Context(
      String method,
      TangentVariables tangents,
      Variables variables,
      Activity activity,
      Predicate<Variable> hasTangent,
      RuleBook rules,
      Findings findings,
      Position position) {

    /** Reports at a position, or where the method stands if a rule of it is what that is about. */
    void report(Message message, Position at, Object... arguments) {
      findings.add(message, at.isKnown() ? at : position, arguments);
    }
  }

  private final Context context;
  private final TangentVariables tangents;
  private final Stmt stmt;
  private List<Stmt> out = new ArrayList<>();

  /**
   * @param stmt the statement that the expression stands in
   */
  ExpressionTangent(Context context, Stmt stmt) {
    this.context = context;
    this.tangents = context.tangents();
    this.stmt = stmt;
  }

  /** What was emitted so far: it has to run before the tangent is read. */
  List<Stmt> statements() {
    return out;
  }

  ZeroTangents zeros() {
    return new ZeroTangents(context.variables(), out);
  }

  /**
   * The tangent of an expression; null, as is any part of it, if it is zero.
   *
   * @param y an expression that costs nothing and has the same value, or null
   */
  @Nullable AdjointNode of(Expr expr, @Nullable Expr y) {
    if (isRoom(expr) && (expr.type().isDifferentiable() || isVaryingStack(expr))) {
      return leaf(expr); // Zeros, and the very room that the value has.
    } else if (!isVarying(expr) && !makesArrays(expr)) {
      return null;
    } else if (expr instanceof Expr.Read e) {
      return tangents.of(e.variable());
    } else if (expr instanceof Expr.Unary e) {
      Expr operand = single(e.operand());
      boolean isNegated = operand != null && e.operator() == Operator.NEGATE;
      return leaf(isNegated ? Exprs.negate(operand) : operand);
    } else if (expr instanceof Expr.Binary e) {
      return leaf(binary(e, y));
    } else if (expr instanceof Expr.Cast e) {
      return cast(e);
    } else if (expr instanceof Expr.Conditional e) {
      return conditional(e);
    } else if (expr instanceof Expr.Element e) {
      Expr array = single(e.array());
      return array == null ? null : TangentVariables.expand(new Expr.Element(array, e.index()));
    } else if (expr instanceof Expr.Component e) {
      AdjointNode record = of(e.record(), null);
      return record == null ? null : ((AdjointNode.Node) record).components().get(e.name());
    } else if (expr instanceof Expr.ArrayLiteral e) {
      return leaf(literal(e));
    } else if (expr instanceof Expr.NewRecord e) {
      return newRecord(e);
    } else if (expr instanceof Expr.Call e) {
      return call(e, y);
    }
    return null;
  }

  /** Whether a value is empty: zeros, or a stack with nothing on it. */
  private static boolean isRoom(Expr expr) {
    return expr instanceof Expr.NewArray
        || isVaryingStack(expr)
        || (expr instanceof Expr.Call call
            && call.callee().name().equals("zerosLike")
            && call.callee().kind() == Callee.Kind.RUNTIME);
  }

  private static boolean isVaryingStack(Expr expr) {
    return expr instanceof Expr.NewRecord && Type.isDifferentiableStack(expr.type());
  }

  /** The tangent of an expression as one value of a type. */
  Expr whole(Expr expr, Type type) {
    AdjointNode node = of(expr, null);
    if (type.isFloating()) {
      // A whole number, too, may stand where a floating-point number is wanted.
      Expr tangent = node == null ? Expr.Literal.of(0.0, type) : ((AdjointNode.Leaf) node).place();
      return Exprs.as(type, tangent);
    }
    return TangentVariables.whole(node, expr, zeros());
  }

  private Expr literal(Expr.ArrayLiteral e) {
    Type element = Objects.requireNonNull(e.type().elementType());
    if (element.isFloating() && e.type() instanceof Type.Array array && !isVarying(e)) {
      return new Expr.NewArray(array, List.of(Expr.Literal.of(e.elements().size())));
    }
    return new Expr.ArrayLiteral(
        e.type(), e.elements().stream().map(part -> whole(part, element)).toList());
  }

  /** Whether a value is made on the spot, in which arrays may have places that were never set. */
  private static boolean makesArrays(Expr expr) {
    return (expr instanceof Expr.ArrayLiteral || expr instanceof Expr.NewRecord)
        && expr.type().isDifferentiable()
        && expr.type().holdsArrays();
  }

  /** Whether the tangent of a value may be other than zero, or shares memory with one that may. */
  boolean isVarying(Expr expr) {
    if (context.activity().varies(stmt, expr)) {
      return true;
    }
    boolean[] found = new boolean[1];
    if (expr.type().holdsArrays()) {
      Dependence.each(expr, variable -> found[0] |= context.hasTangent().test(variable));
    }
    return found[0];
  }

  private static @Nullable AdjointNode leaf(@Nullable Expr tangent) {
    return tangent == null ? null : new AdjointNode.Leaf(tangent);
  }

  /** The tangent of what has no parts; null if it is zero. */
  private @Nullable Expr single(Expr expr) {
    AdjointNode node = of(expr, null);
    return node == null ? null : ((AdjointNode.Leaf) node).place();
  }

  private static @Nullable Expr plus(@Nullable Expr left, @Nullable Expr right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : Exprs.plus(left, right);
  }

  private static @Nullable Expr minus(@Nullable Expr left, @Nullable Expr right) {
    if (right == null) {
      return left;
    }
    return left == null ? Exprs.negate(right) : Exprs.minus(left, right);
  }

  private @Nullable Expr binary(Expr.Binary e, @Nullable Expr y) {
    Expr argument = y instanceof Expr.Read ? JoinLogistic.argument(e) : null;
    if (argument != null) {
      Expr dot = single(argument);
      Expr slope = Exprs.times(y, Exprs.minus(Expr.Literal.of(1), y));
      return dot == null ? null : Exprs.times(dot, slope);
    }
    Expr left = e.left();
    Expr right = e.right();
    Expr l = single(left);
    Expr r = single(right);
    return switch (e.operator()) {
      case PLUS -> plus(l, r);
      case MINUS -> minus(l, r);
      case TIMES -> {
        if (l != null && left.equals(right)) {
          yield Exprs.times(Exprs.times(Expr.Literal.of(2), left), l);
        }
        yield plus(
            l == null ? null : Exprs.times(l, right), r == null ? null : Exprs.times(left, r));
      }
      case DIVIDE -> {
        Expr quotient = y instanceof Expr.Read ? y : Exprs.divide(left, right);
        Expr top = minus(l, r == null ? null : Exprs.times(quotient, r));
        yield top == null ? null : Exprs.divide(top, right);
      }
      case REMAINDER -> {
        // x % c is x minus c times a whole number, which has derivative 0.
        Expr whole = Exprs.math("rint", Exprs.divide(Exprs.minus(left, e), right));
        yield minus(l, r == null ? null : Exprs.times(whole, r));
      }
      default -> throw new IllegalArgumentException("no derivative: " + e.operator());
    };
  }

  private @Nullable AdjointNode cast(Expr.Cast e) {
    AdjointNode operand = of(e.operand(), null);
    if (operand == null) {
      return null;
    } else if (e.operand().type() instanceof Type.Tree && e.type() instanceof Type.Sum) {
      Expr record = TangentVariables.whole(operand, e.operand(), zeros());
      return new AdjointNode.Leaf(new Expr.Cast(record, e.type()));
    } else if (operand instanceof AdjointNode.Node) {
      return operand; // From a record to itself.
    }
    Expr place = ((AdjointNode.Leaf) operand).place();
    return place.type().equals(e.type())
        ? operand
        : TangentVariables.expand(new Expr.Cast(place, e.type()));
  }

  /** A choice between tangents; where these need statements, only those of one arm may run. */
  private AdjointNode conditional(Expr.Conditional e) {
    List<Stmt> before = out;
    List<Stmt> thenOut = new ArrayList<>();
    out = thenOut;
    List<Expr> then = leaves(e.then(), e.type());
    List<Stmt> otherwiseOut = new ArrayList<>();
    out = otherwiseOut;
    List<Expr> otherwise = leaves(e.otherwise(), e.type());
    out = before;
    List<Expr> chosen = new ArrayList<>();
    boolean isPure = thenOut.isEmpty() && otherwiseOut.isEmpty();
    for (int i = 0; i < then.size(); i++) {
      Expr a = then.get(i);
      Expr b = otherwise.get(i);
      Type type = a.type().equals(b.type()) ? a.type() : Exprs.promote(a.type(), b.type());
      if (isPure) {
        chosen.add(new Expr.Conditional(e.condition(), a, b, type));
        continue;
      }
      Variable choice = context.variables().fresh("choiceDot", type, Variable.Kind.LOCAL);
      out.add(new Stmt.Declare(choice, null, Position.NONE));
      thenOut.add(new Stmt.Assign(choice, a, Position.NONE));
      otherwiseOut.add(new Stmt.Assign(choice, b, Position.NONE));
      chosen.add(Expr.read(choice));
    }
    if (!isPure) {
      out.add(
          new Stmt.If(e.condition(), new Block(thenOut), new Block(otherwiseOut), Position.NONE));
    }
    return TangentVariables.node(e.type(), chosen.iterator());
  }

  /** The leaves of one arm of a choice, converted to the type of the choice. */
  private List<Expr> leaves(Expr arm, Type type) {
    return type.isFloating()
        ? List.of(whole(arm, type))
        : TangentVariables.leaves(of(arm, null), arm, zeros());
  }

  private AdjointNode newRecord(Expr.NewRecord e) {
    Type.Tree type = (Type.Tree) e.type();
    Map<String, AdjointNode> components = new LinkedHashMap<>();
    for (int i = 0; i < type.components().size(); i++) {
      Type.Component component = type.components().get(i);
      AdjointNode part = component.isDifferentiable() ? of(e.arguments().get(i), null) : null;
      if (part != null) {
        components.put(component.name(), part);
      }
    }
    return new AdjointNode.Node(type, components);
  }

  private @Nullable AdjointNode call(Expr.Call e, @Nullable Expr y) {
    return switch (e.callee().kind()) {
      case SCALAR -> e.callee().isClone() ? cloned(e) : leaf(scalar(e, y));
      case PRIMITIVE -> isLinear(e) ? linear(e) : primitive(e, y);
      case RUNTIME -> runtime(e);
      case HELPER -> Gradients.isListOf(e) ? linear(e) : unknown(e);
      case CONSTANT -> null;
      default -> unknown(e);
    };
  }

  private @Nullable AdjointNode unknown(Expr.Call e) {
    if (matters()) {
      context.report(Message.NO_DERIVATIVE, e.position(), e.callee());
    }
    return null;
  }

  /** What does not reach the result needs no derivative. */
  private boolean matters() {
    return context.activity().isActive(stmt);
  }

  private @Nullable AdjointNode cloned(Expr.Call e) {
    Expr array = single(e.arguments().get(0));
    return array == null
        ? null
        : new AdjointNode.Leaf(new Expr.Call(e.callee(), List.of(array), e.position()));
  }

  /** What the runtime does to zeros, copies and stacks, it does to those of tangents too. */
  private AdjointNode runtime(Expr.Call e) {
    AdjointNode first = Objects.requireNonNull(of(e.arguments().get(0), null));
    List<Expr> arguments = List.of(((AdjointNode.Leaf) first).place());
    Expr tangent = new Expr.Call(e.callee(), arguments, e.position());
    // What is taken from a stack can be taken only once.
    return TangentVariables.expand(
        tangent.type() instanceof Type.Tree ? once(tangent, "kept") : tangent);
  }

  /** Whether this is arithmetic of adjoints, which is linear, and has no rule of its own. */
  private boolean isLinear(Expr.Call e) {
    return context.rules().find(e.callee()) == null
        && (e.callee().name().equals("clone") || Wholes.isArithmetic(e));
  }

  private @Nullable AdjointNode linear(Expr.Call e) {
    if (Wholes.isZero(e)) {
      return null;
    }
    List<Expr> arguments = new ArrayList<>();
    for (Expr argument : e.arguments()) {
      arguments.add(
          argument.type().isDifferentiable() ? whole(argument, argument.type()) : argument);
    }
    return new AdjointNode.Leaf(new Expr.Call(e.callee(), arguments, e.position()));
  }

  private @Nullable Expr scalar(Expr.Call e, @Nullable Expr y) {
    if (ScalarRules.isStep(e.callee())) {
      return null;
    }
    Expr sum = null;
    for (int i = 0; i < e.arguments().size(); i++) {
      Expr dot = single(e.arguments().get(i));
      if (dot != null) {
        Expr once = once(dot, e.callee().name() + "Dot");
        sum = plus(sum, ScalarRules.contribution(e, i, y == null ? e : y, once));
      }
    }
    return sum;
  }

  private Expr once(Expr value, String name) {
    if (value instanceof Expr.Read || value instanceof Expr.Literal) {
      return value;
    }
    Variable variable = context.variables().fresh(name, value.type(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(variable, value, Position.NONE));
    return Expr.read(variable);
  }

  private @Nullable AdjointNode primitive(Expr.Call e, @Nullable Expr y) {
    if (!matters()) {
      return null;
    }
    PrimitiveRule rule = context.rules().find(e.callee());
    if (rule == null || rule.jvp() == null) {
      context.report(Message.NO_TANGENT_RULE, e.position(), e.callee(), "JVP", context.method());
      return null;
    }
    Expr value = y == null ? once(e, e.callee().name()) : y;
    List<@Nullable Expr> dots = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      if (InlineJvp.hasTangent(e.callee().operands().get(i))) {
        Expr argument = e.arguments().get(i);
        Type type = e.callee().operands().get(i).type();
        dots.add(isVarying(argument) ? whole(argument, type) : null);
      }
    }
    Function whole = InlineCalls.inRule(rule.jvp(), rule, context.findings());
    InlineJvp inline = new InlineJvp(context.variables(), out);
    return TangentVariables.expand(inline.of(e, whole, value, dots));
  }
}
