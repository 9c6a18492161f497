package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Finds what stands for the type parameters of a generic method and of its class in a call, by
 * comparing the types of its declaration with those of the call.
 */
final class TypeArguments {
  private final Set<Element> parameters;
  private final TypeReader types;
  private final Map<Element, Type> bound;

  /**
   * @param types reads the types where the call stands
   * @param bound has what is known, and gets what is found
   */
  TypeArguments(ExecutableElement method, TypeReader types, Map<Element, Type> bound) {
    this.parameters = new HashSet<>(method.getTypeParameters());
    ((TypeElement) method.getEnclosingElement())
        .getTypeParameters().stream()
            .filter(parameter -> !bound.containsKey(parameter))
            .forEach(parameters::add);
    this.types = types;
    this.bound = bound;
  }

  void matchAll(List<? extends TypeMirror> declared, List<? extends TypeMirror> actual) {
    for (int i = 0; i < Math.min(declared.size(), actual.size()); i++) {
      match(declared.get(i), actual.get(i));
    }
  }

  void match(TypeMirror declared, TypeMirror actual) {
    if (declared instanceof TypeVariable variable && parameters.contains(variable.asElement())) {
      bound.putIfAbsent(variable.asElement(), types.read(actual));
    } else if (declared instanceof ArrayType a && actual instanceof ArrayType b) {
      match(a.getComponentType(), b.getComponentType());
    } else if (declared instanceof DeclaredType a && actual instanceof DeclaredType b) {
      matchAll(a.getTypeArguments(), b.getTypeArguments());
    }
  }
}
