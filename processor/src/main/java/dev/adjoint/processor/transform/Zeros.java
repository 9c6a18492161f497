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
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes adjoints that are zero, of the structure of a value.
 *
 * <pre>
 * double[] w;        double[] wBar = new double[w.length];
 * Point[] ps;        double[] psXBar = new double[ps.length]; double[] psYBar = …
 * </pre>
 *
 * In an array of vectors a zero is written as null, as is that of a variable that changes its
 * structure: what it would be like may not be there yet.
 */
final class Zeros {
  private final Variables variables;
  private final boolean mayBeMissing;

  /**
   * @param mayBeMissing whether the value's arrays may have places that were never set
   */
  Zeros(Variables variables, boolean mayBeMissing) {
    this.variables = variables;
    this.mayBeMissing = mayBeMissing;
  }

  /** The zero of the type and the shape of a value without parts. */
  static Expr of(Expr like) {
    Type type = like.type();
    if (type instanceof Type.Array array) {
      return array.element() instanceof Type.Array
          ? Exprs.runtime("Adjoints", "zerosLike", type, like)
          : new Expr.NewArray(array, List.of(new Expr.Length(like)));
    } else if (type instanceof Type.Whole) {
      return Wholes.zero(like);
    }
    return ofNumber(type);
  }

  static Expr ofNumber(Type type) {
    return new Expr.Literal(type == Type.Primitive.FLOAT ? "0f" : "0", type);
  }

  /** Declares all adjoints of a value but the shadows, which the forward sweep declares. */
  void declare(AdjointNode node, Expr place, Position position, List<Stmt> out) {
    write(node, place, position, false, out);
  }

  /** Declares the shadows of a value. */
  void declareShadows(AdjointNode node, Expr place, Position position, List<Stmt> out) {
    write(node, place, position, true, out);
  }

  private void write(
      AdjointNode node, Expr place, Position position, boolean shadows, List<Stmt> out) {
    if (place.type().elementType() == null && node instanceof AdjointNode.Node inner) {
      for (Type.Component component : inner.type().components()) {
        AdjointNode part = inner.components().get(component.name());
        if (part != null) {
          Expr primal = new Expr.Component(place, component.name(), component.type());
          write(part, primal, position, shadows, out);
        }
      }
    } else if (node instanceof AdjointNode.Leaf leaf && isSimple(place.type())) {
      put(leaf.place(), of(place), position, shadows, out);
    } else {
      elements(node, place, position, shadows, out);
    }
  }

  private static boolean isSimple(Type type) {
    return !(type instanceof Type.Sequence)
        && (!(type instanceof Type.Array array) || array.leaf().isFloating());
  }

  private void elements(
      AdjointNode node, Expr place, Position position, boolean shadows, List<Stmt> out) {
    if (isShadow(node) != shadows) {
      return;
    }
    node.zip(
        node,
        (leaf, same) -> {
          Expr room = new Expr.NewArray((Type.Array) leaf.type(), List.of(new Expr.Length(place)));
          put(leaf, room, position, shadows, out);
        });
    Variable index = variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    Expr element = new Expr.Element(place, Expr.read(index));
    List<Stmt> body = new ArrayList<>();
    List<Stmt> all = new ArrayList<>();
    write(node.at(Expr.read(index)), element, position, shadows, all);
    // Numbers are zero, and vectors null, without being set.
    for (Stmt stmt : all) {
      if (!(stmt instanceof Stmt.Store store) || store.value().type() instanceof Type.Array) {
        body.add(stmt);
      }
    }
    if (body.isEmpty()) {
      return;
    }
    Block block = new Block(body);
    if (mayBeMissing) {
      block = new Block(List.of(new Stmt.If(isThere(element), block, Block.EMPTY, position)));
    }
    Expr bound = new Expr.Length(place);
    out.add(new Stmt.For(index, Expr.Literal.of(0), Operator.LESS, bound, 1, block, position));
  }

  /** Whether an adjoint is made in the forward sweep; so are all its parts then, or none. */
  private static boolean isShadow(AdjointNode node) {
    boolean[] found = new boolean[1];
    node.zip(
        node,
        (leaf, same) ->
            found[0] |= Walk.base(leaf).stream().anyMatch(v -> v.kind() == Variable.Kind.SHADOW));
    return found[0];
  }

  /** The zero of a structure that is not known. */
  static Expr none(Type type) {
    return new Expr.Literal("null", type);
  }

  /** Whether an adjoint is more than the zero of a structure that is not known. */
  static Expr isThere(Expr value) {
    return Exprs.compare(Operator.NOT_EQUAL, value, none(value.type()));
  }

  private static void put(
      Expr place, Expr zero, Position position, boolean shadows, List<Stmt> out) {
    if (place instanceof Expr.Element element) {
      out.add(new Stmt.Store(element.array(), element.index(), zero, position));
    } else if (place instanceof Expr.Read read
        && (read.variable().kind() == Variable.Kind.SHADOW) == shadows) {
      out.add(new Stmt.Declare(read.variable(), zero, position));
    }
  }
}
