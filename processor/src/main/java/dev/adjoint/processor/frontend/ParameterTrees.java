package dev.adjoint.processor.frontend;

import com.sun.source.util.Trees;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.TreeClass;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads records and sealed interfaces as parameter trees, and says why some cannot be. */
final class ParameterTrees {
  private static final String SUFFIX = "Tree";

  private final Trees trees;
  private final Elements elements;
  private final TypeReader types;

  ParameterTrees(Trees trees, Elements elements, TypeReader types) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
  }

  /** Whether a tree is written for a type, or was when its module was compiled. */
  boolean hasTree(TypeElement type) {
    return isAnnotated(type)
        || elements.getTypeElement(TypeReader.nameOf(type).companion(SUFFIX).toString()) != null;
  }

  /** Sealed interfaces of functions that lack parameter trees, by those that they would have. */
  Map<QualifiedName, QualifiedName> missing(Collection<Function> functions) {
    Set<Type.Sum> sums = new HashSet<>();
    for (Function function : functions) {
      function.parameters().forEach(parameter -> collectSums(parameter.type(), sums));
      Walk.eachExpression(function.body(), expr -> collectSums(expr.type(), sums));
    }
    Map<QualifiedName, QualifiedName> result = new HashMap<>();
    for (Type.Sum sum : sums) {
      TypeElement type = elements.getTypeElement(sum.name().toString());
      if (type != null && sum.isDifferentiable() && !hasTree(type)) {
        result.put(sum.name().companion(SUFFIX), sum.name());
      }
    }
    return result;
  }

  private static void collectSums(Type type, Set<Type.Sum> out) {
    if (type instanceof Type.Sum sum) {
      out.add(sum);
    } else if (type instanceof Type.Tree record) {
      record.components().forEach(component -> collectSums(component.type(), out));
    } else if (type.elementType() != null) {
      collectSums(type.elementType(), out);
    }
  }

  /** Whether a type carries an Adjoint annotation: on itself, a component or a method. */
  static boolean isAnnotated(TypeElement type) {
    if (type.getKind() != ElementKind.RECORD
        && !(type.getKind() == ElementKind.INTERFACE
            && type.getModifiers().contains(Modifier.SEALED))) {
      return false;
    }
    return Annotations.hasAny(type)
        || type.getEnclosedElements().stream()
            .anyMatch(
                member ->
                    (member.getKind() == ElementKind.METHOD
                            || member.getKind() == ElementKind.RECORD_COMPONENT)
                        && Annotations.hasAny(member));
  }

  /** Whether a type is a record with a component of a name. */
  static boolean hasComponent(Element type, String name) {
    return type.getEnclosedElements().stream()
        .anyMatch(
            member ->
                member.getKind() == ElementKind.RECORD_COMPONENT
                    && member.getSimpleName().contentEquals(name));
  }

  /** Reports types without a tree in a type that is to be differentiated. */
  void requireTrees(TypeMirror mirror, Position position, Findings findings) {
    requireTrees(mirror, new LinkedHashSet<>(), new HashSet<>(), position, findings);
  }

  /**
   * @param open the records of which the type is a part
   * @param seen the sealed interfaces that were looked at: their records may contain them
   */
  private void requireTrees(
      TypeMirror mirror,
      Set<TypeElement> open,
      Set<TypeElement> seen,
      Position position,
      Findings findings) {
    TypeElement type = treeIn(mirror);
    if (type == null || seen.contains(type)) {
      return;
    } else if (!hasTree(type)) {
      findings.add(Message.RECORD_WITHOUT_TREE, position, type.getSimpleName());
    } else if (type.getKind() == ElementKind.INTERFACE) {
      seen.add(type);
      for (TypeElement record : SealedTypes.recordsOf(type)) {
        requireTrees(record.asType(), new LinkedHashSet<>(), seen, position, findings);
      }
    } else if (!open.add(type)) {
      findings.add(Message.RECORD_IN_ITSELF, position, type.getSimpleName());
    } else {
      for (RecordComponentElement component : type.getRecordComponents()) {
        if (Annotations.find(component, "NonDifferentiable") == null) {
          requireTrees(component.asType(), open, seen, position, findings);
        }
      }
      open.remove(type);
    }
  }

  /**
   * The differentiable record or sealed interface that a type is, or that its elements are; null if
   * there is none.
   */
  private @Nullable TypeElement treeIn(TypeMirror mirror) {
    TypeMirror at = elementOf(mirror);
    Type type = types.read(at);
    return (type instanceof Type.Tree || type instanceof Type.Sum) && type.isDifferentiable()
        ? (TypeElement) ((DeclaredType) at).asElement()
        : null;
  }

  /** What an array or a list has at its places; the type itself if it is neither. */
  private TypeMirror elementOf(TypeMirror mirror) {
    if (mirror instanceof ArrayType array) {
      return elementOf(array.getComponentType());
    } else if (mirror instanceof DeclaredType declared
        && types.read(mirror) instanceof Type.Sequence) {
      return elementOf(declared.getTypeArguments().get(0));
    }
    return mirror;
  }

  /** The tree of a type; null if it has nothing to differentiate, or after reporting why not. */
  @Nullable TreeClass read(TypeElement type, Findings findings) {
    if (!type.getTypeParameters().isEmpty() || AnnotatedMethod.whyHidden(type) != null) {
      return null;
    }
    QualifiedName name = TypeReader.nameOf(type);
    if (type.getKind() == ElementKind.INTERFACE) {
      return types.read(type.asType()).isDifferentiable() ? ofSealed(type, name, findings) : null;
    }
    if (!types.read(type.asType()).isDifferentiable() || RecordMembers.isInvalid(type)) {
      return null;
    }
    int before = findings.all().size();
    List<TreeClass.Part> parts = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      TreeClass.Part part = part(component, findings);
      parts.add(part);
      if (part.isParameters() && RecordMembers.isWritten(trees.getPath(component.getAccessor()))) {
        findings.add(
            Message.RECORD_ACCESSOR,
            AnnotatedMethod.position(component.getAccessor(), null),
            type.getSimpleName(),
            component.getSimpleName());
      }
    }
    checkConstructor(type, findings);
    return findings.all().size() > before
        ? null
        : new TreeClass(name, name.companion(SUFFIX), isPublic(type), parts, List.of());
  }

  private @Nullable TreeClass ofSealed(TypeElement type, QualifiedName name, Findings findings) {
    int before = findings.all().size();
    List<TreeClass.Permitted> permitted = new ArrayList<>();
    for (TypeElement record : SealedTypes.recordsOf(type)) {
      boolean isTree = types.read(record.asType()).isDifferentiable();
      if (isTree && !hasTree(record)) {
        findings.add(
            Message.RECORD_WITHOUT_TREE,
            AnnotatedMethod.position(type, null),
            record.getSimpleName());
      }
      boolean hasState = isTree && hasState(record, new HashSet<>());
      permitted.add(new TreeClass.Permitted(TypeReader.nameOf(record), isTree, hasState));
    }
    return findings.all().size() > before
        ? null
        : new TreeClass(name, name.companion(SUFFIX), isPublic(type), List.of(), permitted);
  }

  private TreeClass.Part part(RecordComponentElement component, Findings findings) {
    String name = component.getSimpleName().toString();
    Type type = types.read(component.asType());
    boolean isState = isState(component);
    if (!isState && (isConstant(component) || !type.isDifferentiable())) {
      return new TreeClass.Part(name, TreeClass.Kind.OTHER, null, false, TreeClass.Many.ONE, type);
    }
    TypeElement element = treeIn(component.asType());
    if (element != null && !hasTree(element)) {
      findings.add(
          Message.RECORD_WITHOUT_TREE,
          AnnotatedMethod.position(fieldOf(component), null),
          element.getSimpleName());
    }
    TreeClass.Many many = many(type);
    Type item = many == TreeClass.Many.ONE ? type : type.elementType();
    if (many(item) != TreeClass.Many.ONE) {
      findings.add(
          Message.UNSUPPORTED,
          AnnotatedMethod.position(fieldOf(component), null),
          "a component that holds arrays or lists of records or tensors in arrays or lists",
          "use a record for the inner ones");
    }
    QualifiedName inner =
        item instanceof Type.Tree record
            ? record.name()
            : item instanceof Type.Sum sum ? sum.name() : null;
    if (isState) {
      QualifiedName tree = inner == null ? null : inner.companion(SUFFIX);
      return new TreeClass.Part(name, TreeClass.Kind.STATE, tree, true, many, item);
    }
    boolean hasState = element != null && hasState(element, new HashSet<>());
    return inner != null
        ? new TreeClass.Part(
            name, TreeClass.Kind.TREE, inner.companion(SUFFIX), hasState, many, item)
        : new TreeClass.Part(name, TreeClass.Kind.LEAF, null, false, many, item);
  }

  private static boolean isConstant(RecordComponentElement component) {
    return Annotations.find(component, "NonDifferentiable") != null;
  }

  /**
   * Whether a component is data of the record that is saved with its parameters: constant tensors,
   * arrays of numbers and trees. A constant number is a setting.
   */
  private boolean isState(RecordComponentElement component) {
    Type type = types.read(component.asType());
    TypeElement element = treeIn(component.asType());
    return isConstant(component)
        && type.isDifferentiable()
        && !(type instanceof Type.Primitive)
        && (element == null || hasTree(element));
  }

  /**
   * Whether a record or a sealed interface has state somewhere.
   *
   * @param seen the types that were looked at: a sealed interface's records may contain it
   */
  private boolean hasState(TypeElement type, Set<TypeElement> seen) {
    if (!seen.add(type)) {
      return false;
    }
    if (type.getKind() == ElementKind.INTERFACE) {
      return SealedTypes.recordsOf(type).stream().anyMatch(record -> hasState(record, seen));
    }
    for (RecordComponentElement component : type.getRecordComponents()) {
      TypeElement element = treeIn(component.asType());
      if (isState(component)
          || (!isConstant(component) && element != null && hasState(element, seen))) {
        return true;
      }
    }
    return false;
  }

  /** An array of numbers is one leaf; an array of anything else, and a list, has several. */
  private static TreeClass.Many many(Type type) {
    if (type instanceof Type.Sequence) {
      return TreeClass.Many.LIST;
    }
    return type instanceof Type.Array array && !isNumbers(array)
        ? TreeClass.Many.ARRAY
        : TreeClass.Many.ONE;
  }

  private static boolean isNumbers(Type.Array array) {
    return array.leaf().isFloating() && !(array.leaf() instanceof Type.Sequence);
  }

  /** The compiler knows no place of a component itself, but of its field. */
  private static Element fieldOf(RecordComponentElement component) {
    return ElementFilter.fieldsIn(component.getEnclosingElement().getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
        .findFirst()
        .map(Element.class::cast)
        .orElse(component.getEnclosingElement());
  }

  private void checkConstructor(TypeElement type, Findings findings) {
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof ExecutableElement constructor
          && constructor.getKind() == ElementKind.CONSTRUCTOR
          && elements.getOrigin(constructor) == Elements.Origin.EXPLICIT
          && RecordMembers.isCanonical(constructor)
          && !RecordMembers.onlyChecks(trees, trees.getPath(constructor))) {
        findings.add(
            Message.RECORD_CONSTRUCTOR,
            AnnotatedMethod.position(constructor, null),
            type.getSimpleName());
      }
    }
  }

  /** Whether a type and all around it are public. */
  static boolean isPublic(Element type) {
    for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return at.getEnclosingElement() instanceof TypeElement outer
            && outer.getKind() == ElementKind.INTERFACE
            && isPublic(outer);
      }
    }
    return true;
  }

  /** The warnings that are silenced on a declaration or around it. */
  static Set<String> suppressed(Element element) {
    Set<String> result = new TreeSet<>();
    for (Element at = element; at != null; at = at.getEnclosingElement()) {
      SuppressWarnings annotation = at.getAnnotation(SuppressWarnings.class);
      if (annotation != null) {
        result.addAll(List.of(annotation.value()));
      }
    }
    return result;
  }
}
