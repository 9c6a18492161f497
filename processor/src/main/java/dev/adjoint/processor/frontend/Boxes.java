package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Type;
import java.util.Map;

/** The classes that hold primitive values where the language wants objects. */
final class Boxes {
  private static final Map<String, Type> PRIMITIVES =
      Map.of(
          "Double", Type.Primitive.DOUBLE,
          "Float", Type.Primitive.FLOAT,
          "Long", Type.Primitive.LONG,
          "Integer", Type.Primitive.INT,
          "Boolean", Type.Primitive.BOOLEAN);

  private Boxes() {}

  /** The primitive type of what is in a box; any other type as it is. */
  static Type unboxed(Type type) {
    return type instanceof Type.Other other && other.name().packageName().equals("java.lang")
        ? PRIMITIVES.getOrDefault(other.name().simpleName(), type)
        : type;
  }

  static boolean isBox(Type type) {
    return unboxed(type) != type;
  }
}
