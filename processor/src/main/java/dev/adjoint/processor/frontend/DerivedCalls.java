package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.Derived;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Recognizes calls of what is generated, which are derivatives of annotated methods. */
final class DerivedCalls {
  private static final String SUFFIX = "Grad";

  private final CalleeReader callees;
  private final Function<String, @Nullable TypeElement> types;

  /**
   * @param types finds types by their qualified names
   */
  DerivedCalls(CalleeReader callees, Function<String, @Nullable TypeElement> types) {
    this.callees = callees;
    this.types = types;
  }

  /** A derivative, with the declaration of what it is the derivative of. */
  record Found(Derived derived, ExecutableElement base) {}

  /** Whether a method stands in a class that is generated. */
  static boolean isGenerated(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement owner
        && Annotations.find(owner, "GeneratedByAdjoint") != null;
  }

  /** What a method of a class that is generated gives; null if that cannot be told. */
  @Nullable Found find(ExecutableElement method) {
    TypeElement base = baseOf((TypeElement) method.getEnclosingElement());
    if (base == null) {
      return null;
    }
    for (ExecutableElement candidate : ElementFilter.methodsIn(base.getEnclosedElements())) {
      Annotations.View annotation = Annotations.find(candidate, "Differentiable");
      String name = method.getSimpleName().toString();
      if (annotation == null || !name.startsWith(nameOf(candidate, annotation))) {
        continue;
      }
      Callee callee = callees.read(candidate, other -> false);
      CompanionRule rule =
          CompanionRule.of(
              callee, nameOf(candidate, annotation), AnnotatedMethod.inputs(callee, annotation));
      for (int order = 0; order < 2; order++) {
        for (Derived.Kind kind : Derived.Kind.values()) {
          Derived derived = new Derived(callee, rule, kind, order);
          if (!derived.isMethod() && name.equals(derived.name())) {
            return new Found(derived, candidate);
          }
        }
      }
    }
    return null;
  }

  private static String nameOf(ExecutableElement method, Annotations.View annotation) {
    String name = annotation.string("name");
    return name.isEmpty() ? method.getSimpleName().toString() : name;
  }

  private @Nullable TypeElement baseOf(TypeElement companion) {
    if (!(companion.getEnclosingElement() instanceof PackageElement around)) {
      return null;
    }
    String simple = companion.getSimpleName().toString();
    if (!simple.endsWith(SUFFIX)) {
      return null;
    }
    String base = simple.substring(0, simple.length() - SUFFIX.length());
    String prefix = around.isUnnamed() ? "" : around.getQualifiedName() + ".";
    for (String name : List.of(base, base.replace('_', '.'))) {
      TypeElement type = types.apply(prefix + name);
      if (type != null) {
        return type;
      }
    }
    return null;
  }
}
