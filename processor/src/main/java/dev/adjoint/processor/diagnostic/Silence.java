package dev.adjoint.processor.diagnostic;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Finds out which warnings users silenced by {@code @SuppressWarnings}. */
final class Silence {
  private final String id;

  private Silence(String id) {
    this.id = id;
  }

  /** Whether a declaration around the place of a finding silences it. */
  static boolean covers(Finding finding, @Nullable Trees trees) {
    if (finding.message().severity() == Message.Severity.ERROR) {
      return false;
    }
    Silence silence = new Silence(finding.message().id());
    if (finding.position().anchor() instanceof Anchor.OfTree at && trees != null) {
      return silence.isAround(at, trees);
    }
    return finding.position().anchor() instanceof Anchor.OfElement at && silence.isOn(at.element());
  }

  private boolean isAround(Anchor.OfTree at, Trees trees) {
    TreePath path = find(at.tree(), at.unit(), trees);
    for (; path != null; path = path.getParentPath()) {
      ModifiersTree modifiers = modifiers(path.getLeaf());
      if (modifiers == null) {
        continue;
      } else if (modifiers.getAnnotations().stream().anyMatch(this::isHere)) {
        return true;
      }
      Element element = trees.getElement(path);
      if (element != null && isOn(element)) {
        return true;
      }
    }
    return false;
  }

  /** A tree as the user's own compilation has it, which may not be where it comes from. */
  private static @Nullable TreePath find(Tree tree, CompilationUnitTree unit, Trees trees) {
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    TreePath[] found = new TreePath[1];
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree other, @Nullable Void unused) {
        if (other != null
            && other.getKind() == tree.getKind()
            && trees.getSourcePositions().getStartPosition(unit, other) == start) {
          found[0] = new TreePath(getCurrentPath(), other);
        }
        return super.scan(other, unused);
      }
    }.scan(new TreePath(unit), null);
    return found[0];
  }

  private static @Nullable ModifiersTree modifiers(Tree tree) {
    if (tree instanceof VariableTree variable) {
      return variable.getModifiers();
    } else if (tree instanceof MethodTree method) {
      return method.getModifiers();
    }
    return tree instanceof ClassTree type ? type.getModifiers() : null;
  }

  /** Whether an annotation says so as it is written; local variables have no elements here. */
  private boolean isHere(AnnotationTree annotation) {
    if (!annotation.getAnnotationType().toString().endsWith("SuppressWarnings")) {
      return false;
    }
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
        found[0] |= id.equals(literal.getValue());
        return null;
      }
    }.scan(annotation, null);
    return found[0];
  }

  private boolean isOn(Element element) {
    for (Element at = element; at != null; at = at.getEnclosingElement()) {
      SuppressWarnings annotation = at.getAnnotation(SuppressWarnings.class);
      if (annotation != null && List.of(annotation.value()).contains(id)) {
        return true;
      }
    }
    return false;
  }
}
