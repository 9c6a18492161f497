package dev.adjoint.processor.frontend;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Lowers calls of methods. */
final class CallLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final LibraryCalls library;

  CallLowering(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
    this.library = new LibraryCalls(frame, expressions);
  }

  /** Whether a call must be evaluated only once, or its value is needed by its own derivative. */
  boolean needsName(Expr.Call call) {
    return switch (call.callee().kind()) {
      case SCALAR -> ScalarRules.usesResult(call.callee());
      case HELPER -> false;
      default -> true;
    };
  }

  LibraryCalls library() {
    return library;
  }

  Expr lower(TreePath path, MethodInvocationTree tree) {
    Element element = frame.source.element(path);
    if (!(element instanceof ExecutableElement declared)
        || frame.source.type(path).getKind() == TypeKind.ERROR) {
      throw new Unsupported(
          Message.INCOMPLETE_TYPES,
          frame.source.position(tree),
          frame.source.text(tree.getMethodSelect()),
          "this method");
    }
    Expr value = frame.isThrowing() ? null : library.value(path, tree, declared);
    if (value != null) {
      return value;
    }
    List<Expr> arguments = new ArrayList<>();
    ExecutableElement method = declared;
    Type on = frame.types.read(declared.getEnclosingElement().asType());
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      Expr receiver = receiver(path, tree.getMethodSelect());
      if (receiver.type() instanceof Type.Tree record) {
        on = record;
        method =
            isSuper(tree.getMethodSelect())
                ? declared
                : Overrides.find(declared, record, frame.types);
      }
      // One that is written by hand may give anything, which matters only for a derivative.
      if (isAccessor(method)
          && !(frame.source.isWritten(method) && expressions.type(path).isDifferentiable())) {
        return new Expr.Component(
            receiver, method.getSimpleName().toString(), expressions.type(path));
      } else if (isClone(method, receiver)) {
        if (((Type.Array) receiver.type()).rank() > 1) {
          throw frame.unsupported(
              tree, "a clone of an array of arrays, which shares its rows", "clone each row");
        }
        return new Expr.Call(
            cloneOf(receiver.type()), List.of(receiver), frame.source.position(tree));
      } else if (receiver.type() instanceof Type.Sequence) {
        return ofList(path, tree, method, receiver);
      }
      arguments.add(receiver);
    }
    if (isListOf(method) && expressions.type(path) instanceof Type.Sequence list) {
      List<Expr> elements = expressions.lowerAll(path, tree.getArguments());
      if (elements.size() == 1 && elements.get(0).type() instanceof Type.Array) {
        boolean isSpread = !elements.get(0).type().equals(list.element());
        if (isSpread) {
          throw frame.unsupported(tree, "a list of an array's elements", "use the array");
        }
      }
      return new Expr.ArrayLiteral(list, elements);
    }
    if (!frame.isThrowing()) {
      frame.checkVisible(method.getReturnType(), tree);
    }
    TypeReader types = typesIn(path, tree, method, on);
    Callee callee = callee(tree, method, on, types);
    if (frame.isThrowing()) {
      callee = callee.withKind(Callee.Kind.UNKNOWN);
    } else if (!method.getTypeParameters().isEmpty()
        && callee.kind() != Callee.Kind.CONSTANT
        && callee.kind() != Callee.Kind.BODY) {
      throw frame.unsupported(
          tree, "the generic method " + callee, "call a method without type parameters");
    }
    List<Expr> given = new ArrayList<>();
    Block before = frame.collect(() -> given.addAll(operands(path, tree, declared, types)));
    arguments.replaceAll(receiver -> Order.before(receiver, before, frame));
    before.statements().forEach(frame::emit);
    arguments.addAll(given);
    if (method.getModifiers().contains(Modifier.PRIVATE) && callee.kind() != Callee.Kind.BODY) {
      throw new Unsupported(Message.PRIVATE_MEMBER, frame.source.position(tree), callee);
    }
    checkThrown(tree, method, callee);
    if (!frame.isThrowing()) {
      checkResult(tree, callee, arguments);
    }
    return new Expr.Call(callee, arguments, frame.source.position(tree));
  }

  /** What stands for the type parameters of a method and its class, in a call. */
  private TypeReader typesIn(
      TreePath path, MethodInvocationTree tree, ExecutableElement method, Type on) {
    Map<Element, Type> bound = new HashMap<>();
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (on instanceof Type.Tree record
        && record.arguments().size() == owner.getTypeParameters().size()) {
      for (int i = 0; i < record.arguments().size(); i++) {
        bound.put(owner.getTypeParameters().get(i), record.arguments().get(i));
      }
    }
    if (frame.source.type(new TreePath(path, tree.getMethodSelect()))
        instanceof ExecutableType actual) {
      TypeArguments arguments = new TypeArguments(method, frame.types, bound);
      arguments.match(method.getReturnType(), actual.getReturnType());
      arguments.matchAll(
          ((ExecutableType) method.asType()).getParameterTypes(), actual.getParameterTypes());
    }
    return frame.types.with(bound);
  }

  /** Generated methods declare no exceptions. */
  private void checkThrown(Tree tree, ExecutableElement method, Callee callee) {
    for (TypeMirror thrown : method.getThrownTypes()) {
      if (!ThrowLowering.isUnchecked(thrown) && callee.kind() != Callee.Kind.BODY) {
        throw frame.unsupported(
            tree,
            callee.name()
                + ", which throws the checked "
                + ((DeclaredType) thrown).asElement().getSimpleName()
                + ",",
            "call it before the method, and pass what it returns");
      }
    }
  }

  private Callee callee(Tree tree, ExecutableElement method, Type on, TypeReader types) {
    Callee callee = frame.callees.read(method, on, types, this::isInSameFile);
    if (callee.kind() == Callee.Kind.BODY && frame.source.mayWrite(method)) {
      return callee.writing();
    }
    Annotations.View annotation = Annotations.find(method, "Differentiable");
    if (callee.kind() == Callee.Kind.COMPANION
        && annotation != null
        && !annotation.strings("mutates").isEmpty()) {
      throw frame.unsupported(
          tree,
          "a call from another file of " + callee + ", which writes a parameter array,",
          "let it return a new array, or move it into this file");
    }
    return callee;
  }

  private static boolean isListOf(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.STATIC)
        && method.getSimpleName().contentEquals("of")
        && ((TypeElement) method.getEnclosingElement())
            .getQualifiedName()
            .contentEquals("java.util.List");
  }

  /** Lists are read by index. */
  private Expr ofList(
      TreePath path, MethodInvocationTree tree, ExecutableElement method, Expr list) {
    String name = method.getSimpleName().toString();
    if (name.equals("get")) {
      Expr[] index = new Expr[1];
      Block before =
          frame.collect(
              () -> index[0] = expressions.lower(new TreePath(path, tree.getArguments().get(0))));
      Expr receiver = Order.before(list, before, frame);
      before.statements().forEach(frame::emit);
      return new Expr.Element(receiver, index[0]);
    } else if (name.equals("size")) {
      return new Expr.Length(list);
    } else if (name.equals("isEmpty")) {
      return Exprs.compare(Operator.EQUAL, new Expr.Length(list), Expr.Literal.of(0));
    }
    throw frame.unsupported(tree, "List." + name, "use get, size and loops");
  }

  /** A derivative must not get lost in an object that has no adjoint. */
  private void checkResult(Tree tree, Callee callee, List<Expr> arguments) {
    boolean hides =
        callee.result() instanceof Type.Other || Frame.holdsDifferentiable(callee.result());
    boolean receives =
        arguments.stream()
            .map(Expr::type)
            .anyMatch(type -> type.isDifferentiable() || Frame.holdsDifferentiable(type));
    if (callee.kind() != Callee.Kind.CONSTANT && hides && receives) {
      throw frame.unsupported(
          tree, "the result of " + callee, "return a number, an array, a tensor or a record");
    }
    boolean isElement = !callee.isStatic() && Frame.holdsDifferentiable(arguments.get(0).type());
    if (isElement) {
      throw frame.unsupported(tree, "an element of a collection", "use a record");
    }
  }

  private List<Expr> operands(
      TreePath path, MethodInvocationTree tree, ExecutableElement method, TypeReader types) {
    return gathered(expressions.lowerAll(path, tree.getArguments()), method, types);
  }

  /** Arguments, with those of a varargs parameter in an array, as Java passes them. */
  static List<Expr> gathered(List<Expr> given, ExecutableElement method, TypeReader types) {
    if (!method.isVarArgs()) {
      return given;
    }
    int fixed = method.getParameters().size() - 1;
    Type.Array type = (Type.Array) types.read(method.getParameters().get(fixed).asType());
    if (given.size() == fixed + 1 && given.get(fixed).type().equals(type)) {
      return given;
    }
    List<Expr> result = new ArrayList<>(given.subList(0, fixed));
    result.add(new Expr.ArrayLiteral(type, given.subList(fixed, given.size())));
    return result;
  }

  /** Whether a call is {@code Interface.super.method()}. */
  private static boolean isSuper(Tree select) {
    return select instanceof MemberSelectTree member
        && member.getExpression() instanceof MemberSelectTree around
        && around.getIdentifier().contentEquals("super");
  }

  private Expr receiver(TreePath path, Tree select) {
    if (select instanceof IdentifierTree || isSuper(select)) {
      return frame.receiver(select);
    }
    MemberSelectTree member = (MemberSelectTree) select;
    TreePath selectPath = new TreePath(path, select);
    return expressions.lower(new TreePath(selectPath, member.getExpression()));
  }

  private static boolean isAccessor(ExecutableElement method) {
    Element owner = method.getEnclosingElement();
    return owner.getKind() == ElementKind.RECORD
        && method.getParameters().isEmpty()
        && owner.getEnclosedElements().stream()
            .anyMatch(
                member ->
                    member.getKind() == ElementKind.RECORD_COMPONENT
                        && member.getSimpleName().equals(method.getSimpleName()));
  }

  private static boolean isClone(ExecutableElement method, Expr receiver) {
    return receiver.type() instanceof Type.Array && method.getSimpleName().contentEquals("clone");
  }

  /** A copy of an array, which is differentiated as a copy. */
  private static Callee cloneOf(Type type) {
    return new Callee(
        dev.adjoint.processor.ir.QualifiedName.of("java.lang", "Object"),
        "clone",
        false,
        List.of(new Callee.Operand("this", type)),
        type,
        Callee.Kind.SCALAR);
  }

  private boolean isInSameFile(ExecutableElement method) {
    return frame.source.contains(method);
  }
}
