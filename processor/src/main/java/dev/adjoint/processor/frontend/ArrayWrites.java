package dev.adjoint.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Tells from a method's text whether it, or a method of the file that it calls, writes arrays. */
final class ArrayWrites extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Source source;
  private boolean found;

  private ArrayWrites(Source source) {
    this.source = source;
  }

  static boolean in(TreePath method, Source source) {
    ArrayWrites scanner = new ArrayWrites(source);
    scanner.scan(method, null);
    return scanner.found;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    ExpressionTree target = AssignmentLowering.target(tree);
    if (target != null) {
      write(target);
    }
    return super.scan(tree, unused);
  }

  private void write(ExpressionTree target) {
    Tree at = target;
    while (at instanceof ParenthesizedTree parenthesized) {
      at = parenthesized.getExpression();
    }
    found |= at instanceof ArrayAccessTree;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    Element element = source.element(getCurrentPath());
    if (element instanceof ExecutableElement method) {
      call(method);
    }
    return super.visitMethodInvocation(tree, unused);
  }

  /** Whether a record may have a method of its own instead. */
  private static boolean isOpen(ExecutableElement method) {
    return method.getEnclosingElement().getKind() == ElementKind.INTERFACE
        && !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE);
  }

  private static boolean takesArray(ExecutableElement method) {
    return method.getParameters().stream()
        .anyMatch(parameter -> parameter.asType().getKind() == TypeKind.ARRAY);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    if (source.element(getCurrentPath()) instanceof ExecutableElement method) {
      call(method);
    }
    return super.visitMemberReference(tree, unused);
  }

  private void call(ExecutableElement method) {
    String owner = method.getEnclosingElement().toString();
    String name = method.getSimpleName().toString();
    boolean isSealed = !SealedTypes.bodiesOf(method).isEmpty();
    found |= isOpen(method) && takesArray(method) && !isSealed;
    found |=
        source.contains(method) || isSealed
            ? source.mayWrite(method)
            : (owner.equals("java.lang.System") && name.equals("arraycopy"))
                || (owner.equals("java.util.Arrays") && name.matches("fill|set.*|sort|parallel.*"));
  }
}
