package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads types of the Java language into types of the intermediate representation. */
final class TypeReader {
  private final Map<String, Type> known = new HashMap<>();

  /** Records being read, to stop at a record that contains itself. */
  private final Set<String> open = new HashSet<>();

  Type read(TypeMirror mirror) {
    if (mirror.getKind() == TypeKind.VOID) {
      return new Type.Nothing();
    } else if (mirror.getKind().isPrimitive()) {
      return Type.Primitive.valueOf(mirror.getKind().name());
    } else if (mirror instanceof ArrayType array) {
      return new Type.Array(read(array.getComponentType()));
    } else if (mirror instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      return declared(element, declared.getTypeArguments());
    }
    return new Type.Other(QualifiedName.of("java.lang", "Object"), List.of());
  }

  private Type declared(TypeElement element, List<? extends TypeMirror> arguments) {
    if (element.getQualifiedName().contentEquals("java.util.List") && arguments.size() == 1) {
      Type item = read(arguments.get(0));
      if (item.isDifferentiable()) {
        return new Type.Sequence(item);
      }
    }
    if (!arguments.isEmpty()) {
      return new Type.Other(nameOf(element), arguments.stream().map(this::read).toList());
    }
    String key = element.getQualifiedName().toString();
    Type type = known.get(key);
    if (type == null) {
      if (!open.add(key)) {
        return new Type.Other(nameOf(element), List.of());
      }
      type = readDeclared(element);
      open.remove(key);
      known.put(key, type);
    }
    return type;
  }

  private Type readDeclared(TypeElement element) {
    QualifiedName name = nameOf(element);
    Annotations.@Nullable View tangentSpace = Annotations.find(element, "TangentSpace");
    if (tangentSpace != null) {
      return new Type.Vector(
          name,
          tangentSpace.string("zero"),
          tangentSpace.string("plus"),
          tangentSpace.string("negate"),
          tangentSpace.string("copy"));
    }
    if (element.getKind() == ElementKind.RECORD) {
      List<Type.Component> components = new ArrayList<>();
      for (RecordComponentElement component : element.getRecordComponents()) {
        components.add(
            new Type.Component(
                component.getSimpleName().toString(),
                read(component.asType()),
                Annotations.find(component, "NonDifferentiable") != null,
                shapeOf(component)));
      }
      return new Type.Tree(name, components);
    }
    return new Type.Other(name, List.of());
  }

  static Shapes.Declared shapeOf(Element element) {
    Annotations.@Nullable View shape = Annotations.find(element, "Shape");
    return shape == null ? Shapes.Declared.NONE : Shapes.Declared.of(shape.string("value"));
  }

  static QualifiedName nameOf(TypeElement element) {
    ArrayDeque<String> names = new ArrayDeque<>();
    Element at = element;
    while (!(at instanceof PackageElement)) {
      names.addFirst(at.getSimpleName().toString());
      at = at.getEnclosingElement();
    }
    return new QualifiedName(
        ((PackageElement) at).getQualifiedName().toString(), List.copyOf(names));
  }
}
