package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds the methods that compute several operations on vectors at once. */
final class Fusions {
  private Fusions() {}

  /**
   * The methods for the vectors that an operation works on.
   *
   * @param seen the vectors for which they were asked for before, and are not given again
   */
  static List<ExecutableElement> near(
      Callee operation, Elements elements, Set<QualifiedName> seen) {
    List<Type> types = new ArrayList<>();
    types.add(operation.result());
    operation.operands().forEach(operand -> types.add(operand.type()));
    List<ExecutableElement> result = new ArrayList<>();
    for (Type type : types) {
      if (type instanceof Type.Vector vector && seen.add(vector.name())) {
        TypeElement element = elements.getTypeElement(vector.name().toString());
        Annotations.View space = element == null ? null : Annotations.find(element, "TangentSpace");
        if (space != null) {
          result.addAll(ElementFilter.methodsIn(element.getEnclosedElements()));
          space
              .classes("fusions")
              .forEach(each -> result.addAll(ElementFilter.methodsIn(each.getEnclosedElements())));
        }
      }
    }
    return result;
  }
}
