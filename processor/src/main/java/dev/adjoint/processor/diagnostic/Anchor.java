package dev.adjoint.processor.diagnostic;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** What a position points at. */
public sealed interface Anchor {

  /**
   * An expression or a statement.
   *
   * @param unit the file in the user's own compilation, whatever task the tree comes from
   */
  record OfTree(Tree tree, CompilationUnitTree unit) implements Anchor {}

  /** A declaration of the user's own compilation, or an annotation on it. */
  record OfElement(Element element, @Nullable AnnotationMirror annotation) implements Anchor {}
}
