package dev.adjoint.processor.frontend;

import dev.adjoint.processor.diagnostic.Anchor;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A method that is to be differentiated, as far as its declaration tells.
 *
 * @param inputs the names of the parameters to differentiate with respect to; {@code this} is the
 *     receiver
 * @param modes what is asked for beside gradient and pullback
 * @param mutates the names of the parameters whose arrays may be written
 */
record AnnotatedMethod(
    ExecutableElement method,
    String name,
    List<String> inputs,
    Set<Mode> modes,
    Set<String> mutates) {

  /** Reads the declaration; null after reporting why it cannot be differentiated. */
  static @Nullable AnnotatedMethod createIfValid(
      ExecutableElement method, TypeReader types, ParameterTrees trees, Findings findings) {
    Annotations.View annotation =
        java.util.Objects.requireNonNull(Annotations.find(method, "Differentiable"));
    Position here = position(method, annotation);
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.ABSTRACT)
        && !(types.read(owner.asType()) instanceof Type.Sum)) {
      findings.add(Message.ABSTRACT_METHOD, here, method.getSimpleName());
      return null;
    } else if (modifiers.contains(Modifier.NATIVE)) {
      findings.add(Message.NATIVE_METHOD, here, method.getSimpleName());
      return null;
    }
    String hidden = whyHidden(owner);
    if (hidden != null) {
      findings.add(Message.PRIVATE_CLASS, here, owner.getSimpleName(), hidden);
      return null;
    } else if (!method.getTypeParameters().isEmpty() || isGeneric(owner)) {
      findings.add(Message.GENERIC_METHOD, here, method.getSimpleName());
      return null;
    }
    TypeElement hiddenType = hiddenType(method);
    if (hiddenType != null) {
      findings.add(Message.PRIVATE_CLASS, here, hiddenType.getSimpleName(), whyHidden(hiddenType));
      return null;
    }
    Type result = types.read(method.getReturnType());
    if (!result.isDifferentiable()) {
      findings.add(
          Message.NO_DIFFERENTIABLE_RESULT, here, method.getSimpleName(), method.getReturnType());
      return null;
    }
    List<String> inputs = inputs(method, annotation, types, trees, here, findings);
    if (inputs.isEmpty()) {
      return null;
    }
    String name = annotation.string("name");
    if (!name.isEmpty() && !SourceVersion.isName(name)) {
      findings.add(Message.ILLEGAL_NAME, here, name);
      return null;
    }
    Set<String> mutates = mutates(method, annotation, here, findings);
    return new AnnotatedMethod(
        method,
        name.isEmpty() ? method.getSimpleName().toString() : name,
        inputs,
        annotation.modes(),
        mutates);
  }

  /** What a method may write: what it names, and if nobody else can call it, everything. */
  private static Set<String> mutates(
      ExecutableElement method, Annotations.View annotation, Position here, Findings findings) {
    Set<String> known = new LinkedHashSet<>();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      known.add("this");
    }
    method.getParameters().forEach(parameter -> known.add(parameter.getSimpleName().toString()));
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      return known;
    }
    Set<String> result = new LinkedHashSet<>(annotation.strings("mutates"));
    for (String name : result) {
      if (!known.contains(name)) {
        findings.add(
            Message.UNKNOWN_MUTATES,
            here,
            name,
            method.getSimpleName(),
            Suggestion.among(List.copyOf(known), name));
      }
    }
    return result;
  }

  static Position position(Element element, Annotations.@Nullable View annotation) {
    return new Position(
        "", 0, new Anchor.OfElement(element, annotation == null ? null : annotation.mirror()));
  }

  /** Why generated code could not name a class; null if it can. */
  static @Nullable String whyHidden(TypeElement owner) {
    for (Element at = owner; at instanceof TypeElement type; at = at.getEnclosingElement()) {
      // Local and anonymous classes are not shown to processors at all.
      if (type.getModifiers().contains(Modifier.PRIVATE)) {
        return "private";
      }
    }
    return null;
  }

  /** A class in the signature that generated code could not name. */
  private static @Nullable TypeElement hiddenType(ExecutableElement method) {
    List<TypeMirror> signature = new ArrayList<>();
    signature.add(method.getReturnType());
    method.getParameters().forEach(parameter -> signature.add(parameter.asType()));
    for (TypeMirror type : signature) {
      TypeMirror leaf = type;
      while (leaf instanceof ArrayType array) {
        leaf = array.getComponentType();
      }
      if (leaf instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element
          && whyHidden(element) != null) {
        return element;
      }
    }
    return null;
  }

  private static boolean isGeneric(TypeElement owner) {
    return !owner.getTypeParameters().isEmpty();
  }

  /** What a method that is called is differentiated with respect to. */
  static List<String> inputs(Callee callee, Annotations.View annotation) {
    List<String> wrt = annotation.strings("wrt");
    return wrt.isEmpty()
        ? callee.operands().stream()
            .filter(operand -> operand.type().isDifferentiable() && !operand.constant())
            .map(Callee.Operand::name)
            .toList()
        : wrt;
  }

  private static List<String> inputs(
      ExecutableElement method,
      Annotations.View annotation,
      TypeReader types,
      ParameterTrees trees,
      Position here,
      Findings findings) {
    Map<String, TypeMirror> operands = new LinkedHashMap<>();
    Set<String> constant = new HashSet<>();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      operands.put("this", method.getEnclosingElement().asType());
    }
    for (VariableElement parameter : method.getParameters()) {
      operands.put(parameter.getSimpleName().toString(), parameter.asType());
      if (Annotations.find(parameter, "NonDifferentiable") != null) {
        constant.add(parameter.getSimpleName().toString());
      }
    }
    List<String> result = new ArrayList<>();
    List<String> wrt = annotation.strings("wrt");
    for (String name : wrt) {
      TypeMirror type = operands.get(name);
      if (type == null) {
        findings.add(
            Message.UNKNOWN_WRT,
            here,
            name,
            method.getSimpleName(),
            ParameterTrees.hasComponent(method.getEnclosingElement(), name)
                    && operands.containsKey("this")
                ? ": it is a component of the record; write wrt = \"this\", whose gradient has it"
                : Suggestion.among(List.copyOf(operands.keySet()), name));
      } else if (!types.read(type).isDifferentiable() || constant.contains(name)) {
        findings.add(Message.CONSTANT_WRT, here, name, type);
      } else if (!result.contains(name)) {
        result.add(name);
      }
    }
    if (wrt.isEmpty()) {
      operands.forEach(
          (name, type) -> {
            if (!constant.contains(name) && types.read(type).isDifferentiable()) {
              result.add(name);
            }
          });
      if (result.isEmpty()) {
        String list =
            operands.values().stream().map(TypeMirror::toString).collect(Collectors.joining(", "));
        findings.add(
            Message.NOTHING_TO_DIFFERENTIATE,
            here,
            method.getSimpleName(),
            list.isEmpty() ? "it has no parameters" : list);
      }
    }
    for (String name : result) {
      trees.requireTrees(operands.get(name), here, findings);
    }
    return result;
  }
}
