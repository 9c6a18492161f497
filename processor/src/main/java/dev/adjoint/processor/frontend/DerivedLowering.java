package dev.adjoint.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/**
 * Lowers calls of what is generated: a method may differentiate others.
 *
 * <pre>
 * XGrad.f(x).gradient()      XGrad.fJvp(x, v).tangent()      XGrad.fPullback(x).apply(seed)
 * </pre>
 */
final class DerivedLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final DerivedCalls calls;

  DerivedLowering(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
    this.calls = new DerivedCalls(frame.callees, frame.source::type);
  }

  /** A call of a generated method. */
  Expr lower(TreePath path, MethodInvocationTree tree, ExecutableElement method) {
    DerivedCalls.Found found = found(tree, method);
    if (found.derived().isPullback()) {
      throw frame.unsupported(
          tree,
          "a pullback that is kept",
          "make it where it is applied: " + method.getSimpleName() + "(…).apply(seed)");
    }
    return call(tree, found, expressions.lowerAll(path, tree.getArguments()));
  }

  /** Whether a call is that of a method of a pullback, which is made on the spot. */
  boolean isOfPullback(TreePath path, MethodInvocationTree tree) {
    MethodInvocationTree made = made(tree);
    return made != null
        && frame.source.element(pathTo(path, tree)) instanceof ExecutableElement method
        && DerivedCalls.isGenerated(method)
        && found(tree, method).derived().isPullback();
  }

  /** {@code XGrad.fPullback(x).apply(seed)}. */
  Expr apply(TreePath path, MethodInvocationTree tree, ExecutableElement method) {
    TreePath inner = pathTo(path, tree);
    MethodInvocationTree made = (MethodInvocationTree) inner.getLeaf();
    DerivedCalls.Found found = found(made, (ExecutableElement) frame.source.element(inner));
    if (!method.getSimpleName().contentEquals("apply")) {
      throw frame.unsupported(
          tree, "the value of a pullback", "call " + found.derived().base().name() + " itself");
    }
    List<Expr> arguments = new ArrayList<>(expressions.lowerAll(inner, made.getArguments()));
    if (!tree.getArguments().stream().allMatch(DerivedLowering::isSimple)) {
      // What the seed computes could write what the pullback was made from.
      arguments.replaceAll(a -> frame.name("argument", a, frame.source.position(tree)));
    }
    arguments.addAll(expressions.lowerAll(path, tree.getArguments()));
    return call(tree, found, arguments);
  }

  private Expr call(Tree tree, DerivedCalls.Found found, List<Expr> arguments) {
    Callee callee = frame.callees.readDerived(found);
    List<Expr> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      converted.add(Exprs.convert(arguments.get(i), callee.operands().get(i).type()));
    }
    return new Expr.Call(callee, converted, frame.source.position(tree));
  }

  private DerivedCalls.Found found(Tree tree, ExecutableElement method) {
    DerivedCalls.Found found = calls.find(method);
    if (found == null) {
      throw frame.unsupported(
          tree,
          "a call of " + method.getSimpleName(),
          "call the value-and-gradient method, the pullback, Jvp or Hvp");
    }
    return found;
  }

  private static boolean isSimple(ExpressionTree tree) {
    return switch (tree.getKind()) {
      case IDENTIFIER, INT_LITERAL, DOUBLE_LITERAL, FLOAT_LITERAL -> true;
      default -> false;
    };
  }

  private static MethodInvocationTree made(MethodInvocationTree tree) {
    Tree select = tree.getMethodSelect();
    Tree receiver = select instanceof MemberSelectTree member ? member.getExpression() : null;
    while (receiver instanceof ParenthesizedTree inner) {
      receiver = inner.getExpression();
    }
    return receiver instanceof MethodInvocationTree call ? call : null;
  }

  private static TreePath pathTo(TreePath path, MethodInvocationTree tree) {
    TreePath at = new TreePath(path, tree.getMethodSelect());
    Tree receiver = ((MemberSelectTree) tree.getMethodSelect()).getExpression();
    at = new TreePath(at, receiver);
    while (receiver instanceof ParenthesizedTree inner) {
      receiver = inner.getExpression();
      at = new TreePath(at, receiver);
    }
    return at;
  }
}
