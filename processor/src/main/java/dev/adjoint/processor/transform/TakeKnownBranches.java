package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Constants;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the arm that a constant chooses in the place of the choice, so that what only the other arm
 * reads is seen not to matter.
 *
 * <pre>
 * if (true) { a(); } else { b(); }   becomes   a();
 * 3 &gt; 2 ? x : y                   becomes   x
 * true &amp;&amp; c                   becomes   c
 * </pre>
 */
public final class TakeKnownBranches {
  private final Constants constants;
  private boolean changes;

  private TakeKnownBranches(Constants constants) {
    this.constants = constants;
  }

  public static Function in(Function function) {
    Block body = function.body();
    TakeKnownBranches pass;
    do {
      // A flag that was raised in an arm that is gone has become a constant itself.
      pass = new TakeKnownBranches(Constants.in(body));
      body = pass.take(body);
    } while (pass.changes);
    return function.withBody(body);
  }

  private Block take(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Boolean truth = stmt instanceof Stmt.If s ? constants.truth(s.condition()) : null;
      if (truth != null && stmt instanceof Stmt.If s) {
        changes = true;
        result.addAll(take(truth ? s.then() : s.otherwise()).statements());
      } else {
        result.add(Walk.map(stmt, this::choose, this::take));
      }
    }
    return block.with(result);
  }

  private Expr choose(Expr expr) {
    Expr inner = Walk.mapParts(expr, this::choose);
    if (inner instanceof Expr.Conditional e) {
      Boolean truth = constants.truth(e.condition());
      if (truth != null) {
        Expr arm = truth ? e.then() : e.otherwise();
        if (arm.type().equals(e.type()) || e.type() instanceof Type.Primitive) {
          changes = true;
          return Exprs.convert(arm, e.type());
        }
      }
    } else if (inner instanceof Expr.Binary e
        && (e.operator() == Operator.CONDITIONAL_AND || e.operator() == Operator.CONDITIONAL_OR)) {
      return shorten(e);
    }
    return inner;
  }

  /** The side that decides, if the other one is a constant. */
  private Expr shorten(Expr.Binary both) {
    boolean isAnd = both.operator() == Operator.CONDITIONAL_AND;
    Boolean left = constants.truth(both.left());
    if (left != null) {
      return left == isAnd ? both.right() : both.left();
    }
    Boolean right = constants.truth(both.right());
    // The left side runs in any case.
    return right != null && right == isAnd ? both.left() : both;
  }
}
