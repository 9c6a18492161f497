package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Reads the methods that bodies call, and decides where the derivative of each comes from. */
final class CalleeReader {
  private final TypeReader types;
  private final Map<String, ExecutableElement> elements = new HashMap<>();
  private final Map<String, TypeReader> readers = new HashMap<>();
  private final Map<String, Tree> calls = new HashMap<>();
  private final Map<String, DerivedCalls.Found> derived = new HashMap<>();

  CalleeReader(TypeReader types) {
    this.types = types;
  }

  /**
   * Reads a method.
   *
   * @param isInSameFile whether a method's body stands in the file that is being lowered
   */
  Callee read(ExecutableElement method, Predicate<ExecutableElement> isInSameFile) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    return read(method, types.read(owner.asType()), types, isInSameFile);
  }

  /**
   * Reads a method as it is called.
   *
   * @param receiver the type that it is called on
   * @param types knows what stands for the type parameters
   */
  Callee read(
      ExecutableElement method,
      Type receiver,
      TypeReader types,
      Predicate<ExecutableElement> isInSameFile) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    Callee.Kind kind = kind(method, receiver, types, isInSameFile);
    boolean isCut = kind == Callee.Kind.BODY && isConstant(method);
    List<Callee.Operand> operands = new ArrayList<>();
    if (!isStatic) {
      Type declared = types.read(owner.asType());
      boolean takesInterface = kind == Callee.Kind.COMPANION && declared instanceof Type.Sum;
      operands.add(new Callee.Operand("this", takesInterface ? declared : receiver, isCut, false));
    }
    List<? extends VariableElement> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      VariableElement parameter = parameters.get(i);
      operands.add(
          new Callee.Operand(
              parameter.getSimpleName().toString(),
              types.read(parameter.asType()),
              isCut || isConstant(parameter),
              method.isVarArgs() && i == parameters.size() - 1));
    }
    Callee callee =
        new Callee(
            TypeReader.nameOf(owner),
            method.getSimpleName().toString(),
            isStatic,
            operands,
            types.read(method.getReturnType()),
            kind,
            isView(method));
    if (Annotations.find(method, "Primitive") != null) {
      callee = callee.operation();
    }
    elements.put(callee.signature(), method);
    readers.put(callee.signature(), types);
    return callee;
  }

  /** Whether its author declared that something has no derivative. */
  static boolean isConstant(Element declared) {
    return Annotations.find(declared, "NonDifferentiable") != null;
  }

  private static boolean isView(ExecutableElement method) {
    Annotations.@Nullable View primitive = Annotations.find(method, "Primitive");
    return primitive == null || primitive.flag("view") || primitive.flag("resizes");
  }

  private static Callee.Kind kind(
      ExecutableElement method,
      Type receiver,
      TypeReader types,
      Predicate<ExecutableElement> isInSameFile) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (isConstant(method)) {
      // Generated code cannot call what is private: it is copied, cut off from what it is given.
      return method.getModifiers().contains(Modifier.PRIVATE)
              && hasOneBody(method, true, types)
              && isInSameFile.test(method)
          ? Callee.Kind.BODY
          : Callee.Kind.CONSTANT;
    } else if (Annotations.find(method, "Primitive") != null) {
      return Callee.Kind.PRIMITIVE;
    } else if (isFunctionOfNumbers(method, owner)
        && ScalarRules.covers(method.getSimpleName().toString(), method.getParameters().size())) {
      return Callee.Kind.SCALAR;
    } else if (isFunctionOfNumbers(method, owner)) {
      return Callee.Kind.HELPER;
    } else if (isDispatched(method, receiver) && !hasCompanionElsewhere(method, isInSameFile)) {
      return Callee.Kind.BODY;
    } else if (hasOneBody(method, isFinal(method, receiver), types) && isInSameFile.test(method)) {
      return Callee.Kind.BODY;
    } else if (Annotations.find(method, "Differentiable") != null) {
      return Callee.Kind.COMPANION;
    }
    return Callee.Kind.UNKNOWN;
  }

  /**
   * Whether another file's companion finds out by itself which record an object is. Doing that at
   * each call would take code for every record there, and would not know of records added later.
   */
  private static boolean hasCompanionElsewhere(
      ExecutableElement method, Predicate<ExecutableElement> isInSameFile) {
    return !isInSameFile.test(method) && Annotations.find(method, "Differentiable") != null;
  }

  private static final Set<String> MATH =
      Set.of("java.lang.Math", "java.lang.StrictMath", "java.lang.Double", "java.lang.Float");

  private static boolean isMath(TypeElement owner) {
    return MATH.contains(owner.getQualifiedName().toString());
  }

  private static final Set<String> NUMBERS =
      Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Boolean", "java.lang.Character");

  /** Whether a method of the library computes a primitive from primitives, the same each time. */
  private static boolean isFunctionOfNumbers(ExecutableElement method, TypeElement owner) {
    return (isMath(owner) || NUMBERS.contains(owner.getQualifiedName().toString()))
        && method.getModifiers().contains(Modifier.STATIC)
        && method.getReturnType().getKind().isPrimitive()
        && !method.getParameters().isEmpty()
        && method.getParameters().stream().allMatch(p -> p.asType().getKind().isPrimitive());
  }

  /** Whether the record that a value of a sealed interface is decides what a call runs. */
  static boolean isDispatched(ExecutableElement method, Type receiver) {
    return receiver instanceof Type.Sum
        && method.getEnclosingElement().getKind() == ElementKind.INTERFACE
        && method.getTypeParameters().isEmpty()
        && !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE);
  }

  /** Notes where a method that is dispatched was called first. */
  void noteCall(Callee callee, Tree call) {
    calls.putIfAbsent(callee.signature(), call);
  }

  /** Where a method that is dispatched was called first; null if it was not. */
  @Nullable Tree callOf(Callee callee) {
    return calls.get(callee.signature());
  }

  /** Whether a call of the method can only ever run the body that stands there. */
  private static boolean hasOneBody(ExecutableElement method, boolean isFinal, TypeReader types) {
    return isFinal
        && !method.getModifiers().contains(Modifier.ABSTRACT)
        && !method.getModifiers().contains(Modifier.NATIVE)
        && method.getTypeParameters().stream().allMatch(types::binds);
  }

  /** Whether nothing overrides a method that is called on a type; records are never extended. */
  private static boolean isFinal(ExecutableElement method, Type receiver) {
    return method.getModifiers().contains(Modifier.STATIC)
        || method.getModifiers().contains(Modifier.PRIVATE)
        || method.getModifiers().contains(Modifier.FINAL)
        || receiver instanceof Type.Tree
        || method.getEnclosingElement().getKind() == ElementKind.RECORD
        || method.getEnclosingElement().getModifiers().contains(Modifier.FINAL);
  }

  /** A derivative as it is called. */
  Callee readDerived(DerivedCalls.Found found) {
    Callee callee = found.derived().callee(found.derived().name());
    derived.put(callee.signature(), found);
    return callee;
  }

  /** The derivative behind what {@link #readDerived} gave; null for anything else. */
  DerivedCalls.@Nullable Found derivedOf(Callee callee) {
    return derived.get(callee.signature());
  }

  /** The declaration behind what {@link #read} gave. */
  @Nullable ExecutableElement elementOf(Callee callee) {
    return elements.get(callee.signature());
  }

  /** What reads the types in the body of what {@link #read} gave. */
  TypeReader readerOf(Callee callee) {
    return readers.getOrDefault(callee.signature(), types);
  }

  Type typeOf(VariableElement variable) {
    return types.read(variable.asType());
  }
}
