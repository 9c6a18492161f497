package dev.adjoint.processor.frontend;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a record wrote of the members that the compiler would give it: only where that
 * changes no value is a component what the constructor was given.
 */
final class RecordMembers {
  private RecordMembers() {}

  /**
   * Whether its author wrote a method, and not the compiler, which gives no body to its own.
   *
   * @param path where the method is declared, null without a source
   */
  static boolean isWritten(@Nullable TreePath path) {
    return path != null && path.getLeaf() instanceof MethodTree tree && tree.getBody() != null;
  }

  /** Whether the accessor of a component was written by hand. */
  static boolean hasWrittenAccessor(
      Function<ExecutableElement, @Nullable TreePath> paths, VariableElement field) {
    return ElementFilter.methodsIn(field.getEnclosingElement().getEnclosedElements()).stream()
        .anyMatch(
            method ->
                method.getSimpleName().equals(field.getSimpleName())
                    && method.getParameters().isEmpty()
                    && isWritten(paths.apply(method)));
  }

  /** Whether a constructor takes all components, in their order. */
  static boolean isCanonical(ExecutableElement constructor) {
    TypeElement type = (TypeElement) constructor.getEnclosingElement();
    List<? extends RecordComponentElement> components = type.getRecordComponents();
    if (type.getKind() != ElementKind.RECORD
        || constructor.getParameters().size() != components.size()) {
      return false;
    }
    for (int i = 0; i < components.size(); i++) {
      String parameter = constructor.getParameters().get(i).asType().toString();
      if (!parameter.equals(components.get(i).asType().toString())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a canonical constructor may at most throw.
   *
   * @param path where the constructor is declared, null without a source
   */
  static boolean onlyChecks(Trees trees, @Nullable TreePath path) {
    return path == null
        || !(path.getLeaf() instanceof MethodTree tree)
        || (isCompact(trees.getSourcePositions(), path, tree) && !assignsParameter(tree));
  }

  /** A compact constructor has no parameter list, which only its text tells. */
  private static boolean isCompact(SourcePositions positions, TreePath path, MethodTree tree) {
    int start = (int) positions.getStartPosition(path.getCompilationUnit(), tree);
    int body = (int) positions.getStartPosition(path.getCompilationUnit(), tree.getBody());
    if (start < 0 || body < start) {
      return true; // The compiler's own.
    }
    try {
      CharSequence text = path.getCompilationUnit().getSourceFile().getCharContent(true);
      return !text.subSequence(start, body).toString().matches("(?s).*\\w\\s*\\(.*\\).*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean assignsParameter(MethodTree tree) {
    List<String> parameters =
        tree.getParameters().stream().map(parameter -> parameter.getName().toString()).toList();
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree at, @Nullable Void unused) {
        Tree target = null;
        if (at instanceof AssignmentTree assignment) {
          target = assignment.getVariable();
        } else if (at instanceof CompoundAssignmentTree assignment) {
          target = assignment.getVariable();
        } else if (at instanceof UnaryTree unary && AssignmentLowering.isAssignment(unary)) {
          target = unary.getExpression();
        }
        found[0] |=
            target instanceof IdentifierTree name && parameters.contains(name.getName().toString());
        return super.scan(at, unused);
      }
    }.scan(tree.getBody(), null);
    return found[0];
  }

  /** Whether an accessor has another type than its component, which javac refuses. */
  static boolean isInvalid(TypeElement type) {
    return type.getRecordComponents().stream()
        .anyMatch(
            component ->
                component.getAccessor() == null
                    || !component
                        .getAccessor()
                        .getReturnType()
                        .toString()
                        .equals(component.asType().toString()));
  }
}
