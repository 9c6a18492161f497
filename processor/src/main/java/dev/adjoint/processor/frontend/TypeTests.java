package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Lowers {@code instanceof}, with a pattern variable or without. */
final class TypeTests {
  private final Frame frame;
  private final ExpressionLowering expressions;

  TypeTests(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
  }

  Expr lower(TreePath path, InstanceOfTree tree) {
    TreePath operandPath = child(path, tree.getExpression());
    Expr value = expressions.lower(operandPath);
    if (tree.getPattern() == null) {
      Type type = expressions.type(child(path, tree.getType()));
      if (!(type instanceof Type.Tree || type instanceof Type.Sum || type instanceof Type.Other)) {
        throw frame.unsupported(tree, "instanceof " + type, "test for a class without arguments");
      }
      return new Expr.InstanceOf(value, type);
    } else if (!(tree.getPattern() instanceof BindingPatternTree pattern)) {
      throw frame.unsupported(
          tree, "this pattern", "name the object, and read its components where they are needed");
    } else {
      return bind(path, value, operandPath, pattern);
    }
  }

  private Expr bind(TreePath path, Expr value, TreePath operandPath, BindingPatternTree pattern) {
    VariableTree tree = pattern.getVariable();
    Element element = frame.source.element(child(child(path, pattern), tree));
    Type type = frame.types.read(element.asType());
    boolean isRecord = type instanceof Type.Tree || type instanceof Type.Sum;
    if (!isRecord || value.type() instanceof Type.Other) {
      throw frame.unsupported(
          pattern,
          "the pattern " + type + " " + tree.getName() + " for a value of type " + value.type(),
          "test a value of a sealed interface whose permitted types all are records");
    } else if (!isNeverAssigned(path, tree.getName())) {
      throw frame.unsupported(
          pattern, "a pattern variable that is assigned", "assign a variable of your own");
    }
    frame.checkVisible(element.asType(), tree);
    boolean isEverywhere = isStable(value, operandPath);
    Expr tested =
        isEverywhere
            ? value
            : frame.nameInStatement("tested", value, frame.source.position(pattern));
    frame.patterns.bind(element, tested, type, isEverywhere);
    return new Expr.InstanceOf(tested, type);
  }

  /** Whether an expression means the same wherever it may come to stand in its method. */
  private boolean isStable(Expr value, TreePath path) {
    if (value instanceof Expr.Component component) {
      return isStable(component.record(), path);
    } else if (value instanceof Expr.StaticField) {
      return true;
    }
    Name name = firstName(path);
    return value instanceof Expr.Read read && isStable(read.variable(), path, name);
  }

  private boolean isStable(Variable variable, TreePath path, @Nullable Name name) {
    return frame.patterns.contains(variable)
        || (!variable.isTemporary() && name != null && isNeverAssigned(path, name));
  }

  /** The name that a chain of components starts with. */
  private static @Nullable Name firstName(TreePath path) {
    Tree at = path.getLeaf();
    while (!(at instanceof IdentifierTree)) {
      if (at instanceof MethodInvocationTree call) {
        at = call.getMethodSelect();
      } else if (at instanceof MemberSelectTree select) {
        at = select.getExpression();
      } else if (at instanceof ParenthesizedTree inner) {
        at = inner.getExpression();
      } else {
        return null;
      }
    }
    return ((IdentifierTree) at).getName();
  }

  private static boolean isNeverAssigned(TreePath path, Name name) {
    TreePath method = path;
    while (method.getParentPath() != null && !(method.getLeaf() instanceof MethodTree)) {
      method = method.getParentPath();
    }
    return !Assigned.in(method.getLeaf(), name);
  }
}
