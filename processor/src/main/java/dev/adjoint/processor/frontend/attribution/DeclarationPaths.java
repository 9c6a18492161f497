package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds the trees of a nested task's declarations. It looks through each file once, where javac
 * would do so for each declaration that it is asked for.
 */
final class DeclarationPaths {
  private final Trees trees;
  private final Map<Element, TreePath> paths = new HashMap<>();
  private final Map<Element, TreePath> pathsOfTopLevelTypes = new HashMap<>();
  private final Set<CompilationUnitTree> known = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Only of a nested task: asking for the element of a tree may attribute a whole class. */
  DeclarationPaths(Trees trees) {
    this.trees = trees;
  }

  /** The declaration of a type, a method or a field; null if it has no source. */
  @Nullable TreePath find(Element element) {
    TreePath path = paths.get(element);
    if (path == null) {
      CompilationUnitTree unit = unitOf(element);
      if (unit != null && known.add(unit)) {
        new Scanner().scan(new TreePath(unit), null);
        path = paths.get(element);
      }
    }
    return path;
  }

  private @Nullable CompilationUnitTree unitOf(Element element) {
    Element topLevel = element;
    Element around = element.getEnclosingElement();
    while (around != null && !(around instanceof PackageElement)) {
      topLevel = around;
      around = around.getEnclosingElement();
    }
    TreePath path = pathsOfTopLevelTypes.computeIfAbsent(topLevel, trees::getPath);
    return path == null ? null : path.getCompilationUnit();
  }

  private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      add();
      return super.visitClass(tree, unused);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      add();
      return super.visitMethod(tree, unused);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
        add();
      }
      return super.visitVariable(tree, unused);
    }

    private void add() {
      Element element = trees.getElement(getCurrentPath());
      if (element != null) {
        paths.putIfAbsent(element, getCurrentPath());
      }
    }
  }
}
