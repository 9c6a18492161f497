package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Lowers {@code throw}. What makes the exception runs where it is thrown and nowhere else, so text
 * and calls of methods without derivatives may stand in it.
 */
final class ThrowLowering {
  private static final Set<String> UNCHECKED =
      Set.of("java.lang.RuntimeException", "java.lang.Error");

  private final Frame frame;
  private final ExpressionLowering expressions;

  ThrowLowering(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
  }

  void lower(TreePath path, ThrowTree tree) {
    TreePath exception = child(path, tree.getExpression());
    TypeMirror type = frame.source.type(exception);
    if (type instanceof DeclaredType declared && !isUnchecked(declared)) {
      throw frame.unsupported(
          tree,
          "a checked exception (" + declared.asElement().getSimpleName() + ")",
          "throw one that extends RuntimeException");
    }
    Expr made = frame.whileThrowing(() -> expressions.lower(exception));
    frame.emit(new Stmt.Throw(made, frame.source.position(tree)));
  }

  /** Whether no method has to declare that it throws a type. */
  static boolean isUnchecked(TypeMirror type) {
    TypeMirror at = type;
    while (at instanceof DeclaredType declared && declared.asElement() instanceof TypeElement e) {
      if (UNCHECKED.contains(e.getQualifiedName().toString())) {
        return true;
      }
      at = e.getSuperclass();
    }
    return false;
  }

  /** The making of an object that is thrown, or told about. */
  Expr create(TreePath path, NewClassTree tree) {
    Element type = ((DeclaredType) frame.source.type(path)).asElement();
    if (isInner(type)) {
      throw frame.unsupported(tree, "the inner class " + type.getSimpleName(), "declare it static");
    }
    Element constructor = frame.source.element(path);
    boolean isHidden =
        AnnotatedMethod.whyHidden((TypeElement) type) != null
            || (constructor instanceof ExecutableElement
                && constructor.getModifiers().contains(Modifier.PRIVATE));
    if (isHidden) {
      throw new Unsupported(
          Message.PRIVATE_MEMBER, frame.source.position(tree), type.getSimpleName());
    }
    return new Expr.NewRecord(
        expressions.type(path), expressions.lowerAll(path, tree.getArguments()));
  }

  /** Whether an object of a class belongs to one of the class around it. */
  private static boolean isInner(Element type) {
    return type.getEnclosingElement().getKind() != ElementKind.PACKAGE
        && type.getKind() == ElementKind.CLASS
        && !type.getModifiers().contains(Modifier.STATIC);
  }
}
