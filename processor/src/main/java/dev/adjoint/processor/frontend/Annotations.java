package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Mode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads Adjoint's annotations from declarations of either compilation. */
final class Annotations {
  static final String PACKAGE = "dev.adjoint.annotations";

  private Annotations() {}

  /** An annotation as written, without defaults. */
  record View(AnnotationMirror mirror) {
    private @Nullable Object value(String name) {
      for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
          mirror.getElementValues().entrySet()) {
        if (entry.getKey().getSimpleName().contentEquals(name)) {
          return entry.getValue().getValue();
        }
      }
      return null;
    }

    /** A string, empty if it was not written. */
    String string(String name) {
      return value(name) instanceof String text ? text : "";
    }

    /** The modes that a {@code @Differentiable} asks for. */
    Set<Mode> modes() {
      Set<Mode> result = new LinkedHashSet<>();
      if (value("modes") instanceof List<?> items) {
        for (Object item : items) {
          if (item instanceof AnnotationValue v
              && v.getValue() instanceof VariableElement constant) {
            result.add(Mode.valueOf(constant.getSimpleName().toString()));
          }
        }
      }
      return result;
    }

    /** A whole number, 0 if it was not written. */
    int number(String name) {
      return value(name) instanceof Integer number ? number : 0;
    }

    /** A truth value, false if it was not written. */
    boolean flag(String name) {
      return Boolean.TRUE.equals(value(name));
    }

    /** Strings, none if they were not written. */
    List<String> strings(String name) {
      List<String> result = new ArrayList<>();
      for (Object item : list(name)) {
        result.add(String.valueOf(item));
      }
      return result;
    }

    /** Classes, none if they were not written. */
    List<TypeElement> classes(String name) {
      List<TypeElement> result = new ArrayList<>();
      for (Object item : list(name)) {
        if (item instanceof DeclaredType type) {
          result.add((TypeElement) type.asElement());
        }
      }
      return result;
    }

    /** Nested annotations. */
    List<View> views(String name) {
      List<View> result = new ArrayList<>();
      for (Object item : list(name)) {
        if (item instanceof AnnotationMirror nested) {
          result.add(new View(nested));
        }
      }
      return result;
    }

    private List<Object> list(String name) {
      List<Object> result = new ArrayList<>();
      if (value(name) instanceof List<?> items) {
        for (Object item : items) {
          result.add(item instanceof AnnotationValue v ? v.getValue() : item);
        }
      }
      return result;
    }
  }

  /** The annotation with this simple name, or null. */
  static @Nullable View find(Element element, String simpleName) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (is(mirror, simpleName)) {
        return new View(mirror);
      }
    }
    return null;
  }

  /** Whether the author of a class says that its objects hold nothing to differentiate by. */
  static boolean isConstant(TypeMirror type) {
    return type instanceof DeclaredType declared
        && find(declared.asElement(), "NonDifferentiable") != null;
  }

  /** The rules of an operation, however many there are. */
  static List<View> vjps(Element element) {
    View several = find(element, "Vjp.List");
    if (several != null) {
      return several.views("value");
    }
    View one = find(element, "Vjp");
    return one == null ? List.of() : List.of(one);
  }

  /** Whether any of Adjoint's annotations stands on a declaration. */
  static boolean hasAny(Element element) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(mirror -> nameOf(mirror).startsWith(PACKAGE + "."));
  }

  private static boolean is(AnnotationMirror mirror, String simpleName) {
    return nameOf(mirror).equals(PACKAGE + "." + simpleName);
  }

  private static String nameOf(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }
}
