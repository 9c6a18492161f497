package dev.adjoint.processor.frontend;

import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Says where a record becomes a value of its sealed interface, which Java does by itself.
 *
 * <pre>
 * Shape s = circle;   becomes   Shape s = (Shape) circle;
 * </pre>
 */
final class WidenValues {
  private final Function function;

  /** The last place that was seen. */
  private Position near;

  private WidenValues(Function function) {
    this.function = function;
    this.near = function.position();
  }

  static Function in(Function function) {
    return function.withBody(new WidenValues(function).widen(function.body()));
  }

  private Block widen(Block block) {
    return block.with(block.statements().stream().map(this::widen).toList());
  }

  private Stmt widen(Stmt stmt) {
    near = stmt.position().isKnown() ? stmt.position() : near;
    Stmt mapped = Walk.map(stmt, this::widen, this::widen);
    if (mapped instanceof Stmt.Declare s && s.value() != null) {
      Expr value = as(s.variable().type(), s.value());
      return value == s.value() ? s : new Stmt.Declare(s.variable(), value, s.position());
    } else if (mapped instanceof Stmt.Assign s) {
      Expr value = as(s.variable().type(), s.value());
      return value == s.value() ? s : new Stmt.Assign(s.variable(), value, s.position());
    } else if (mapped instanceof Stmt.Store s) {
      Expr value = as(s.target().type(), s.value());
      return value == s.value() ? s : new Stmt.Store(s.array(), s.index(), value, s.position());
    } else if (mapped instanceof Stmt.Return s) {
      Expr value = as(function.result(), s.value());
      return value == s.value() ? s : new Stmt.Return(value, s.position());
    }
    return mapped;
  }

  private Expr widen(Expr expr) {
    Expr mapped = Walk.mapParts(expr, this::widen);
    if (mapped instanceof Expr.Conditional e) {
      return new Expr.Conditional(
          e.condition(), as(e.type(), e.then()), as(e.type(), e.otherwise()), e.type());
    } else if (mapped instanceof Expr.Call e) {
      List<Expr> arguments = new ArrayList<>();
      for (int i = 0; i < e.arguments().size(); i++) {
        arguments.add(as(e.callee().operands().get(i).type(), e.arguments().get(i)));
      }
      return new Expr.Call(e.callee(), arguments, e.position());
    } else if (mapped instanceof Expr.ArrayLiteral e) {
      Type element = e.type().elementType();
      return new Expr.ArrayLiteral(
          e.type(), e.elements().stream().map(each -> as(element, each)).toList());
    } else if (mapped instanceof Expr.NewRecord e && e.type() instanceof Type.Tree tree) {
      List<Expr> arguments = new ArrayList<>();
      for (int i = 0; i < e.arguments().size(); i++) {
        arguments.add(as(tree.components().get(i).type(), e.arguments().get(i)));
      }
      return new Expr.NewRecord(e.type(), arguments);
    }
    return mapped;
  }

  private Expr as(Type type, Expr value) {
    if (hasOtherElements(type, value.type())) {
      throw new Unsupported(
          Message.UNSUPPORTED,
          near,
          "a " + value.type() + " as a " + type,
          "give the array or list the type " + type + " where it is made");
    }
    boolean isRecord = value.type() instanceof Type.Tree || value.type() instanceof Type.Sum;
    return type instanceof Type.Sum && isRecord && !type.equals(value.type())
        ? new Expr.Cast(value, type)
        : value;
  }

  /** Whether an array or a list of records is to be one of values of their interface. */
  private static boolean hasOtherElements(Type type, Type given) {
    Type to = type.elementType();
    Type from = given.elementType();
    if (to == null || from == null) {
      return false;
    }
    boolean isRecord = from instanceof Type.Tree || from instanceof Type.Sum;
    return (to instanceof Type.Sum && isRecord && !to.equals(from)) || hasOtherElements(to, from);
  }
}
