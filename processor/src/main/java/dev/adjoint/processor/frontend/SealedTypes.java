package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Reads sealed interfaces whose values all are records. */
final class SealedTypes {
  private final TypeReader types;

  SealedTypes(TypeReader types) {
    this.types = types;
  }

  /** Whether a type is a sealed interface, and every class that it permits, at last, a record. */
  static boolean isSumOfRecords(TypeElement type) {
    return isSumOfRecords(type, new HashSet<>());
  }

  /**
   * @param around the interfaces that permit the type; javac refuses one that permits itself later
   */
  private static boolean isSumOfRecords(TypeElement type, Set<TypeElement> around) {
    return isSealed(type)
        && around.add(type)
        && type.getTypeParameters().isEmpty()
        && permitted(type).stream()
            .allMatch(
                each ->
                    each.getKind() == ElementKind.RECORD
                        ? each.getTypeParameters().isEmpty()
                        : isSumOfRecords(each, new HashSet<>(around)));
  }

  private static boolean isSealed(TypeElement type) {
    return type.getKind() == ElementKind.INTERFACE && type.getModifiers().contains(Modifier.SEALED);
  }

  /** The records that a value may be. */
  static List<TypeElement> recordsOf(TypeElement type) {
    Set<TypeElement> result = new LinkedHashSet<>();
    for (TypeElement each : permitted(type)) {
      if (each.getKind() == ElementKind.RECORD) {
        result.add(each);
      } else {
        result.addAll(recordsOf(each));
      }
    }
    return List.copyOf(result);
  }

  /**
   * What a call of a method of a sealed interface may run; none if the method is of another type.
   */
  static List<ExecutableElement> bodiesOf(ExecutableElement method) {
    List<ExecutableElement> result = new ArrayList<>();
    if (method.getEnclosingElement() instanceof TypeElement type
        && !method.getModifiers().contains(Modifier.STATIC)
        && isSumOfRecords(type)) {
      TypeReader types = new TypeReader();
      recordsOf(type).forEach(record -> result.add(Overrides.find(method, record, types)));
    }
    return result;
  }

  private static List<TypeElement> permitted(TypeElement type) {
    List<TypeElement> result = new ArrayList<>();
    for (TypeMirror each : type.getPermittedSubclasses()) {
      if (each instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element) {
        result.add(element);
      }
    }
    return result;
  }

  Type.Sum read(TypeElement type, QualifiedName name) {
    return new Type.Sum(
        name,
        hasDerivative(type.asType(), new HashSet<>()),
        holdsArrays(type.asType(), new HashSet<>()),
        supertypes(type));
  }

  private static Set<QualifiedName> supertypes(TypeElement type) {
    Set<QualifiedName> result = new LinkedHashSet<>();
    for (TypeMirror mirror : type.getInterfaces()) {
      TypeElement element = (TypeElement) ((DeclaredType) mirror).asElement();
      if (isSealed(element)) {
        result.add(TypeReader.nameOf(element));
      }
      result.addAll(supertypes(element));
    }
    return result;
  }

  /** Whether values have numbers to differentiate by; a record may hold values of its own type. */
  private boolean hasDerivative(TypeMirror mirror, Set<Element> seen) {
    if (mirror instanceof ArrayType array) {
      return hasDerivative(array.getComponentType(), seen);
    } else if (!(mirror instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return types.read(mirror).isDifferentiable();
    } else if (isList(declared)) {
      return hasDerivative(declared.getTypeArguments().get(0), seen);
    } else if (isSumOfRecords(element)) {
      return seen.add(element)
          && recordsOf(element).stream().anyMatch(each -> hasDerivative(each.asType(), seen));
    } else if (element.getKind() == ElementKind.RECORD && element.getTypeParameters().isEmpty()) {
      return seen.add(element)
          && element.getRecordComponents().stream()
              .filter(each -> Annotations.find(each, "NonDifferentiable") == null)
              .anyMatch(each -> hasDerivative(each.asType(), seen));
    }
    return types.read(mirror).isDifferentiable();
  }

  private boolean holdsArrays(TypeMirror mirror, Set<Element> seen) {
    if (mirror instanceof ArrayType) {
      return true;
    } else if (!(mirror instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return false;
    } else if (isList(declared)) {
      return holdsArrays(declared.getTypeArguments().get(0), seen);
    } else if (isSumOfRecords(element)) {
      return seen.add(element)
          && recordsOf(element).stream().anyMatch(each -> holdsArrays(each.asType(), seen));
    } else if (element.getKind() == ElementKind.RECORD && element.getTypeParameters().isEmpty()) {
      return seen.add(element)
          && element.getRecordComponents().stream()
              .map(RecordComponentElement::asType)
              .anyMatch(each -> holdsArrays(each, seen));
    }
    return types.read(mirror).holdsArrays();
  }

  private static boolean isList(DeclaredType type) {
    return ((TypeElement) type.asElement()).getQualifiedName().contentEquals("java.util.List")
        && type.getTypeArguments().size() == 1;
  }
}
