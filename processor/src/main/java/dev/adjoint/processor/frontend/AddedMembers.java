package dev.adjoint.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Members that stand in no source, because Lombok adds them to the compiler's own trees. Adjoint
 * reads sources, so a mention of one is an error here, of which javac will not say a word.
 */
final class AddedMembers {
  private AddedMembers() {}

  /** The class to which Lombok may add what is missing; empty if it has no hand in it. */
  static Optional<Element> ownerOf(Tree missing, Source source) {
    TreePath path = TreePath.getPath(source.unit(), missing);
    return path == null
        ? Optional.empty()
        : owners(path, source).filter(AddedMembers::isEdited).findFirst();
  }

  private static Stream<Element> owners(TreePath path, Source source) {
    Tree tree = path.getLeaf();
    if (tree instanceof MemberSelectTree select) {
      return declared(source.type(new TreePath(path, select.getExpression())));
    } else if (tree instanceof NewClassTree creation) {
      return declared(source.type(new TreePath(path, creation.getIdentifier())));
    } else if (tree instanceof IdentifierTree) {
      return Stream.iterate(path, each -> each != null, TreePath::getParentPath)
          .filter(each -> each.getLeaf() instanceof ClassTree)
          .map(source::element);
    }
    return Stream.empty();
  }

  private static Stream<Element> declared(TypeMirror type) {
    return type instanceof DeclaredType declared ? Stream.of(declared.asElement()) : Stream.empty();
  }

  /** Whether an annotation of Lombok stands on a class or on what is in it. */
  private static boolean isEdited(Element type) {
    return Stream.concat(Stream.of(type), type.getEnclosedElements().stream())
        .flatMap(element -> element.getAnnotationMirrors().stream())
        .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement())
        .anyMatch(annotation -> annotation.getQualifiedName().toString().startsWith("lombok."));
  }
}
