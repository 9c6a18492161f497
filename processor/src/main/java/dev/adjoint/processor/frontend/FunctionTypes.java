package dev.adjoint.processor.frontend;

import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Tells which interfaces lambdas can implement. */
final class FunctionTypes {
  /** What every object has anyway. */
  private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

  private FunctionTypes() {}

  static boolean isFunction(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && methodOf(element) != null;
  }

  /** Whether a method is the one that a lambda implements. */
  static boolean isCalled(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT)
        && !OF_OBJECT.contains(method.getSimpleName().toString())
        && methodOf((TypeElement) method.getEnclosingElement()) != null;
  }

  /** The one abstract method of an interface; null if it has none or several, or is sealed. */
  static @Nullable ExecutableElement methodOf(TypeElement type) {
    if (type.getKind() != ElementKind.INTERFACE || type.getModifiers().contains(Modifier.SEALED)) {
      return null;
    }
    ExecutableElement found = null;
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (method.getModifiers().contains(Modifier.ABSTRACT)
          && !OF_OBJECT.contains(method.getSimpleName().toString())) {
        if (found != null) {
          return null;
        }
        found = method;
      }
    }
    for (TypeMirror parent : type.getInterfaces()) {
      if (found == null && ((DeclaredType) parent).asElement() instanceof TypeElement element) {
        found = methodOf(element);
      }
    }
    return found;
  }
}
