package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Reads types of the Java language into types of the intermediate representation. */
final class TypeReader {
  private final Map<String, Type> known;

  /** Records being read, to stop at a record that contains itself. */
  private final Set<String> open;

  /** The declarations behind records and sealed interfaces. */
  private final Map<QualifiedName, TypeElement> records;

  /** What stands for type parameters. */
  private final Map<Element, Type> bound;

  TypeReader() {
    this(new HashMap<>(), new HashSet<>(), new HashMap<>(), Map.of());
  }

  private TypeReader(
      Map<String, Type> known,
      Set<String> open,
      Map<QualifiedName, TypeElement> records,
      Map<Element, Type> bound) {
    this.known = known;
    this.open = open;
    this.records = records;
    this.bound = bound;
  }

  /** A reader that knows what stands for some type parameters, and for those of this one. */
  TypeReader with(Map<Element, Type> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<Element, Type> all = new HashMap<>(bound);
    all.putAll(more);
    return new TypeReader(known, open, records, all);
  }

  /** Whether it is known what stands for a type parameter. */
  boolean binds(Element parameter) {
    return bound.containsKey(parameter);
  }

  /** The declaration of a record that was read. */
  @Nullable TypeElement elementOf(Type.Tree tree) {
    return records.get(tree.name());
  }

  /** The declaration of a sealed interface that was read. */
  @Nullable TypeElement elementOf(Type.Sum sum) {
    return records.get(sum.name());
  }

  Type read(TypeMirror mirror) {
    if (mirror.getKind() == TypeKind.VOID) {
      return new Type.Nothing();
    } else if (mirror.getKind().isPrimitive()) {
      return Type.Primitive.valueOf(mirror.getKind().name());
    } else if (mirror instanceof ArrayType array) {
      return new Type.Array(read(array.getComponentType()));
    } else if (mirror instanceof IntersectionType several) {
      // What a choice between records of a sealed interface gives.
      return several.getBounds().stream()
          .map(this::read)
          .filter(Type.Sum.class::isInstance)
          .findFirst()
          .orElseGet(() -> read(several.getBounds().get(0)));
    } else if (mirror instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      return declared(element, declared.getTypeArguments());
    } else if (mirror instanceof TypeVariable variable && bound.containsKey(variable.asElement())) {
      return bound.get(variable.asElement());
    } else if (mirror instanceof WildcardType wildcard) {
      TypeMirror lower = wildcard.getSuperBound();
      TypeMirror limit = lower == null ? wildcard.getExtendsBound() : lower;
      return new Type.Wildcard(limit == null ? null : read(limit), lower != null);
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
    List<Type> given = arguments.stream().map(this::read).toList();
    if (!given.isEmpty() && element.getKind() != ElementKind.RECORD) {
      return new Type.Other(nameOf(element), given);
    }
    String key = element.getQualifiedName().toString() + given;
    Type type = known.get(key);
    if (type == null) {
      if (!open.add(key)) {
        return new Type.Other(nameOf(element), given);
      }
      Map<Element, Type> own = new HashMap<>();
      if (nameOf(element).packageName().equals("dev.adjoint")) {
        // What is generated puts numbers into boxes only where Java wants it.
        given = given.stream().map(Boxes::unboxed).toList();
      }
      for (int i = 0; i < given.size(); i++) {
        own.put(element.getTypeParameters().get(i), given.get(i));
      }
      type = with(own).readDeclared(element, given);
      open.remove(key);
      known.put(key, type);
    }
    return type;
  }

  private Type readDeclared(TypeElement element, List<Type> arguments) {
    QualifiedName name = nameOf(element);
    Annotations.@Nullable View tangentSpace = Annotations.find(element, "TangentSpace");
    if (tangentSpace != null) {
      return new Type.Vector(
          name,
          tangentSpace.string("zero"),
          tangentSpace.string("plus"),
          tangentSpace.string("negate"),
          tangentSpace.string("copy"),
          tangentSpace.string("shape"),
          tangentSpace.string("dimension"),
          tangentSpace.string("size"),
          tangentSpace.string("requireShape"),
          tangentSpace.string("add"),
          tangentSpace.string("release"),
          tangentSpace.string("retain"),
          tangentSpace.string("zeros"));
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
      records.put(name, element);
      return new Type.Tree(name, components, arguments);
    } else if (SealedTypes.isSumOfRecords(element)) {
      records.put(name, element);
      return new SealedTypes(this).read(element, name);
    }
    return new Type.Other(name, List.of());
  }

  static Shapes.Declared shapeOf(Element element) {
    Annotations.@Nullable View shape = Annotations.find(element, "Shape");
    return shape == null ? Shapes.Declared.NONE : Shapes.Declared.of(shape.string("value"));
  }

  /** What a method says of shapes. */
  static Shapes.OfMethod shapesOf(ExecutableElement method) {
    Map<String, Shapes.Declared> parameters = new LinkedHashMap<>();
    for (VariableElement parameter : method.getParameters()) {
      Shapes.Declared shape = shapeOf(parameter);
      if (shape.isDeclared()) {
        parameters.put(parameter.getSimpleName().toString(), shape);
      }
    }
    return new Shapes.OfMethod(parameters, shapeOf(method));
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
