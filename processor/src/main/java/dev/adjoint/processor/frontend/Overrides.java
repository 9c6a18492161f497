package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the method that runs when one of an interface is called on a record. */
final class Overrides {
  private Overrides() {}

  /** The record's own method, or the one that it inherits; the given one if there is no other. */
  static ExecutableElement find(ExecutableElement method, Type.Tree on, TypeReader types) {
    TypeElement record = types.elementOf(on);
    return record == null ? method : find(method, record, types);
  }

  static ExecutableElement find(ExecutableElement method, TypeElement record, TypeReader types) {
    if (method.getEnclosingElement().getKind() != ElementKind.INTERFACE
        || method.getModifiers().contains(Modifier.PRIVATE)) {
      return method;
    }
    ExecutableElement own = declared(method, record, types);
    if (own != null) {
      return own;
    }
    List<ExecutableElement> inherited = new ArrayList<>();
    Set<TypeElement> hidden = new LinkedHashSet<>();
    for (TypeElement each : interfacesOf(record)) {
      ExecutableElement candidate = declared(method, each, types);
      if (candidate != null) {
        inherited.add(candidate);
        hidden.addAll(interfacesOf(each));
      }
    }
    return inherited.stream()
        .filter(candidate -> !hidden.contains((TypeElement) candidate.getEnclosingElement()))
        .findFirst()
        .orElse(method);
  }

  private static @Nullable ExecutableElement declared(
      ExecutableElement method, TypeElement type, TypeReader types) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(own -> own.getSimpleName().equals(method.getSimpleName()))
        .filter(own -> !own.getModifiers().contains(Modifier.STATIC))
        .filter(own -> parameters(own, types).equals(parameters(method, types)))
        .findFirst()
        .orElse(null);
  }

  /** All interfaces of a type, those of its interfaces among them. */
  private static Set<TypeElement> interfacesOf(TypeElement type) {
    Set<TypeElement> result = new LinkedHashSet<>();
    for (TypeMirror mirror : type.getInterfaces()) {
      TypeElement element = (TypeElement) ((DeclaredType) mirror).asElement();
      result.add(element);
      result.addAll(interfacesOf(element));
    }
    return result;
  }

  private static List<String> parameters(ExecutableElement method, TypeReader types) {
    return method.getParameters().stream().map(p -> types.read(p.asType()).toString()).toList();
  }
}
