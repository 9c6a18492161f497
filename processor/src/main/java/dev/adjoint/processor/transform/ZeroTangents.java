package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.List;

/** Writes tangents that are zero: values of the type and the structure of a given one. */
final class ZeroTangents {
  private final Variables variables;
  private final List<Stmt> out;

  /**
   * @param out receives the statements that make them
   */
  ZeroTangents(Variables variables, List<Stmt> out) {
    this.variables = variables;
    this.out = out;
  }

  /** The zero of the structure of a value, in memory of its own. */
  Expr of(Expr like) {
    Type type = like.type();
    if (type.isFloating()) {
      return Expr.Literal.of(0.0, type);
    } else if (like instanceof Expr.Literal) {
      return like; // The zero of a structure that is not known.
    } else if (Type.isStack(type)) {
      return new Expr.NewRecord(type, List.of()); // Asked for only where the stack itself is made.
    } else if (!type.isDifferentiable()) {
      return like;
    } else if (type instanceof Type.Whole) {
      return Wholes.zero(like);
    } else if (type instanceof Type.Tree tree) {
      List<Expr> arguments = new ArrayList<>();
      for (Type.Component component : tree.components()) {
        Expr part = new Expr.Component(like, component.name(), component.type());
        arguments.add(component.isDifferentiable() ? of(part) : part);
      }
      return new Expr.NewRecord(tree, arguments);
    } else if (like instanceof Expr.NewArray) {
      return like;
    } else if (type instanceof Type.Array array && array.leaf().isFloating() && array.rank() <= 3) {
      return array.rank() == 1
          ? new Expr.NewArray(array, List.of(new Expr.Length(like)))
          : Exprs.runtime("Adjoints", "zerosLike", type, like);
    }
    return elements(like);
  }

  private Expr elements(Expr like) {
    Type.Array array = new Type.Array(like.type().elementType());
    Variable zeros = variables.fresh("zeros", array, Variable.Kind.LOCAL);
    Expr length = new Expr.Length(like);
    out.add(new Stmt.Declare(zeros, new Expr.NewArray(array, List.of(length)), Position.NONE));
    Variable index = variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    Expr element = new Expr.Element(like, Expr.read(index));
    List<Stmt> body = new ArrayList<>();
    Expr zero = new ZeroTangents(variables, body).of(element);
    body.add(new Stmt.Store(Expr.read(zeros), Expr.read(index), zero, Position.NONE));
    Block block = new Block(body);
    if (like.type() instanceof Type.Array) {
      // An array may have places that were never set.
      block =
          new Block(
              List.of(new Stmt.If(Zeros.isThere(element), block, Block.EMPTY, Position.NONE)));
    }
    out.add(
        new Stmt.For(index, Expr.Literal.of(0), Operator.LESS, length, 1, block, Position.NONE));
    return like.type() instanceof Type.Sequence
        ? Gradients.listOf(Expr.read(zeros), like.type())
        : Expr.read(zeros);
  }
}
