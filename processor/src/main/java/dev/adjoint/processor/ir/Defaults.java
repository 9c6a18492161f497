package dev.adjoint.processor.ir;

import java.util.List;

/** Values for variables that are assigned before they are read, where Java cannot see that. */
public final class Defaults {
  private Defaults() {}

  /** A value of a type that nobody reads. */
  public static Expr of(Type type) {
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
