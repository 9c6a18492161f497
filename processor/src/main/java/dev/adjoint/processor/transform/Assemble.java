package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.VariableSet;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts the sweeps of an adjoint together into the bodies of methods. */
public final class Assemble {
  private final Adjoint adjoint;
  private final WrittenArrays written;

  public Assemble(Adjoint adjoint) {
    this.adjoint = adjoint;
    this.written = new WrittenArrays(adjoint);
  }

  /**
   * Both sweeps in one body, for a scalar result.
   *
   * @param result the type that holds the value and the gradient
   */
  public Block valueAndGradient(Type result, Type gradient) {
    Expr both = new Expr.NewRecord(result, List.of(adjoint.value(), gradient(gradient)));
    return new Block(bothSweeps(one(), List.of(new Stmt.Return(both, Position.NONE))));
  }

  /** The seed of a gradient. */
  Expr one() {
    Type type = adjoint.function().result();
    return new Expr.Literal(type == Type.Primitive.FLOAT ? "1f" : "1.0", type);
  }

  /** Both sweeps in one body, and what comes last. */
  List<Stmt> bothSweeps(Expr seed, List<Stmt> last) {
    List<Stmt> statements = new ArrayList<>(written.checks());
    statements.addAll(written.nameGiven());
    statements.addAll(adjoint.forward().statements());
    statements.addAll(written.keepAfter());
    statements.addAll(replace(adjoint.backward(), adjoint.seed(), seed).statements());
    statements.addAll(written.putBack());
    statements.addAll(last);
    return statements;
  }

  /** Both sweeps in one body, which returns the gradient alone. */
  Block vectorJacobianProduct(Expr seed, Type gradient) {
    List<Stmt> statements = new ArrayList<>(adjoint.forward().statements());
    statements.addAll(replace(adjoint.backward(), adjoint.seed(), seed).statements());
    statements.add(new Stmt.Return(gradient(gradient), Position.NONE));
    return new Block(statements);
  }

  /** What a pullback does when it is applied; it returns the gradient. */
  public Block backward(Type gradient) {
    List<Stmt> statements = new ArrayList<>();
    if (adjoint.isRerun()) {
      statements.addAll(written.startAgain());
      statements.addAll(adjoint.forward().statements());
    }
    statements.addAll(adjoint.backward().statements());
    statements.add(new Stmt.Return(gradient(gradient), Position.NONE));
    return new Block(statements);
  }

  /** The forward sweep alone, which returns the result and the residuals. */
  public Block forward(Type pullback, Set<Variable> residuals) {
    List<Stmt> statements = new ArrayList<>(written.checks());
    statements.addAll(written.keepBefore());
    List<Expr> arguments = new ArrayList<>();
    arguments.add(adjoint.value());
    residuals.forEach(residual -> arguments.add(residual(residual, statements)));
    statements.addAll(adjoint.forward().statements());
    statements.add(new Stmt.Return(new Expr.NewRecord(pullback, arguments), Position.NONE));
    return new Block(statements);
  }

  /**
   * What a pullback keeps of a variable: its value after the forward sweep, but that from before if
   * the pullback runs the forward sweep again.
   */
  private Expr residual(Variable variable, List<Stmt> before) {
    boolean isGiven =
        adjoint.isRerun()
            && adjoint.function().parameters().contains(variable)
            && Walk.assigned(adjoint.forward()).contains(variable);
    if (!isGiven) {
      return Expr.read(variable);
    }
    Variable given =
        adjoint
            .function()
            .variables()
            .fresh(variable.name() + "Given", variable.type(), Variable.Kind.TEMPORARY);
    before.add(new Stmt.Declare(given, Expr.read(variable), Position.NONE));
    return Expr.read(given);
  }

  /** What a backward sweep reads of the forward sweep, the result left out. */
  public Set<Variable> residuals(Block backward) {
    Set<Variable> result = new LinkedHashSet<>();
    collectFree(backward, new VariableSet(), result);
    result.remove(adjoint.seed());
    Walk.reads(adjoint.value()).forEach(result::remove);
    return result;
  }

  private static void collectFree(Block block, VariableSet declared, Set<Variable> free) {
    VariableSet scope = declared.copy();
    for (Stmt stmt : block.statements()) {
      for (Expr expr : Walk.expressions(stmt)) {
        addFree(expr, scope, free);
      }
      if (stmt instanceof Stmt.Declare s) {
        scope.add(s.variable());
      } else if (stmt instanceof Stmt.Assign s && !scope.contains(s.variable())) {
        free.add(s.variable());
      } else if (stmt instanceof Stmt.For s) {
        scope.add(s.index());
      }
      for (Block nested : Walk.blocks(stmt)) {
        collectFree(nested, scope, free);
      }
      if (stmt instanceof Stmt.For s) {
        scope.remove(s.index());
      }
    }
  }

  private static void addFree(Expr expr, VariableSet scope, Set<Variable> free) {
    for (Variable variable : Walk.reads(expr)) {
      if (!scope.contains(variable)) {
        free.add(variable);
      }
    }
  }

  private Expr gradient(Type type) {
    List<Expr> parts = new ArrayList<>();
    adjoint.inputs().forEach(input -> parts.add(adjoint.gradients().get(input)));
    return parts.size() == 1 ? parts.get(0) : new Expr.NewRecord(type, parts);
  }

  private static Block replace(Block block, Variable variable, Expr value) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(
          Walk.map(
              stmt,
              expr ->
                  Walk.substitute(expr, read -> read.equals(variable) ? value : Expr.read(read)),
              nested -> replace(nested, variable, value)));
    }
    return new Block(result);
  }
}
