package dev.adjoint.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a method's text whether it does nothing with the arrays of numbers that it is given
 * but read their elements, so that nobody holds them or finds them changed when it has returned.
 *
 * <pre>
 * double max = v[0]; for (double each : v) { max = Math.max(max, each); } return max;
 * </pre>
 */
final class ArrayReads extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Source source;
  private final Set<Element> arrays;
  private boolean onlyReads = true;

  private ArrayReads(Source source, Set<Element> arrays) {
    this.source = source;
    this.arrays = arrays;
  }

  /**
   * Looks at a method that no other one overrides.
   *
   * @param path its declaration
   */
  static boolean areAllIn(@Nullable TreePath path, ExecutableElement method, Source source) {
    Set<Modifier> modifiers = method.getModifiers();
    boolean isFinal =
        modifiers.contains(Modifier.STATIC)
            || modifiers.contains(Modifier.PRIVATE)
            || modifiers.contains(Modifier.FINAL);
    if (path == null || !isFinal || modifiers.contains(Modifier.NATIVE)) {
      return false;
    }
    Set<Element> arrays = new HashSet<>();
    for (VariableElement parameter : method.getParameters()) {
      TypeMirror type = parameter.asType();
      if (type instanceof ArrayType array && array.getComponentType().getKind().isPrimitive()) {
        arrays.add(parameter);
      } else if (!type.getKind().isPrimitive()) {
        return false; // It may hold arrays.
      }
    }
    ArrayReads scanner = new ArrayReads(source, arrays);
    scanner.scan(path, null);
    return scanner.onlyReads;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    if (arrays.contains(source.element(getCurrentPath()))) {
      onlyReads &= isRead(getCurrentPath());
    }
    return null;
  }

  /** What is written in these may run when the method has returned. */
  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    onlyReads = false;
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    onlyReads = false;
    return null;
  }

  private static boolean isRead(TreePath path) {
    Tree array = path.getLeaf();
    TreePath around = path.getParentPath();
    Tree parent = around.getLeaf();
    if (parent instanceof ArrayAccessTree access && access.getExpression() == array) {
      Tree user = around.getParentPath().getLeaf();
      return !(user instanceof ParenthesizedTree) && AssignmentLowering.target(user) != access;
    }
    return (parent instanceof MemberSelectTree part && part.getIdentifier().contentEquals("length"))
        || (parent instanceof EnhancedForLoopTree loop && loop.getExpression() == array);
  }
}
