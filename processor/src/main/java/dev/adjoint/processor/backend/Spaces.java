package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.adjoint.processor.ir.Type;

/** The runtime's descriptions of how values are made of numbers. */
final class Spaces {
  private static final ClassName SPACE = ClassName.get("dev.adjoint", "Space");

  private Spaces() {}

  /** The space that values of a type are of. */
  static CodeBlock of(Type type) {
    if (type instanceof Type.Primitive primitive) {
      return CodeBlock.of("$T.$L", SPACE, primitive.name());
    } else if (type instanceof Type.Array array && array.element() instanceof Type.Primitive p) {
      return CodeBlock.of("$T.$LS", SPACE, p.name());
    } else if (type instanceof Type.Array array) {
      return CodeBlock.of(
          "$T.arrays($L, $T[]::new)", SPACE, of(array.element()), Types.of(array.element()));
    } else if (type instanceof Type.Sequence list) {
      return CodeBlock.of("$T.lists($L)", SPACE, of(list.element()));
    } else if (type instanceof Type.Vector vector) {
      return CodeBlock.of("$T.SPACE", Types.of(vector.name()));
    } else if (type instanceof Type.Sum sum) {
      return CodeBlock.of("$T.of($T.TREE)", SPACE, Types.of(sum.name().companion("Tree")));
    } else if (type instanceof Type.Tree tree) {
      return CodeBlock.of("$T.of($T.TREE)", SPACE, Types.of(tree.name().companion("Tree")));
    }
    throw new IllegalArgumentException("no space of " + type);
  }
}
