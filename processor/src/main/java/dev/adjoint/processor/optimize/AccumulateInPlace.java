package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds contributions to the memory of an adjoint that nothing else holds.
 *
 * <pre>
 * Tensor hBar = a.matmul(b); hBar = hBar.plus(c);        becomes   …; hBar.add(c);
 * Tensor hBar = yBar; hBar = hBar.plus(a.matmul(b));     becomes   Tensor hBar = a.matmul(b); hBar.add(yBar);
 * Tensor hBar = yBar.sumTo(h.shape()); hBar = hBar.plus(a.matmul(b));     becomes   Tensor hBar = a.matmul(b); hBar.add(yBar.sumTo(h.shape()));
 * </pre>
 */
public final class AccumulateInPlace {
  private final Set<Variable> shared;

  private AccumulateInPlace(Set<Variable> shared) {
    this.shared = shared;
  }

  public static Block in(Block block) {
    Block swapped = startWithNew(block);
    return new AccumulateInPlace(SharedVectors.in(swapped)).add(swapped);
  }

  /** Lets an adjoint start with what is new, where its first contribution is another adjoint. */
  private static Block startWithNew(Block block) {
    List<Stmt> statements = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      statements.add(Walk.map(stmt, expr -> expr, AccumulateInPlace::startWithNew));
    }
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof Stmt.Declare first
          && first.value() != null
          && mayComeLater(first.value())
          && isAccumulator(first.variable())) {
        Expr copied = first.value();
        int second = next(statements, i, first.variable(), Walk.reads(copied));
        Expr term = second < 0 ? null : term(statements.get(second), first.variable());
        if (term instanceof Expr.Call call
            && call.callee().makesVector()
            && !Walk.reads(term, first.variable())) {
          Position position = statements.get(second).position();
          Stmt start = new Stmt.Declare(first.variable(), term, position, first.note());
          statements.set(second, start);
          statements.add(second + 1, sum(first.variable(), copied, first.position()));
          statements.remove(i);
          i--;
        }
      }
    }
    return block.with(statements);
  }

  /** Whether a value is the memory of something else, perhaps in another shape. */
  private static boolean mayComeLater(Expr value) {
    return value instanceof Expr.Read
        || (value instanceof Expr.Call call
            && call.type() instanceof Type.Vector vector
            && call.callee().kind() == Callee.Kind.PRIMITIVE
            && call.callee().isView()
            && call.arguments().stream()
                .allMatch(argument -> mayComeLater(argument) || isShape(argument, vector)));
  }

  private static boolean isShape(Expr expr, Type.Vector vector) {
    return expr instanceof Expr.Call call
        && call.callee().owner().equals(vector.name())
        && call.callee().name().equals(vector.shape())
        && call.arguments().stream().allMatch(Expr.Read.class::isInstance);
  }

  /** The next statement that mentions a variable, if others have the same values there. */
  private static int next(List<Stmt> statements, int after, Variable variable, Set<Variable> same) {
    for (int i = after + 1; i < statements.size(); i++) {
      boolean[] mentioned = new boolean[1];
      boolean[] changed = new boolean[1];
      Walk.eachStatement(
          statements.get(i),
          stmt -> {
            mentioned[0] |= variable.equals(Walk.target(stmt));
            changed[0] |= same.contains(Walk.target(stmt));
            Walk.expressions(stmt).forEach(expr -> mentioned[0] |= Walk.reads(expr, variable));
          });
      if (mentioned[0]) {
        return changed[0] ? -1 : i;
      } else if (changed[0]) {
        return -1;
      }
    }
    return -1;
  }

  private static Stmt sum(Variable variable, Expr term, Position position) {
    return new Stmt.Assign(variable, Wholes.plus(Expr.read(variable), term), position);
  }

  /** What a statement adds to a variable; null if it does anything else. */
  private static @Nullable Expr term(Stmt stmt, Variable variable) {
    if (stmt instanceof Stmt.Assign assign && assign.variable().equals(variable)) {
      List<Expr> terms = Wholes.terms(assign.value());
      return terms != null && terms.get(0).equals(Expr.read(variable)) ? terms.get(1) : null;
    }
    return null;
  }

  private static boolean isAccumulator(Variable variable) {
    return variable.isAdjoint()
        && variable.type() instanceof Type.Vector vector
        && !vector.add().isEmpty();
  }

  private Block add(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Assign assign
          && isAccumulator(assign.variable())
          && !shared.contains(assign.variable())) {
        Expr term = term(assign, assign.variable());
        if (term != null) {
          result.add(addition(assign.variable(), term, assign.position()));
          continue;
        }
      }
      result.add(Walk.map(stmt, expr -> expr, this::add));
    }
    return block.with(result);
  }

  private static Stmt addition(Variable variable, Expr term, Position position) {
    String add = ((Type.Vector) variable.type()).add();
    return new Stmt.Evaluate(
        Exprs.invokeRuntime(Expr.read(variable), add, new Type.Nothing(), term), position);
  }
}
