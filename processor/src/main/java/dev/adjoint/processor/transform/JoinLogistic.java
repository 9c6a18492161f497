package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the logistic function as one expression with a name, since its derivative needs nothing
 * but its value: {@code y' = y (1 - y)}.
 *
 * <pre>
 * exp = Math.exp(-z); … a * (1 / (1 + exp)) …   becomes   y = 1 / (1 + Math.exp(-z)); … a * y …
 * </pre>
 *
 * Only where the numerator is 1: any other quotient would round differently.
 */
public final class JoinLogistic {
  private final Function function;
  private final Map<Variable, Integer> reads = new HashMap<>();
  private final Map<Variable, Expr> exponentials = new HashMap<>();

  private JoinLogistic(Function function) {
    this.function = function;
  }

  public static Function in(Function function) {
    JoinLogistic pass = new JoinLogistic(function);
    Walk.eachExpression(
        function.body(),
        expr -> {
          if (expr instanceof Expr.Read read) {
            pass.reads.merge(read.variable(), 1, Integer::sum);
          }
        });
    return function.withBody(pass.join(function.body()));
  }

  /** What a logistic function is taken of; null if an expression is none. */
  static @Nullable Expr argument(Expr expr) {
    return expr instanceof Expr.Binary quotient
            && quotient.operator() == Operator.DIVIDE
            && quotient.type() == Type.Primitive.DOUBLE
            && isOne(quotient.left())
            && quotient.right() instanceof Expr.Binary sum
            && sum.operator() == Operator.PLUS
            && isOne(sum.left())
            && sum.right() instanceof Expr.Call call
            && isExponential(call)
        ? ((Expr.Unary) call.arguments().get(0)).operand()
        : null;
  }

  private static boolean isOne(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.text().matches("1(\\.0?)?[dD]?");
  }

  /** Whether a call is {@code Math.exp(-z)}. */
  private static boolean isExponential(Expr.Call call) {
    return call.callee().name().equals("exp")
        && call.callee().kind() == Callee.Kind.SCALAR
        && call.arguments().get(0) instanceof Expr.Unary negation
        && negation.operator() == Operator.NEGATE;
  }

  private Block join(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (isJoined(stmt, block)) {
        exponentials.put(((Stmt.Declare) stmt).variable(), ((Stmt.Declare) stmt).value());
        continue;
      }
      boolean isOwnName =
          stmt instanceof Stmt.Declare
              || stmt instanceof Stmt.Assign
              || stmt instanceof Stmt.Return;
      UnaryOperator<Expr> each =
          expr -> {
            Expr whole = isOwnName ? logistic(expr) : null;
            // An adjoint that reads the new value cannot have the old one as well.
            boolean readsOld =
                whole != null
                    && stmt instanceof Stmt.Assign assign
                    && Walk.reads(whole).contains(assign.variable());
            return whole != null && !readsOld ? whole : nameParts(expr, stmt, result);
          };
      result.add(Walk.map(stmt, each, this::join));
    }
    return new Block(result);
  }

  /** The logistic function as one expression; null if an expression is none. */
  private @Nullable Expr logistic(Expr expr) {
    return expr instanceof Expr.Binary quotient
            && quotient.operator() == Operator.DIVIDE
            && quotient.type() == Type.Primitive.DOUBLE
            && isOne(quotient.left())
            && quotient.right() instanceof Expr.Binary sum
            && sum.operator() == Operator.PLUS
            && exponential(sum) != null
        ? new Expr.Binary(
            Operator.DIVIDE,
            quotient.left(),
            new Expr.Binary(
                Operator.PLUS, Expr.Literal.of(1), exponential(sum), Type.Primitive.DOUBLE),
            Type.Primitive.DOUBLE)
        : null;
  }

  private @Nullable Expr exponential(Expr.Binary sum) {
    if (isOne(sum.left()) && sum.right() instanceof Expr.Read read) {
      return exponentials.get(read.variable());
    }
    return isOne(sum.right()) && sum.left() instanceof Expr.Read read
        ? exponentials.get(read.variable())
        : null;
  }

  private Expr nameParts(Expr expr, Stmt stmt, List<Stmt> out) {
    Expr logistic = logistic(expr);
    if (logistic == null) {
      return Walk.mapParts(expr, part -> nameParts(part, stmt, out));
    }
    Variable name =
        function.variables().fresh("logistic", logistic.type(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(name, logistic, stmt.position()));
    return Expr.read(name);
  }

  /**
   * Whether a statement names an exponential that only a logistic function right after it reads.
   */
  private boolean isJoined(Stmt stmt, Block block) {
    if (!(stmt instanceof Stmt.Declare declare)
        || declare.variable().kind() != Variable.Kind.TEMPORARY
        || !(declare.value() instanceof Expr.Call call)
        || !isExponential(call)
        || reads.getOrDefault(declare.variable(), 0) != 1) {
      return false;
    }
    int next = block.statements().indexOf(stmt) + 1;
    exponentials.put(declare.variable(), call);
    boolean[] found = new boolean[1];
    if (next < block.statements().size() && !isBranching(block.statements().get(next))) {
      for (Expr root : Walk.expressions(block.statements().get(next))) {
        Walk.each(root, part -> found[0] |= readsIn(logistic(part), call));
      }
    }
    exponentials.remove(declare.variable());
    return found[0];
  }

  private static boolean readsIn(@Nullable Expr logistic, Expr.Call call) {
    boolean[] found = new boolean[1];
    if (logistic != null) {
      Walk.each(logistic, part -> found[0] |= part == call);
    }
    return found[0];
  }

  private static boolean isBranching(Stmt stmt) {
    return !Walk.blocks(stmt).isEmpty();
  }
}
