package dev.adjoint.processor.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of adjoints that are values of the type itself: methods of a tangent space's
 * class, or of the parameter tree of a sealed interface.
 *
 * <pre>
 * t.plus(u)        LayerTree.TREE.plus(layer, other)
 * </pre>
 */
public final class Wholes {
  private Wholes() {}

  /** The zero of the structure of a value. */
  public static Expr zero(Expr like) {
    return like.type() instanceof Type.Vector vector
        ? Exprs.invoke(like, vector.zero(), vector)
        : ofTree("zeros", like);
  }

  public static Expr plus(Expr left, Expr right) {
    return left.type() instanceof Type.Vector vector
        ? Exprs.invoke(left, vector.plus(), vector, right)
        : ofTree("plus", left, right);
  }

  public static Expr negate(Expr value) {
    return value.type() instanceof Type.Vector vector
        ? Exprs.invoke(value, vector.negate(), vector)
        : ofTree("negate", value);
  }

  /** An equal value in memory of its own. */
  public static Expr copy(Expr value) {
    return value.type() instanceof Type.Vector vector
        ? Exprs.invoke(value, vector.copy(), vector)
        : ofTree("copy", value);
  }

  /** Whether an expression is what {@link #zero} gives. */
  public static boolean isZero(Expr expr) {
    return arguments(expr, expr.type() instanceof Type.Vector v ? v.zero() : "zeros", 1) != null;
  }

  /** The two sides of what {@link #plus} gives; null for anything else. */
  public static @Nullable List<Expr> terms(Expr expr) {
    return arguments(expr, expr.type() instanceof Type.Vector v ? v.plus() : "plus", 2);
  }

  /** What is copied by what {@link #copy} gives; null for anything else. */
  public static @Nullable Expr original(Expr expr) {
    List<Expr> arguments =
        arguments(expr, expr.type() instanceof Type.Vector v ? v.copy() : "copy", 1);
    return arguments == null ? null : arguments.get(0);
  }

  /** Whether an expression is what one of these methods gives. */
  public static boolean isArithmetic(Expr expr) {
    String negate = expr.type() instanceof Type.Vector v ? v.negate() : "negate";
    return isZero(expr)
        || terms(expr) != null
        || arguments(expr, negate, 1) != null
        || original(expr) != null;
  }

  private static Expr ofTree(String method, Expr... arguments) {
    Type.Sum sum = (Type.Sum) arguments[0].type();
    return Exprs.invoke(treeOf(sum), method, sum, arguments);
  }

  private static Expr treeOf(Type.Sum sum) {
    QualifiedName tree = sum.name().companion("Tree");
    return new Expr.StaticField(tree, "TREE", new Type.Other(tree, List.of()));
  }

  private static @Nullable List<Expr> arguments(Expr expr, String method, int count) {
    if (!(expr instanceof Expr.Call call)
        || !(call.type() instanceof Type.Whole)
        || call.callee().kind() != Callee.Kind.PRIMITIVE
        || !call.callee().name().equals(method)) {
      return null;
    }
    List<Expr> arguments = call.arguments();
    if (call.type() instanceof Type.Sum sum) {
      boolean isOfTree = !arguments.isEmpty() && arguments.get(0).equals(treeOf(sum));
      arguments = isOfTree ? arguments.subList(1, arguments.size()) : List.of();
    }
    return arguments.size() == count ? arguments : null;
  }
}
