package dev.adjoint.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import java.util.List;

/** Names of types as JavaPoet wants them. */
final class Types {
  private Types() {}

  static TypeName of(Type type) {
    if (type instanceof Type.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> TypeName.BOOLEAN;
        case BYTE -> TypeName.BYTE;
        case SHORT -> TypeName.SHORT;
        case CHAR -> TypeName.CHAR;
        case INT -> TypeName.INT;
        case LONG -> TypeName.LONG;
        case FLOAT -> TypeName.FLOAT;
        case DOUBLE -> TypeName.DOUBLE;
      };
    } else if (type instanceof Type.Array array) {
      return ArrayTypeName.of(of(array.element()));
    } else if (type instanceof Type.Sequence sequence) {
      return ParameterizedTypeName.get(ClassName.get("java.util", "List"), of(sequence.element()));
    } else if (type instanceof Type.Whole whole) {
      return of(whole.name());
    } else if (type instanceof Type.Tree tree) {
      return of(tree.name(), tree.arguments());
    } else if (type instanceof Type.Other other) {
      return of(other.name(), other.arguments());
    } else if (type instanceof Type.Wildcard wildcard) {
      return of(wildcard);
    }
    return TypeName.VOID;
  }

  private static TypeName argument(Type type) {
    return type instanceof Type.Wildcard ? of(type) : of(type).box();
  }

  private static TypeName of(QualifiedName name, List<Type> arguments) {
    return arguments.isEmpty()
        ? of(name)
        : ParameterizedTypeName.get(
            of(name), arguments.stream().map(Types::argument).toArray(TypeName[]::new));
  }

  private static TypeName of(Type.Wildcard wildcard) {
    if (wildcard.bound() == null) {
      return WildcardTypeName.subtypeOf(Object.class);
    }
    TypeName bound = of(wildcard.bound()).box();
    return wildcard.isLower()
        ? WildcardTypeName.supertypeOf(bound)
        : WildcardTypeName.subtypeOf(bound);
  }

  static ClassName of(QualifiedName name) {
    List<String> names = name.simpleNames();
    return ClassName.get(
        name.packageName(), names.get(0), names.subList(1, names.size()).toArray(String[]::new));
  }
}
