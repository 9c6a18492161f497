package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Type;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Finds the method that runs when one of an interface is called on a record. */
final class Overrides {
  private Overrides() {}

  /** The record's own method, or the given one if it has none. */
  static ExecutableElement find(ExecutableElement method, Type.Tree on, TypeReader types) {
    if (method.getEnclosingElement().getKind() != ElementKind.INTERFACE
        || method.getModifiers().contains(Modifier.PRIVATE)) {
      return method;
    }
    TypeElement record = types.elementOf(on);
    if (record == null) {
      return method;
    }
    return ElementFilter.methodsIn(record.getEnclosedElements()).stream()
        .filter(own -> own.getSimpleName().equals(method.getSimpleName()))
        .filter(own -> parameters(own, types).equals(parameters(method, types)))
        .findFirst()
        .orElse(method);
  }

  private static List<String> parameters(ExecutableElement method, TypeReader types) {
    return method.getParameters().stream().map(p -> types.read(p.asType()).toString()).toList();
  }
}
