package dev.adjoint.processor.analysis;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import java.util.Set;

/**
 * Reports where a derivative would get lost in silence: a value that depends on the inputs becomes
 * a whole number or an object, or goes to a method that has no derivative and may even write into
 * it.
 */
public final class LostDerivatives {
  private static final Set<String> STEPS = Set.of("round", "getExponent");
  private static final Set<String> BITS =
      Set.of("doubleToLongBits", "doubleToRawLongBits", "floatToIntBits", "floatToRawIntBits");

  private final Activity activity;
  private final Findings findings;

  /** The last place that was seen: what is copied from elsewhere may have none. */
  private Position near;

  private LostDerivatives(Function function, Activity activity, Findings findings) {
    this.near = function.position();
    this.activity = activity;
    this.findings = findings;
  }

  /** Looks at every statement of a function. */
  public static void find(Function function, Activity activity, Findings findings) {
    LostDerivatives analysis = new LostDerivatives(function, activity, findings);
    Walk.eachStatement(function.body(), analysis::find);
  }

  private void find(Stmt stmt) {
    near = stmt.position().isKnown() ? stmt.position() : near;
    if (stmt instanceof Stmt.Throw || stmt instanceof Stmt.Evaluate) {
      return; // Has no value that could carry a derivative.
    }
    if (stmt instanceof Stmt.Declare s && s.value() != null) {
      hides(stmt, s.variable().type(), s.value());
    } else if (stmt instanceof Stmt.Assign s) {
      hides(stmt, s.variable().type(), s.value());
    } else if (stmt instanceof Stmt.Store s) {
      hides(stmt, s.target().type(), s.value());
    }
    for (Expr root : Walk.expressions(stmt)) {
      Walk.each(
          root,
          part -> {
            if (part instanceof Expr.Cast cast) {
              cast(stmt, cast);
            } else if (part instanceof Expr.Binary text && text.type() instanceof Type.Other) {
              hides(stmt, text.type(), text.left());
              hides(stmt, text.type(), text.right());
            } else if (part instanceof Expr.Call call && !call.type().isDifferentiable()) {
              call(stmt, call);
            } else if (part instanceof Expr.NewRecord record
                && record.type() instanceof Type.Tree tree) {
              for (int i = 0; i < tree.components().size(); i++) {
                Type.Component component = tree.components().get(i);
                if (!component.constant()) {
                  hides(stmt, component.type(), record.arguments().get(i));
                }
              }
            } else if (part instanceof Expr.ArrayLiteral array) {
              array.elements().forEach(each -> hides(stmt, array.type().elementType(), each));
            }
          });
    }
  }

  /** A number in a box, or a tensor in an Object, has no adjoint. */
  private void hides(Stmt stmt, Type type, Expr value) {
    if (type instanceof Type.Other && activity.varies(stmt, value)) {
      findings.add(
          Message.UNSUPPORTED,
          near,
          "a number or tensor where a " + type + " is declared",
          "declare its own type");
    }
  }

  private void cast(Stmt stmt, Expr.Cast cast) {
    if (cast.operand().type().isFloating()
        && !cast.type().isFloating()
        && activity.varies(stmt, cast.operand())) {
      findings.add(Message.ZERO_DERIVATIVE, near, "(" + cast.type() + ")");
    }
  }

  private void call(Stmt stmt, Expr.Call call) {
    Callee callee = call.callee();
    boolean varies = call.arguments().stream().anyMatch(each -> activity.varies(stmt, each));
    if (!varies) {
      return;
    } else if (callee.kind() == Callee.Kind.HELPER && STEPS.contains(callee.name())) {
      findings.add(Message.ZERO_DERIVATIVE, call.position(), callee);
    } else if ((callee.kind() == Callee.Kind.HELPER && BITS.contains(callee.name()))
        || (callee.kind() == Callee.Kind.PRIMITIVE && isLost(call))
        || (callee.kind() == Callee.Kind.UNKNOWN && !isHarmless(call))) {
      findings.add(Message.NO_DERIVATIVE, call.position(), callee);
    } else if (callee.kind() == Callee.Kind.FUNCTION && !onlyTells(call)) {
      findings.add(Message.UNKNOWN_FUNCTION, call.position(), callee);
    }
  }

  /** Whether an operation gives something that can have no derivative, such as an index. */
  private static boolean isLost(Expr.Call call) {
    boolean isNumbers = call.type() instanceof Type.Primitive || call.type() instanceof Type.Array;
    return isNumbers && !call.type().isDifferentiable() && !onlyTells(call);
  }

  /** Whether a method can only look at numbers, and tells no more than yes or no. */
  private static boolean isHarmless(Expr.Call call) {
    return call.callee().owner().packageName().startsWith("java.") || onlyTells(call);
  }

  private static boolean onlyTells(Expr.Call call) {
    return call.type() == Type.Primitive.BOOLEAN
        && call.arguments().stream().noneMatch(each -> each.type() instanceof Type.Array);
  }
}
