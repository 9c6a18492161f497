package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Lowers what makes new arrays and records. */
final class CreationLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;

  CreationLowering(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
  }

  Expr array(TreePath path, NewArrayTree tree) {
    Type.Array type = (Type.Array) expressions.type(path);
    if (tree.getInitializers() == null) {
      return new Expr.NewArray(type, expressions.lowerAll(path, tree.getDimensions()));
    }
    return new Expr.ArrayLiteral(type, expressions.lowerAll(path, tree.getInitializers()));
  }

  Expr object(TreePath path, NewClassTree tree) {
    Type type = expressions.type(path);
    if (frame.isThrowing() && !(type instanceof Type.Tree)) {
      return expressions.throwing().create(path, tree);
    } else if (!(type instanceof Type.Tree) || tree.getClassBody() != null) {
      throw frame.unsupported(
          tree, "a new object of a class that is no record", "use a record, or create it outside");
    }
    Element element = ((DeclaredType) frame.source.type(path)).asElement();
    frame.checkVisible((TypeElement) element, tree);
    List<Expr> given = expressions.lowerAll(path, tree.getArguments());
    return record(tree, type, frame.source.element(path), given);
  }

  private Expr record(Tree tree, Type type, Element constructor, List<Expr> given) {
    List<Expr> arguments = given;
    if (type.isDifferentiable() && constructor instanceof ExecutableElement method) {
      checkConstructor(tree, method);
      arguments = CallLowering.gathered(given, method, frame.types);
    }
    return new Expr.NewRecord(type, arguments);
  }

  /** What a reference to a constructor makes. */
  Expr referenced(TreePath path, MemberReferenceTree tree, List<Expr> arguments) {
    TypeMirror mirror = frame.source.type(child(path, tree.getQualifierExpression()));
    Type type = frame.types.read(mirror);
    if (type instanceof Type.Array array) {
      return new Expr.NewArray(array, arguments);
    } else if (!(type instanceof Type.Tree)) {
      throw frame.unsupported(
          tree, "a new object of a class that is no record", "use a record, or create it outside");
    }
    frame.checkVisible(mirror, tree);
    return record(tree, type, frame.source.element(path), arguments);
  }

  /** What a record is given must be what it then holds. */
  private void checkConstructor(Tree tree, ExecutableElement constructor) {
    if (!RecordMembers.isCanonical(constructor)) {
      throw frame.unsupported(
          tree, "a constructor that does not take all components", "pass each component");
    } else if (!frame.source.onlyChecks(constructor)) {
      throw new Unsupported(
          Message.RECORD_CONSTRUCTOR,
          frame.source.position(tree),
          constructor.getEnclosingElement().getSimpleName());
    }
  }
}
