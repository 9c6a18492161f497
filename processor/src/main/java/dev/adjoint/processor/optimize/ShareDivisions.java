package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Divides once where adjoints are divided by the same variable several times, or in each trip of a
 * loop: a division takes as long as several products.
 *
 * <pre>
 * xBar = aBar / z; yBar = bBar / z;   becomes   zInverse = 1 / z; xBar = aBar * zInverse; …
 * </pre>
 *
 * Only adjoints, which may round otherwise, and only {@code double}: the values of the method stay
 * what they are to the bit.
 */
final class ShareDivisions {
  /** A loop is taken to have more trips than one. */
  private static final int TRIPS = 2;

  private final Variables variables;

  private ShareDivisions(Variables variables) {
    this.variables = variables;
  }

  static Block in(Block block, Variables variables) {
    return new ShareDivisions(variables).share(block);
  }

  /** Statements of a block that divide by a variable which keeps its value from first to last. */
  private static final class Run {
    private final List<Integer> statements = new ArrayList<>();
    private int divisions;
  }

  private Block share(Block block) {
    List<Map<Variable, Variable>> inverses = new ArrayList<>();
    List<List<Stmt>> before = new ArrayList<>();
    Map<Variable, Run> open = new LinkedHashMap<>();
    for (Stmt stmt : block.statements()) {
      int at = inverses.size();
      inverses.add(new LinkedHashMap<>());
      before.add(new ArrayList<>());
      Map<Variable, Integer> divisions = new LinkedHashMap<>();
      count(stmt, 1, divisions);
      for (Variable changed : Walk.assigned(stmt)) {
        divisions.remove(changed);
        Run run = open.remove(changed);
        if (run != null) {
          share(changed, run, block, inverses, before);
        }
      }
      divisions.forEach(
          (divisor, count) -> {
            Run run = open.computeIfAbsent(divisor, d -> new Run());
            run.statements.add(at);
            run.divisions += count;
          });
    }
    open.forEach((divisor, run) -> share(divisor, run, block, inverses, before));
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < inverses.size(); i++) {
      result.addAll(before.get(i));
      result.add(shared(multiply(block.statements().get(i), inverses.get(i))));
    }
    return block.with(result);
  }

  private Stmt shared(Stmt stmt) {
    return Walk.map(stmt, expr -> expr, this::share);
  }

  /** Declares the inverse of what is divided by more than once, before the first division. */
  private void share(
      Variable divisor,
      Run run,
      Block block,
      List<Map<Variable, Variable>> inverses,
      List<List<Stmt>> before) {
    if (run.divisions < 2) {
      return;
    }
    Variable inverse =
        variables.fresh(divisor.name() + "Inverse", divisor.type(), Variable.Kind.TEMPORARY);
    run.statements.forEach(at -> inverses.get(at).put(divisor, inverse));
    int first = run.statements.get(0);
    Expr value =
        new Expr.Binary(
            Operator.DIVIDE, Expr.Literal.of(1), Expr.read(divisor), Type.Primitive.DOUBLE);
    before
        .get(first)
        .add(new Stmt.Declare(inverse, value, block.statements().get(first).position()));
  }

  /**
   * Counts the divisions of adjoints by variables.
   *
   * @param times how often the statement runs; what may not run counts nothing, and is rewritten
   *     with the rest
   */
  private static void count(Stmt stmt, int times, Map<Variable, Integer> out) {
    if (isAdjoint(stmt)) {
      factors(value(stmt), divisor -> out.merge(divisor, times, Integer::sum));
    }
    boolean isLoop = stmt instanceof Stmt.For || stmt instanceof Stmt.While;
    for (Block nested : Walk.blocks(stmt)) {
      nested.statements().forEach(inner -> count(inner, isLoop ? TRIPS * times : 0, out));
    }
  }

  /** Whether a statement gives a value to an adjoint. */
  private static boolean isAdjoint(Stmt stmt) {
    if (stmt instanceof Stmt.Store store) {
      return Walk.base(store.array()).stream().allMatch(Variable::isAdjoint);
    }
    Variable target = Walk.target(stmt);
    return target != null && target.isAdjoint() && !Walk.expressions(stmt).isEmpty();
  }

  /** Visits what an adjoint is divided by, wherever it is a sum of products and quotients. */
  private static void factors(Expr expr, Consumer<Variable> visitor) {
    Variable divisor = divisor(expr);
    if (divisor != null) {
      visitor.accept(divisor);
    }
    if (isArithmetic(expr)) {
      Walk.parts(expr).forEach(part -> factors(part, visitor));
    }
  }

  private static boolean isArithmetic(Expr expr) {
    return expr.type() == Type.Primitive.DOUBLE
        && (expr instanceof Expr.Binary || expr instanceof Expr.Unary);
  }

  /** The variable of the method that an expression divides by; null if it is no such division. */
  private static @Nullable Variable divisor(Expr expr) {
    return expr instanceof Expr.Binary quotient
            && quotient.operator() == Operator.DIVIDE
            && quotient.type() == Type.Primitive.DOUBLE
            && quotient.right() instanceof Expr.Read read
            && read.type() == Type.Primitive.DOUBLE
            && !read.variable().isAdjoint()
        ? read.variable()
        : null;
  }

  private static Stmt multiply(Stmt stmt, Map<Variable, Variable> inverses) {
    if (inverses.isEmpty()) {
      return stmt;
    }
    Expr value = isAdjoint(stmt) ? value(stmt) : null;
    return Walk.map(
        stmt,
        expr -> expr == value ? multiply(expr, inverses) : expr,
        nested ->
            nested.with(
                nested.statements().stream().map(inner -> multiply(inner, inverses)).toList()));
  }

  private static Expr multiply(Expr expr, Map<Variable, Variable> inverses) {
    if (!isArithmetic(expr)) {
      return expr;
    }
    Expr mapped = Walk.mapParts(expr, part -> multiply(part, inverses));
    Variable inverse = inverses.get(divisor(mapped));
    if (inverse == null) {
      return mapped;
    }
    Expr dividend = ((Expr.Binary) mapped).left();
    return dividend.equals(Expr.Literal.of(1))
        ? Expr.read(inverse)
        : new Expr.Binary(Operator.TIMES, dividend, Expr.read(inverse), Type.Primitive.DOUBLE);
  }

  /** What a statement gives to a variable or an element. */
  private static Expr value(Stmt stmt) {
    List<Expr> expressions = Walk.expressions(stmt);
    return expressions.get(expressions.size() - 1);
  }
}
