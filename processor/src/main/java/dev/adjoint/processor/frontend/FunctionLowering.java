package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import org.jspecify.annotations.Nullable;

/**
 * Lowers functions that are written in a body, and methods that such functions are passed to: where
 * one is called, its own body comes to stand.
 *
 * <pre>
 * DoubleUnaryOperator f = z -&gt; x * z;  y = f.applyAsDouble(a);   becomes   y = x * a;
 * </pre>
 */
final class FunctionLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final CallLowering calls;

  FunctionLowering(Frame frame, ExpressionLowering expressions, CallLowering calls) {
    this.frame = frame;
    this.expressions = expressions;
    this.calls = calls;
  }

  /** The types of what goes into a function and comes out. */
  private record Signature(List<Type> parameters, Type result, boolean givesFunction) {}

  /** A lambda or a method reference as a value. */
  Expr create(TreePath path) {
    Type type = expressions.type(path);
    if (path.getLeaf() instanceof LambdaExpressionTree) {
      return frame.functions.name(new FunctionValue.Lambda(path, frame.scope()), type);
    }
    MemberReferenceTree tree = (MemberReferenceTree) path.getLeaf();
    TreePath qualifier = child(path, tree.getQualifierExpression());
    if (isType(qualifier)) {
      return frame.functions.name(new FunctionValue.Reference(path, frame.scope(), null), type);
    }
    Expr receiver = expressions.lower(qualifier);
    if (frame.functions.isKnown(receiver)) {
      return receiver;
    }
    // Java evaluates the object once, where the reference stands.
    Expr kept = isNeverAssigned(qualifier) ? receiver : keep(receiver, tree);
    return frame.functions.name(new FunctionValue.Reference(path, frame.scope(), kept), type);
  }

  private boolean isType(TreePath qualifier) {
    Tree tree = qualifier.getLeaf();
    return tree instanceof ArrayTypeTree
        || tree instanceof ParameterizedTypeTree
        || frame.source.element(qualifier) instanceof TypeElement;
  }

  private Expr keep(Expr value, Tree tree) {
    boolean stays =
        value instanceof Expr.StaticField
            || (value instanceof Expr.Read read
                && read.variable().kind() == Variable.Kind.RECEIVER);
    return stays ? value : frame.name("object", value, frame.source.position(tree));
  }

  /** Whether a variable keeps its value in all of the method around. */
  private static boolean isNeverAssigned(TreePath path) {
    TreePath method = path;
    while (method != null && !(method.getLeaf() instanceof MethodTree)) {
      method = method.getParentPath();
    }
    return method != null
        && path.getLeaf() instanceof IdentifierTree variable
        && !Assigned.in(method.getLeaf(), variable.getName());
  }

  /** One of two functions; both must be known. */
  Expr choose(ConditionalExpressionTree tree, Expr condition, Expr then, Expr otherwise) {
    FunctionValue first = frame.functions.find(then);
    FunctionValue second = frame.functions.find(otherwise);
    if (first == null || second == null) {
      throw frame.unsupported(
          tree,
          "a choice between a function and one from elsewhere",
          "call each in its own branch");
    }
    Expr kept =
        condition instanceof Expr.Literal
            ? condition
            : frame.name("isFirst", condition, frame.source.position(tree));
    return frame.functions.name(new FunctionValue.Choice(tree, kept, first, second), then.type());
  }

  /** The function that a constant of this file stands for; null if it is none. */
  @Nullable Expr constant(Element field) {
    if (!FunctionTypes.isFunction(field.asType()) || !frame.source.contains(field)) {
      return null;
    }
    TreePath path = frame.source.path(field);
    ExpressionTree value = ((VariableTree) path.getLeaf()).getInitializer();
    if (!(value instanceof LambdaExpressionTree || value instanceof MemberReferenceTree)) {
      return null;
    }
    Fence.require(value, frame.source);
    // It sees nothing of the body that calls it.
    return frame.within(Scope.ofMethod(frame.types), value, () -> create(child(path, value)));
  }

  /** A call of a method of a known function. */
  Expr call(TreePath path, MethodInvocationTree tree, ExecutableElement method, Expr function) {
    List<Expr> arguments = calls.operands(path, tree, method, frame.types);
    if (FunctionTypes.isCalled(method)) {
      return apply(Objects.requireNonNull(frame.functions.find(function)), arguments, tree);
    } else if (method.isDefault() && frame.source.contains(method)) {
      List<Expr> all = new ArrayList<>();
      all.add(function);
      all.addAll(arguments);
      return inline(tree, method, all, frame.types);
    }
    throw frame.unsupported(
        tree, method.getSimpleName() + " of a function", "write a lambda that does the same");
  }

  private Expr apply(FunctionValue function, List<Expr> arguments, Tree call) {
    if (function instanceof FunctionValue.Lambda lambda) {
      return frame.within(lambda.scope().inner(), call, () -> lambda(lambda, arguments));
    } else if (function instanceof FunctionValue.Reference reference) {
      return frame.within(reference.scope(), call, () -> reference(reference, arguments));
    }
    return choice((FunctionValue.Choice) function, arguments, call);
  }

  private Expr lambda(FunctionValue.Lambda function, List<Expr> arguments) {
    TreePath path = function.path();
    LambdaExpressionTree tree = (LambdaExpressionTree) path.getLeaf();
    Signature signature = signature(path);
    for (int i = 0; i < arguments.size(); i++) {
      bind(
          child(path, tree.getParameters().get(i)),
          arguments.get(i),
          tree.getBody(),
          signature.givesFunction());
    }
    TreePath body = child(path, tree.getBody());
    StatementLowering statements = new StatementLowering(frame);
    return tree.getBody() instanceof BlockTree
        ? splice(statements.lowerBody(body, signature.result()), signature.result())
        : as(signature.result(), statements.lowerValue(body, signature.result()));
  }

  private Expr reference(FunctionValue.Reference function, List<Expr> given) {
    MemberReferenceTree tree = (MemberReferenceTree) function.path().getLeaf();
    Signature signature = signature(function.path());
    List<Expr> arguments = new ArrayList<>();
    if (function.receiver() != null) {
      arguments.add(function.receiver());
    }
    for (int i = 0; i < given.size(); i++) {
      Expr argument = Exprs.convert(given.get(i), signature.parameters().get(i));
      boolean isObject = arguments.isEmpty() && argument.type() instanceof Type.Tree;
      arguments.add(isObject && !isStable(argument) ? keep(argument, tree) : argument);
    }
    if (tree.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
      return expressions.creations().referenced(function.path(), tree, arguments);
    }
    ExecutableElement method = (ExecutableElement) frame.source.element(function.path());
    return as(signature.result(), calls.invoke(tree, method, arguments));
  }

  private Expr choice(FunctionValue.Choice function, List<Expr> arguments, Tree call) {
    Expr[] values = new Expr[2];
    Block then = frame.collect(() -> values[0] = apply(function.then(), arguments, call));
    Block otherwise = frame.collect(() -> values[1] = apply(function.otherwise(), arguments, call));
    Position position = frame.source.position(call);
    boolean isEmpty = then.isEmpty() && otherwise.isEmpty();
    if (values[0].type() instanceof Type.Nothing) {
      frame.emit(new Stmt.If(function.condition(), then, otherwise, position));
      return values[0];
    } else if (isEmpty && expressions.isSettled(values[0]) && expressions.isSettled(values[1])) {
      return new Expr.Conditional(function.condition(), values[0], values[1], values[0].type());
    }
    Variable result = frame.variables.fresh("choice", values[0].type(), Variable.Kind.TEMPORARY);
    frame.emit(new Stmt.Declare(result, null, position));
    frame.emit(
        new Stmt.If(
            function.condition(),
            ExpressionLowering.append(then, new Stmt.Assign(result, values[0], position)),
            ExpressionLowering.append(otherwise, new Stmt.Assign(result, values[1], position)),
            position));
    return Expr.read(result);
  }

  /**
   * The value of a call of a method of this file, whose body comes to stand here.
   *
   * @param arguments the receiver, if there is one, and the arguments
   * @param types knows what stands for the type parameters
   */
  Expr inline(Tree call, ExecutableElement method, List<Expr> arguments, TypeReader types) {
    TreePath path = frame.source.path(method);
    MethodTree tree = (MethodTree) path.getLeaf();
    Fence.require(tree.getBody(), frame.source);
    Type result = Boxes.unboxed(types.read(method.getReturnType()));
    boolean givesFunction = FunctionTypes.isFunction(method.getReturnType());
    int offset = arguments.size() - tree.getParameters().size();
    return frame.within(
        Scope.ofMethod(types),
        call,
        () -> {
          if (offset > 0) {
            Expr object = arguments.get(0);
            frame
                .scope()
                .bindReceiver(
                    frame.functions.isKnown(object) || (isStable(object) && !givesFunction)
                        ? object
                        : frame.name("object", object, Position.NONE));
          }
          for (int i = 0; i < tree.getParameters().size(); i++) {
            bind(
                child(path, tree.getParameters().get(i)),
                arguments.get(i + offset),
                tree.getBody(),
                givesFunction);
          }
          TreePath body = child(path, tree.getBody());
          return splice(new StatementLowering(frame).lowerBody(body, result), result);
        });
  }

  /**
   * Gives a parameter its value.
   *
   * @param outlives whether the value may be read when the caller has gone on
   */
  private void bind(TreePath parameter, Expr argument, Tree body, boolean outlives) {
    VariableTree tree = (VariableTree) parameter.getLeaf();
    Element element = frame.source.element(parameter);
    Type type = Boxes.unboxed(frame.types.read(element.asType()));
    boolean isAssigned = Assigned.in(body, tree.getName());
    boolean isConstant = argument instanceof Expr.Literal || frame.functions.isKnown(argument);
    if (!isAssigned && (isConstant || (isStable(argument) && !outlives))) {
      frame.scope().bind(element, Exprs.convert(argument, type));
      return;
    }
    frame.checkVisible(element.asType(), tree);
    boolean isObject = argument.type() instanceof Type.Tree && !isAssigned;
    Variable variable =
        frame.declare(element, isObject ? argument.type() : type, tree, Variable.Kind.TEMPORARY);
    frame.emit(new Stmt.Declare(variable, argument, Position.NONE));
  }

  /** Whether an expression has the same value, at no cost, wherever a body may put it. */
  private static boolean isStable(Expr expr) {
    return expr instanceof Expr.Literal
        || expr instanceof Expr.StaticField
        || expr instanceof Expr.Read
        || (expr instanceof Expr.Component component && isStable(component.record()));
  }

  /** Emits a body up to its end, and gives what it returns. */
  private Expr splice(Block body, Type result) {
    Expr value = null;
    for (Stmt stmt : body.statements()) {
      if (stmt instanceof Stmt.Return last) {
        value = as(result, last.value());
      } else {
        frame.emit(stmt);
      }
    }
    // Without a return it always throws.
    return value == null ? Defaults.of(result) : value;
  }

  private Expr as(Type type, Expr value) {
    boolean converts = type instanceof Type.Primitive && !value.type().equals(type);
    return converts ? Exprs.convert(expressions.settle(value, Position.NONE), type) : value;
  }

  private Signature signature(TreePath path) {
    if (!(frame.source.type(path) instanceof DeclaredType type)) {
      throw frame.unsupported(
          path.getLeaf(), "a function of several types", "declare it with one interface");
    }
    ExecutableElement method =
        Objects.requireNonNull(FunctionTypes.methodOf((TypeElement) type.asElement()));
    ExecutableType actual = frame.source.asMemberOf(type, method);
    return new Signature(
        actual.getParameterTypes().stream()
            .map(parameter -> Boxes.unboxed(frame.types.read(parameter)))
            .toList(),
        Boxes.unboxed(frame.types.read(actual.getReturnType())),
        FunctionTypes.isFunction(actual.getReturnType()));
  }
}
