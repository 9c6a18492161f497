package dev.adjoint.processor;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.optimize.DropResizes;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.shape.InputShapes;
import dev.adjoint.processor.shape.ProvenShapes;
import dev.adjoint.processor.shape.ShapeInference;
import dev.adjoint.processor.transform.Adjoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what a method is given with the shapes that were declared, before anything else, so that
 * what follows from them can be relied on.
 *
 * <pre>
 * private static void checkLossShapes(Mlp mlp, Tensor x) {
 *   mlp.w1().requireShape("w1", "[784, H]", 784, -1);
 *   …
 * </pre>
 */
final class InputChecks {
  private final Function function;
  private final RuleBook rules;
  private final ShapeInference inference;
  private final InputShapes shapes;
  private final Optional<Body.Part> part;
  private final QualifiedName companion;

  /**
   * @param companion the class that is generated
   * @param name what the method that checks is called
   */
  InputChecks(
      Function function,
      RuleBook rules,
      ShapeInference inference,
      QualifiedName companion,
      String name) {
    this.function = function;
    this.rules = rules;
    this.inference = inference;
    this.companion = companion;
    this.shapes = InputShapes.of(function);
    this.part = part(name);
  }

  private Optional<Body.Part> part(String name) {
    List<Stmt> checks = shapes.checks();
    Set<Variable> read = new LinkedHashSet<>();
    checks.forEach(stmt -> Walk.expressions(stmt).forEach(expr -> read.addAll(Walk.reads(expr))));
    List<Variable> parameters = function.parameters().stream().filter(read::contains).toList();
    return checks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Body.Part(name, parameters, new Type.Nothing(), new Block(checks)));
  }

  /** A body that starts with the checks. */
  Block before(Block body) {
    if (part.isEmpty()) {
      return body;
    }
    List<Expr> arguments = part.get().parameters().stream().map(Expr::read).toList();
    Callee callee =
        new Callee(
            companion,
            part.get().name(),
            true,
            arguments.stream().map(argument -> new Callee.Operand("a", argument.type())).toList(),
            new Type.Nothing(),
            Callee.Kind.HELPER);
    return first(new Expr.Call(callee, arguments, Position.NONE), body);
  }

  /**
   * The body of a pullback that starts with a check of the seed's shape. The value is a field of
   * the pullback, which only the method itself sees, and none of its parts.
   */
  static Body ofSeed(Adjoint adjoint, Body body) {
    if (!(adjoint.value().type() instanceof Type.Vector vector)
        || vector.requireShape().isEmpty()
        || vector.shape().isEmpty()) {
      return body;
    }
    Type sizes = new Type.Array(Type.Primitive.INT);
    Type text = new Type.Other(QualifiedName.of("java.lang", "String"), List.of());
    Expr check =
        Exprs.invokeRuntime(
            Expr.read(adjoint.seed()),
            vector.requireShape(),
            new Type.Nothing(),
            new Expr.Literal("\"the seed\"", text),
            new Expr.Literal("\"\"", text),
            Exprs.invoke(adjoint.value(), vector.shape(), sizes));
    return new Body(first(check, body.main()), body.parts(), body.locals());
  }

  private static Block first(Expr check, Block body) {
    List<Stmt> statements = new ArrayList<>();
    statements.add(new Stmt.Evaluate(check, Position.NONE));
    statements.addAll(body.statements());
    return new Block(statements);
  }

  /** The body with the method that checks beside it. */
  Body with(Body body) {
    List<Body.Part> parts = new ArrayList<>(body.parts());
    part.ifPresent(parts::add);
    return new Body(body.main(), parts, body.locals());
  }

  /** What is certain about the two sweeps of an adjoint, after the checks. */
  DropResizes.Facts facts(Adjoint adjoint) {
    List<Stmt> statements = new ArrayList<>(adjoint.forward().statements());
    if (adjoint.value().type() instanceof Type.Vector) {
      statements.add(new Stmt.Declare(adjoint.seed(), adjoint.value(), Position.NONE));
    }
    statements.addAll(adjoint.backward().statements());
    return facts(new Block(statements));
  }

  /** What is certain about a body, after the checks. */
  DropResizes.Facts facts(Block body) {
    ProvenShapes proven = inference.proven(function.withBody(body), shapes);
    return new DropResizes.Facts() {
      @Override
      public boolean isResize(Callee callee) {
        PrimitiveRule rule = rules.declared(callee);
        return rule != null && rule.resizes();
      }

      @Override
      public boolean isView(Callee callee) {
        PrimitiveRule rule = rules.declared(callee);
        return rule != null && rule.view();
      }

      @Override
      public boolean areEqual(Expr a, Expr b) {
        return proven.areEqual(a, b);
      }

      @Override
      public boolean differ(Expr a, Expr b) {
        return proven.differ(a, b);
      }
    };
  }
}
