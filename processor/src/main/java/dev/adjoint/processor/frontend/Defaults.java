package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import java.util.List;

/** Values for variables that are assigned before they are read, where Java cannot see that. */
final class Defaults {
  private Defaults() {}

  static Expr of(Type type) {
    if (type == Type.Primitive.BOOLEAN) {
      return new Expr.Literal("false", type);
    } else if (type instanceof Type.Primitive) {
      return new Expr.Literal("0", type);
    } else if (type instanceof Type.Array array) {
      return new Expr.NewArray(array, List.of(Expr.Literal.of(0)));
    }
    return new Expr.Literal("null", type);
  }
}
