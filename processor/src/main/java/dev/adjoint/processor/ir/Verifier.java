package dev.adjoint.processor.ir;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** An executable specification of what a body may look like; runs between stages in tests. */
public final class Verifier {
  private final Block whole;

  private Verifier(Block whole) {
    this.whole = whole;
  }

  /**
   * Checks a body.
   *
   * @return true, so that it can stand in an {@code assert}
   * @throws IllegalStateException naming what is wrong
   */
  public static boolean verify(Block body, Collection<Variable> visible) {
    Verifier verifier = new Verifier(body);
    List<Stmt> statements = body.statements();
    verifier.require(
        !statements.isEmpty() && !Completion.completes(statements.get(statements.size() - 1)),
        "the body does not end in a return or a throw");
    VariableSet scope = new VariableSet();
    scope.addAll(visible);
    verifier.check(body, scope, true);
    return true;
  }

  private void check(Block block, VariableSet outer, boolean isTop) {
    VariableSet scope = outer.copy();
    List<Stmt> statements = block.statements();
    for (int i = 0; i < statements.size(); i++) {
      Stmt stmt = statements.get(i);
      require(
          !(stmt instanceof Stmt.Return) || (isTop && i == statements.size() - 1),
          "a return that is not the last statement");
      for (Expr expr : Walk.expressions(stmt)) {
        check(expr, scope, stmt);
      }
      if (stmt instanceof Stmt.Declare s) {
        declare(s.variable(), scope);
        require(
            s.value() == null || fits(s.value().type(), s.variable().type()),
            () -> "wrong type: " + Printer.print(stmt));
      } else if (stmt instanceof Stmt.Assign s) {
        require(scope.contains(s.variable()), () -> "not declared: " + Printer.print(stmt));
        require(
            fits(s.value().type(), s.variable().type()),
            () -> "wrong type: " + Printer.print(stmt));
      } else if (stmt instanceof Stmt.Store s) {
        require(s.array().type() instanceof Type.Array, () -> "no array: " + Printer.print(stmt));
        require(
            fits(s.value().type(), s.target().type()), () -> "wrong type: " + Printer.print(stmt));
      } else if (stmt instanceof Stmt.If s) {
        require(
            s.condition().type() == Type.Primitive.BOOLEAN, () -> "no condition: " + s.condition());
      }
      if (stmt instanceof Stmt.While s) {
        require(
            s.condition().type() == Type.Primitive.BOOLEAN, () -> "no condition: " + s.condition());
      }
      VariableSet inner = scope;
      if (stmt instanceof Stmt.For s) {
        require(
            s.step() != 0 && s.relation().isComparison(), () -> "no loop: " + Printer.print(stmt));
        inner = scope.copy();
        declare(s.index(), inner);
      }
      for (Block nested : Walk.blocks(stmt)) {
        check(nested, inner, false);
      }
    }
  }

  private void declare(Variable variable, VariableSet scope) {
    require(!scope.contains(variable), () -> "declared twice: " + variable);
    scope.add(variable);
  }

  private void check(Expr root, VariableSet scope, Stmt stmt) {
    Walk.each(
        root,
        expr -> {
          if (expr instanceof Expr.Read read) {
            require(
                scope.contains(read.variable()),
                () -> "not visible: " + read.variable() + " in " + Printer.print(stmt));
          } else if (expr instanceof Expr.Call call) {
            require(
                call.arguments().size() == call.callee().operands().size(),
                () -> "wrong number of arguments: " + Printer.print(call));
          } else if (expr instanceof Expr.Element element) {
            require(
                element.array().type().elementType() != null,
                () -> "no array: " + Printer.print(element));
          }
        });
  }

  /** Whether Java converts by itself from one type to the other. */
  private static boolean fits(Type from, Type to) {
    if (from instanceof Type.Primitive a && to instanceof Type.Primitive b) {
      return a == b || (a != Type.Primitive.BOOLEAN && a.compareTo(b) < 0) || isConstantFit(a, b);
    }
    return from.equals(to) || to instanceof Type.Other;
  }

  /** A constant of type int may initialize what is narrower. */
  private static boolean isConstantFit(Type.Primitive from, Type.Primitive to) {
    return from.compareTo(Type.Primitive.INT) <= 0
        && from != Type.Primitive.BOOLEAN
        && to != Type.Primitive.BOOLEAN
        && to.compareTo(Type.Primitive.INT) < 0;
  }

  private void require(boolean condition, String message) {
    require(condition, () -> message);
  }

  private void require(boolean condition, Supplier<String> message) {
    if (!condition) {
      throw new IllegalStateException(message.get() + "\nin\n" + Printer.print(whole));
    }
  }
}
