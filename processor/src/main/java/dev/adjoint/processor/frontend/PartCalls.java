package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import java.util.List;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Lowers calls that only give a part of the object, or a copy: accessors of records, elements of
 * lists, what is in a box, and clones of arrays.
 */
final class PartCalls {
  private final Frame frame;

  PartCalls(Frame frame) {
    this.frame = frame;
  }

  /**
   * The value of a call; null if it is to be lowered like any other.
   *
   * @param type what the call gives
   * @param arguments lowers the arguments
   */
  @Nullable Expr value(
      Tree tree,
      ExecutableElement method,
      Expr receiver,
      Type type,
      Supplier<List<Expr>> arguments) {
    if (receiver.type() instanceof Type.Primitive) {
      return ofBox(tree, method, receiver);
    } else if (isAccessor(method)
        // One that is written by hand may give anything, which matters only for a derivative.
        && !(frame.source.isWritten(method) && type.isDifferentiable())) {
      return new Expr.Component(
          receiver, method.getSimpleName().toString(), withoutBox(receiver.type(), method, type));
    } else if (receiver.type() instanceof Type.Array
        && method.getSimpleName().contentEquals("clone")) {
      return clone(tree, receiver);
    } else if (receiver.type() instanceof Type.Sequence) {
      return ofList(tree, method, receiver, arguments);
    }
    return null;
  }

  /** The type of a component, which is a number where the record's own type says so. */
  private static Type withoutBox(Type record, ExecutableElement accessor, Type type) {
    return record instanceof Type.Tree tree
            && tree.components().stream()
                .anyMatch(
                    component ->
                        accessor.getSimpleName().contentEquals(component.name())
                            && component.type() instanceof Type.Primitive)
        ? Boxes.unboxed(type)
        : type;
  }

  /** {@code box.doubleValue()}, of a box that is gone. */
  private Expr ofBox(Tree tree, ExecutableElement method, Expr value) {
    Type type = frame.types.read(method.getReturnType());
    if (!(type instanceof Type.Primitive)
        || !method.getSimpleName().contentEquals(type + "Value")) {
      throw frame.unsupported(
          tree, method.getSimpleName() + " of a number in a box", "use operators and Math");
    }
    return Exprs.convert(value, type);
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

  /** A copy of an array, which is differentiated as a copy. */
  private Expr clone(Tree tree, Expr array) {
    Type type = array.type();
    if (((Type.Array) type).rank() > 1) {
      throw frame.unsupported(
          tree, "a clone of an array of arrays, which shares its rows", "clone each row");
    }
    Callee callee =
        new Callee(
            QualifiedName.of("java.lang", "Object"),
            "clone",
            false,
            List.of(new Callee.Operand("this", type)),
            type,
            Callee.Kind.SCALAR);
    return new Expr.Call(callee, List.of(array), frame.source.position(tree));
  }

  /** Lists are read by index. */
  private Expr ofList(
      Tree tree, ExecutableElement method, Expr list, Supplier<List<Expr>> arguments) {
    String name = method.getSimpleName().toString();
    if (name.equals("get")) {
      Expr[] index = new Expr[1];
      Block before = frame.collect(() -> index[0] = arguments.get().get(0));
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
}
