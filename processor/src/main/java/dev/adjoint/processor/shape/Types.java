package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Type;

/** What types alone tell about shapes. */
final class Types {
  private Types() {}

  /** The shape of a value of which only the type is known. */
  static Shape unknownShape(Type type) {
    if (type instanceof Type.Primitive) {
      return Shape.SCALAR;
    }
    boolean isArray = type instanceof Type.Array array && array.leaf() instanceof Type.Primitive;
    return isArray ? Shape.ofRank(((Type.Array) type).rank()) : Shape.UNKNOWN;
  }

  /** Whether values of the type have a shape that may be worth showing. */
  static boolean hasShape(Type type) {
    return type instanceof Type.Vector
        || (type instanceof Type.Array && unknownShape(type) != Shape.UNKNOWN);
  }
}
