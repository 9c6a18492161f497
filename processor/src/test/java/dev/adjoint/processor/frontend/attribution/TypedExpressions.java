package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Collects the expressions of a unit whose type is missing or in error. */
final class TypedExpressions extends TreePathScanner<Void, Void> {
  private final Trees trees;
  private final List<String> untyped = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private int count;

  private TypedExpressions(Trees trees) {
    this.trees = trees;
  }

  static TypedExpressions of(AttributedSources sources, String topLevelType) {
    CompilationUnitTree unit = sources.unitOf(topLevelType).orElseThrow();
    TypedExpressions expressions = new TypedExpressions(sources.trees());
    expressions.scan(unit, null);
    return expressions;
  }

  int count() {
    return count;
  }

  List<String> untyped() {
    return untyped;
  }

  List<String> errors() {
    return errors;
  }

  @Override
  public Void scan(Tree tree, Void unused) {
    if (tree instanceof ExpressionTree && !(tree instanceof AnnotationTree)) {
      count++;
      TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), tree));
      if (type == null) {
        untyped.add(tree.getKind() + " " + tree);
      } else if (type.getKind() == TypeKind.ERROR) {
        errors.add(tree.toString());
      }
    }
    return super.scan(tree, unused);
  }

  @Override
  public Void visitPackage(PackageTree tree, Void unused) {
    return null;
  }

  @Override
  public Void visitImport(ImportTree tree, Void unused) {
    return null;
  }

  @Override
  public Void visitAnnotation(AnnotationTree tree, Void unused) {
    return null;
  }
}
