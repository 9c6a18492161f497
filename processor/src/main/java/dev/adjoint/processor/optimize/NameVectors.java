package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives names to vectors that are new and read within statements, so that they can be given back.
 *
 * <pre>
 * xBar.add(yBar.matmul(w));     becomes   Tensor matmul = yBar.matmul(w); xBar.add(matmul);
 * xBar.add(gradient.x());       becomes   Tensor part = gradient.x(); xBar.add(part);
 * </pre>
 */
final class NameVectors {
  private final Variables variables;
  private final Holders holders;

  NameVectors(Variables variables, Holders holders) {
    this.variables = variables;
    this.holders = holders;
  }

  Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    Set<Variable> here = new HashSet<>();
    for (Stmt stmt : block.statements()) {
      boolean isSimple = Walk.blocks(stmt).isEmpty() && !(stmt instanceof Stmt.Return);
      result.add(
          Walk.map(
              stmt,
              expr ->
                  isSimple && !mayLeaveOut(expr)
                      ? Walk.mapParts(expr, part -> name(part, here, result))
                      : expr,
              this::in));
      if (stmt instanceof Stmt.Declare s) {
        here.add(s.variable());
      }
    }
    return block.with(result);
  }

  private Expr name(Expr expr, Set<Variable> here, List<Stmt> out) {
    if (mayLeaveOut(expr)) {
      return expr;
    }
    Expr mapped = Walk.mapParts(expr, part -> name(part, here, out));
    if (!(mapped.type() instanceof Type.Vector vector) || vector.release().isEmpty()) {
      return mapped;
    } else if (mapped instanceof Expr.Call call && call.callee().makesVector()) {
      return declare(call.callee().name(), call, out);
    } else if (mapped instanceof Expr.Component part && holders.isPartOfGradient(part, here)) {
      return declare(part.name() + "Part", part, out);
    }
    return mapped;
  }

  private Expr declare(String name, Expr value, List<Stmt> out) {
    Variable named = variables.fresh(name, value.type(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(named, value, Position.NONE));
    return Expr.read(named);
  }

  /** Whether some parts of an expression are computed only sometimes. */
  static boolean mayLeaveOut(Expr expr) {
    return expr instanceof Expr.Conditional
        || (expr instanceof Expr.Binary binary
            && (binary.operator() == Operator.CONDITIONAL_AND
                || binary.operator() == Operator.CONDITIONAL_OR));
  }
}
