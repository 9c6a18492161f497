package dev.adjoint.processor.transform;

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
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the {@code @Jvp} rule of an operation where its tangent is wanted. Terms of operands whose
 * tangent is zero are left out: a rule is linear in the tangents, term by term.
 *
 * <pre>
 * thisDot.matmul(other).plus(this.matmul(otherDot))   becomes   xDot.matmul(w)   where w is constant
 * </pre>
 *
 * <p>A zero that is left out of a sum of vectors may be all that has the shape of the sum, where
 * the other term is broadcast; so what is left gets that shape if it has another one.
 */
final class InlineJvp {
  private final Variables variables;
  private final List<Stmt> out;

  /** What is zero: tangents of operands, and what is made from these alone. */
  private final Set<Variable> zero = new HashSet<>();

  /** Whether a zero was left out of a sum of vectors. */
  private boolean isShapeLost;

  /** Tangents that are not zero, and what is made from them. */
  private final Set<Variable> active = new HashSet<>();

  /** What the rule gives a name. */
  private final Map<Variable, Expr> named = new HashMap<>();

  /** The numbers of the operands that tangents belong to. */
  private final Map<Variable, Integer> operands = new HashMap<>();

  InlineJvp(Variables variables, List<Stmt> out) {
    this.variables = variables;
    this.out = out;
  }

  /** Whether the rule of an operation has a parameter for the tangent of an operand. */
  static boolean hasTangent(Callee.Operand operand) {
    return operand.type().isDifferentiable() && !operand.constant();
  }

  /**
   * @param y the value of the call
   * @param dots the tangent of each operand that can have one; null if it is zero
   */
  Expr of(Expr.Call call, Function rule, Expr y, List<@Nullable Expr> dots) {
    List<Expr> arguments = new ArrayList<>(call.arguments());
    arguments.add(y);
    Map<Variable, Expr> values = new LinkedHashMap<>();
    int next = 0;
    for (int i = 0; i < call.arguments().size(); i++) {
      Callee.Operand operand = call.callee().operands().get(i);
      if (!hasTangent(operand)) {
        continue;
      }
      Type type = operand.type();
      String name = rule.parameters().get(arguments.size()).name();
      Variable dot = variables.fresh(name, type, Variable.Kind.TEMPORARY);
      arguments.add(Expr.read(dot));
      Expr value = dots.get(next++);
      (value == null ? zero : active).add(dot);
      operands.put(dot, i);
      values.put(dot, value == null ? call.arguments().get(i) : value);
    }
    List<Stmt> body = new ArrayList<>();
    Expr result = Inliner.inline(rule, arguments, Position.NONE, variables, body);
    boolean isPlain = body.stream().allMatch(s -> s instanceof Stmt.Declare d && d.value() != null);
    if (isPlain) {
      body.replaceAll(stmt -> withoutZeros(stmt, call.callee()));
      result = withoutZeros(result, call.callee());
      keepNeeded(body, result);
    }
    emit(body, result, values);
    return isShapeLost ? shapedLike(y, result) : result;
  }

  /** A tangent with the shape of the value, which it can be broadcast to. */
  private Expr shapedLike(Expr y, Expr tangent) {
    if (!(tangent.type() instanceof Type.Vector vector) || vector.shape().isEmpty()) {
      return tangent;
    }
    Variable dot = variables.fresh("dot", vector, Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(dot, tangent, Position.NONE));
    Expr read = Expr.read(dot);
    Expr isSame = Exprs.isSameShape(read, y);
    return Exprs.choose(isSame, read, Wholes.plus(Wholes.zero(y), read));
  }

  private Stmt withoutZeros(Stmt stmt, Callee operation) {
    Stmt.Declare declare = (Stmt.Declare) stmt;
    Expr value = withoutZeros(Objects.requireNonNull(declare.value()), operation);
    named.put(declare.variable(), value);
    if (mentions(value, active)) {
      active.add(declare.variable());
    } else if (mentions(value, zero)) {
      zero.add(declare.variable());
    }
    return new Stmt.Declare(declare.variable(), value, declare.position());
  }

  private Expr withoutZeros(Expr expr, Callee operation) {
    Expr mapped = Walk.mapParts(expr, part -> withoutZeros(part, operation));
    List<Expr> terms = mapped.type() instanceof Type.Whole ? Wholes.terms(mapped) : null;
    boolean isSum = mapped instanceof Expr.Binary sum && sum.operator() == Operator.PLUS;
    if (terms == null && isSum) {
      terms = Walk.parts(mapped);
    }
    if (terms != null && isZero(terms.get(0)) && terms.get(1).type().equals(expr.type())) {
      isShapeLost |= expr.type() instanceof Type.Vector && !isSame(terms.get(1), operation);
      return terms.get(1);
    } else if (terms != null && isZero(terms.get(1)) && terms.get(0).type().equals(expr.type())) {
      isShapeLost |= expr.type() instanceof Type.Vector && !isSame(terms.get(0), operation);
      return terms.get(0);
    } else if (mapped instanceof Expr.Binary difference
        && difference.operator() == Operator.MINUS
        && isZero(difference.right())
        && difference.left().type().equals(expr.type())) {
      return difference.left();
    }
    return mapped;
  }

  /** Whether a term is the operation itself, of the tangent of an operand in its place. */
  private boolean isSame(Expr term, Callee operation) {
    Expr value = term instanceof Expr.Read read ? named.getOrDefault(read.variable(), term) : term;
    if (!(value instanceof Expr.Call call)
        || !call.callee().signature().equals(operation.signature())) {
      return false;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      boolean isInPlace =
          argument instanceof Expr.Read read
              && Integer.valueOf(i).equals(operands.get(read.variable()));
      if (mentions(argument, active) && !isInPlace) {
        return false;
      }
    }
    return true;
  }

  /** Whether a term is made from tangents that are zero, and from none that is not. */
  private boolean isZero(Expr term) {
    return mentions(term, zero) && !mentions(term, active);
  }

  private static boolean mentions(Expr expr, Set<Variable> set) {
    return Walk.reads(expr).stream().anyMatch(set::contains);
  }

  /** Keeps the statements that the result is made from. */
  private static void keepNeeded(List<Stmt> body, Expr result) {
    Set<Variable> needed = new HashSet<>(Walk.reads(result));
    for (int i = body.size() - 1; i >= 0; i--) {
      Stmt.Declare declare = (Stmt.Declare) body.get(i);
      if (needed.contains(declare.variable())) {
        needed.addAll(Walk.reads(Objects.requireNonNull(declare.value())));
      } else {
        body.remove(i);
      }
    }
  }

  /** The tangents that are read, and then what reads them. */
  private void emit(List<Stmt> body, Expr result, Map<Variable, Expr> values) {
    Set<Variable> read = new HashSet<>(Walk.reads(result));
    body.forEach(
        stmt ->
            Walk.eachStatement(
                stmt, s -> Walk.expressions(s).forEach(e -> read.addAll(Walk.reads(e)))));
    values.forEach(
        (dot, value) -> {
          if (read.contains(dot)) {
            Expr given = zero.contains(dot) ? zeroOf(dot.type(), value) : value;
            out.add(new Stmt.Declare(dot, given, Position.NONE));
          }
        });
    out.addAll(body);
  }

  private Expr zeroOf(Type type, Expr value) {
    return type.isFloating()
        ? Expr.Literal.of(0.0, type)
        : new ZeroTangents(variables, out).of(value);
  }
}
