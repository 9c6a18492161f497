package dev.adjoint.processor.analysis;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reports where {@code ==} of numbers that depend on the inputs chooses between values: on the set
 * where they are equal, the derivative is that of one arm, which is hardly ever that of the
 * function.
 *
 * <pre>
 * x == 1 ? 1 : x                  has the derivative 0 at 1
 * r == 0 ? 0 : Math.sin(r) / r    keeps a division from 0, and is nobody's mistake
 * </pre>
 */
public final class EqualNumbers {
  /** A comparison, and where it stands. */
  private record Comparison(Expr.Binary expr, Position position) {}

  private final Function function;
  private final Activity activity;

  private EqualNumbers(Function function, Activity activity) {
    this.function = function;
    this.activity = activity;
  }

  /** Looks at every statement of a function. */
  public static void find(Function function, Activity activity, Findings findings) {
    EqualNumbers analysis = new EqualNumbers(function, activity);
    for (Comparison comparison : analysis.comparisons()) {
      if (analysis.choosesDerivative(comparison.expr())) {
        String operator = comparison.expr().operator() == Operator.EQUAL ? "==" : "!=";
        findings.add(Message.COMPARED, comparison.position(), operator);
      }
    }
  }

  private List<Comparison> comparisons() {
    List<Comparison> result = new ArrayList<>();
    Position[] near = {function.position()};
    Walk.eachStatement(
        function.body(),
        stmt -> {
          near[0] = stmt.position().isKnown() ? stmt.position() : near[0];
          for (Expr root : Walk.expressions(stmt)) {
            Walk.each(
                root,
                part -> {
                  if (part instanceof Expr.Binary binary && isComparison(stmt, binary)) {
                    result.add(new Comparison(binary, near[0]));
                  }
                });
          }
        });
    return result;
  }

  private boolean isComparison(Stmt stmt, Expr.Binary binary) {
    boolean isEquality =
        binary.operator() == Operator.EQUAL || binary.operator() == Operator.NOT_EQUAL;
    return isEquality
        && (binary.left().type().isFloating() || binary.right().type().isFloating())
        && !binary.left().equals(binary.right()) // Asks whether it is NaN.
        && (activity.varies(stmt, binary.left()) || activity.varies(stmt, binary.right()));
  }

  /** Whether a comparison decides between values with derivatives, and guards nothing. */
  private boolean choosesDerivative(Expr.Binary comparison) {
    Set<Variable> flags = flags(comparison);
    Set<Variable> compared = computedFrom(Walk.reads(comparison));
    boolean[] chooses = new boolean[1];
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.If branch
              && tells(branch.condition(), comparison, flags)
              && (Walk.anyStatement(branch.then(), activity::isActive)
                  || Walk.anyStatement(branch.otherwise(), activity::isActive))) {
            chooses[0] |=
                !isGuard(branch.then(), compared) && !isGuard(branch.otherwise(), compared);
          }
          for (Expr root : Walk.expressions(stmt)) {
            Walk.each(
                root,
                part -> {
                  if (part instanceof Expr.Conditional choice
                      && tells(choice.condition(), comparison, flags)
                      && activity.isActive(stmt)
                      && activity.varies(stmt, choice)) {
                    chooses[0] |=
                        !isSingular(choice.then(), compared)
                            && !isSingular(choice.otherwise(), compared);
                  }
                });
          }
        });
    return chooses[0];
  }

  /** The variables that hold whether the numbers are equal. */
  private Set<Variable> flags(Expr.Binary comparison) {
    Set<Variable> flags = new HashSet<>();
    int before;
    do {
      before = flags.size();
      Walk.eachStatement(
          function.body(),
          stmt -> {
            Variable target = Walk.target(stmt);
            if (target != null && target.type() == Type.Primitive.BOOLEAN) {
              for (Expr value : Walk.expressions(stmt)) {
                if (tells(value, comparison, flags)) {
                  flags.add(target);
                }
              }
            }
          });
    } while (flags.size() > before);
    return flags;
  }

  private static boolean tells(Expr condition, Expr.Binary comparison, Set<Variable> flags) {
    boolean[] found = new boolean[1];
    Walk.each(
        condition,
        part ->
            found[0] |=
                part == comparison
                    || (part instanceof Expr.Read r && flags.contains(r.variable())));
    return found[0];
  }

  private Set<Variable> computedFrom(Set<Variable> sources) {
    Set<Variable> result = new HashSet<>(sources);
    int before;
    do {
      before = result.size();
      Walk.eachStatement(
          function.body(),
          stmt -> {
            Variable target = Walk.target(stmt);
            if (target != null
                && Walk.expressions(stmt).stream().anyMatch(value -> mentions(value, result))) {
              result.add(target);
            }
          });
    } while (result.size() > before);
    return result;
  }

  private static boolean mentions(Expr expr, Set<Variable> variables) {
    return Walk.reads(expr).stream().anyMatch(variables::contains);
  }

  private static boolean isGuard(Block block, Set<Variable> compared) {
    return Walk.anyStatement(
        block,
        stmt -> Walk.expressions(stmt).stream().anyMatch(expr -> isSingular(expr, compared)));
  }

  /** Whether an expression divides by what is compared, or takes its logarithm and the like. */
  private static boolean isSingular(Expr expr, Set<Variable> compared) {
    boolean[] found = new boolean[1];
    Walk.each(
        expr,
        part -> {
          if (part instanceof Expr.Binary binary
              && (binary.operator() == Operator.DIVIDE
                  || binary.operator() == Operator.REMAINDER)) {
            found[0] |= mentions(binary.right(), compared);
          } else if (part instanceof Expr.Call call && ScalarRules.isSingular(call.callee())) {
            found[0] |= call.arguments().stream().anyMatch(each -> mentions(each, compared));
          }
        });
    return found[0];
  }
}
