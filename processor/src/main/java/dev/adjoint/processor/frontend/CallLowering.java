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
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
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
  private final PartCalls parts;
  private final FunctionLowering functions;
  private final DerivedLowering derived;

  CallLowering(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
    this.library = new LibraryCalls(frame, expressions);
    this.parts = new PartCalls(frame);
    this.functions = new FunctionLowering(frame, expressions, this);
    this.derived = new DerivedLowering(frame, expressions);
  }

  FunctionLowering functions() {
    return functions;
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
    if (DerivedCalls.isGenerated(declared) && !frame.isThrowing()) {
      return derived.lower(path, tree, declared);
    } else if (derived.isOfPullback(path, tree)) {
      return derived.apply(path, tree, declared);
    }
    List<Expr> arguments = new ArrayList<>();
    ExecutableElement method = declared;
    Type on = frame.types.read(declared.getEnclosingElement().asType());
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      Expr receiver = receiver(path, tree.getMethodSelect());
      if (frame.functions.isKnown(receiver)) {
        return functions.call(path, tree, declared, receiver);
      }
      if (receiver.type() instanceof Type.Tree record) {
        on = record;
        method =
            isSuper(tree.getMethodSelect())
                ? declared
                : Overrides.find(declared, record, frame.types);
      } else if (receiver.type() instanceof Type.Sum) {
        on = receiver.type();
      }
      Expr part =
          parts.value(
              tree,
              method,
              receiver,
              expressions.type(path),
              () -> expressions.lowerAll(path, tree.getArguments()));
      if (part != null) {
        return part;
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
    if (FunctionTypes.isCalled(method) && !isOfRecords(on)) {
      callee = unknownFunction(callee, arguments.get(0).type(), path, tree);
    }
    if (frame.isThrowing()) {
      callee = callee.withKind(Callee.Kind.UNKNOWN);
    } else if (!method.getTypeParameters().isEmpty()
        && callee.kind() != Callee.Kind.CONSTANT
        && callee.kind() != Callee.Kind.BODY) {
      throw isListOf(method) && holdsNumbers(frame.source.type(path))
          ? frame.unsupported(tree, "a List of numbers", "use an array")
          : frame.unsupported(
              tree,
              "the generic method " + callee,
              "write it as a method of this file, or pass what it returns as a parameter");
    }
    List<Expr> given = new ArrayList<>();
    Block before = frame.collect(() -> given.addAll(operands(path, tree, declared, types)));
    arguments.replaceAll(receiver -> Order.before(receiver, before, frame));
    before.statements().forEach(frame::emit);
    arguments.addAll(given);
    return finish(tree, method, callee, arguments, types);
  }

  /** A call of a method that a reference names. */
  Expr invoke(Tree tree, ExecutableElement declared, List<Expr> arguments) {
    ExecutableElement method = declared;
    Type on = frame.types.read(declared.getEnclosingElement().asType());
    int receivers = 0;
    if (!declared.getModifiers().contains(Modifier.STATIC)) {
      receivers = 1;
      Expr receiver = arguments.get(0);
      if (receiver.type() instanceof Type.Tree record) {
        on = record;
        method = Overrides.find(declared, record, frame.types);
      } else if (receiver.type() instanceof Type.Sum) {
        on = receiver.type();
      }
      List<Expr> others = arguments.subList(1, arguments.size());
      Type type = frame.types.read(method.getReturnType());
      Expr part = parts.value(tree, method, receiver, type, () -> others);
      if (part != null) {
        return part;
      }
    }
    boolean isUnknown = FunctionTypes.isCalled(method) && !isOfRecords(on);
    if (isUnknown || !method.getTypeParameters().isEmpty()) {
      throw frame.unsupported(
          tree,
          "a reference to "
              + method.getSimpleName()
              + ", which "
              + (isUnknown ? "is abstract" : "has type parameters")
              + ",",
          "write a lambda");
    }
    frame.checkVisible(method.getReturnType(), tree);
    TypeReader types = frame.types.with(typeArguments(method, on));
    Callee callee = callee(tree, method, on, types);
    List<Expr> all = new ArrayList<>(arguments.subList(0, receivers));
    all.addAll(gathered(arguments.subList(receivers, arguments.size()), method, types));
    for (int i = 0; i < all.size(); i++) {
      all.set(i, Exprs.convert(all.get(i), callee.operands().get(i).type()));
    }
    return finish(tree, method, callee, all, types);
  }

  /** Whether the objects of a type are records of the user, and no lambdas. */
  private static boolean isOfRecords(Type type) {
    return type instanceof Type.Tree || type instanceof Type.Sum;
  }

  /** A function that comes from elsewhere has no derivative here. */
  private Callee unknownFunction(
      Callee callee, Type function, TreePath path, MethodInvocationTree tree) {
    List<Callee.Operand> operands = new ArrayList<>();
    operands.add(new Callee.Operand("this", function));
    ExecutableType actual =
        (ExecutableType) frame.source.type(new TreePath(path, tree.getMethodSelect()));
    for (TypeMirror parameter : actual.getParameterTypes()) {
      Type type = Boxes.unboxed(frame.types.read(parameter));
      operands.add(new Callee.Operand("argument", type));
    }
    return new Callee(
        callee.owner(),
        callee.name(),
        false,
        operands,
        Boxes.unboxed(expressions.type(path)),
        Callee.Kind.FUNCTION,
        true);
  }

  private Expr finish(
      Tree tree, ExecutableElement method, Callee callee, List<Expr> given, TypeReader types) {
    List<Expr> arguments =
        callee.kind() == Callee.Kind.BODY ? ConstantOperands.in(callee, given, frame) : given;
    boolean takesFunction = arguments.stream().anyMatch(frame.functions::isKnown);
    boolean isDispatched =
        !callee.isStatic() && CalleeReader.isDispatched(method, arguments.get(0).type());
    if (isDispatched && (takesFunction || concernsFunctions(method, arguments))) {
      throw frame.unsupported(
          tree,
          "a function that " + callee + " of a sealed interface takes or gives",
          "find out by instanceof which record it is, and call its own method");
    } else if (takesFunction && callee.kind() != Callee.Kind.BODY) {
      throw frame.unsupported(
          tree,
          "a function that is passed to " + callee,
          "pass it to a static or final method of this file, or write a loop");
    } else if (takesFunction
        || (callee.kind() == Callee.Kind.BODY && concernsFunctions(method, arguments))) {
      return functions.inline(tree, method, arguments, types);
    }
    if (method.getModifiers().contains(Modifier.PRIVATE) && callee.kind() != Callee.Kind.BODY) {
      throw new Unsupported(Message.PRIVATE_MEMBER, frame.source.position(tree), callee);
    }
    checkThrown(tree, method, callee);
    if (!frame.isThrowing()) {
      checkResult(tree, method, callee, arguments);
    }
    return new Expr.Call(callee, arguments, frame.source.position(tree));
  }

  /** Whether a method makes functions, or is given a record that serves as one. */
  private static boolean concernsFunctions(ExecutableElement method, List<Expr> arguments) {
    boolean result = FunctionTypes.isFunction(method.getReturnType());
    int offset = arguments.size() - method.getParameters().size();
    for (int i = 0; i < method.getParameters().size(); i++) {
      result |=
          arguments.get(i + offset).type() instanceof Type.Tree
              && FunctionTypes.isFunction(method.getParameters().get(i).asType());
    }
    return result;
  }

  /** What stands for the type parameters of a method's class. */
  private static Map<Element, Type> typeArguments(ExecutableElement method, Type on) {
    Map<Element, Type> bound = new HashMap<>();
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (on instanceof Type.Tree record
        && record.arguments().size() == owner.getTypeParameters().size()) {
      for (int i = 0; i < record.arguments().size(); i++) {
        bound.put(owner.getTypeParameters().get(i), record.arguments().get(i));
      }
    }
    return bound;
  }

  /** What stands for the type parameters of a method and its class, in a call. */
  private TypeReader typesIn(
      TreePath path, MethodInvocationTree tree, ExecutableElement method, Type on) {
    Map<Element, Type> bound = typeArguments(method, on);
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
    if (CalleeReader.isDispatched(method, on)) {
      frame.callees.noteCall(callee, tree);
    }
    if (callee.kind() == Callee.Kind.BODY && frame.source.mayWrite(method)) {
      return callee.writing();
    } else if (callee.kind() == Callee.Kind.CONSTANT && frame.source.onlyReads(method)) {
      return callee.reading();
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

  /** Whether a list holds floating-point numbers, which stand in boxes there. */
  private static boolean holdsNumbers(TypeMirror list) {
    return list instanceof DeclaredType declared
        && declared.getTypeArguments().stream()
            .map(TypeMirror::toString)
            .anyMatch(type -> type.equals("java.lang.Double") || type.equals("java.lang.Float"));
  }

  /** A derivative must not get lost in an object that has no adjoint. */
  private void checkResult(
      Tree tree, ExecutableElement method, Callee callee, List<Expr> arguments) {
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
    boolean isElement =
        !callee.isStatic()
            && callee.kind() != Callee.Kind.FUNCTION
            && Frame.holdsDifferentiable(arguments.get(0).type())
            && !Annotations.isConstant(method.getEnclosingElement().asType());
    if (isElement) {
      throw frame.unsupported(tree, "an element of a collection", "use a record");
    }
  }

  List<Expr> operands(
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

  private boolean isInSameFile(ExecutableElement method) {
    return frame.source.contains(method);
  }
}
