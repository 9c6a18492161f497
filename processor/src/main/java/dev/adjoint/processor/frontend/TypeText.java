package dev.adjoint.processor.frontend;

import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Types as they stand in made-up sources: with whole names, and without annotations. */
final class TypeText {
  private TypeText() {}

  static String of(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return of(array.getComponentType()) + "[]";
    } else if (type instanceof DeclaredType declared) {
      String name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
      return declared.getTypeArguments().isEmpty()
          ? name
          : declared.getTypeArguments().stream()
              .map(TypeText::of)
              .collect(Collectors.joining(", ", name + "<", ">"));
    }
    return type.getKind().isPrimitive()
        ? type.getKind().name().toLowerCase(Locale.ROOT)
        : type.toString();
  }

  /** The type as a type argument. */
  static String boxed(TypeMirror type) {
    return type.getKind() == TypeKind.DOUBLE
        ? "Double"
        : type.getKind() == TypeKind.FLOAT ? "Float" : of(type);
  }
}
