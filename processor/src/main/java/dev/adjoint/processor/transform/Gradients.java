package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Wholes;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes values of the user's types out of adjoints: records of their parts, with all else copied
 * from the primal.
 *
 * <pre>
 * Point[] psGradient = new Point[ps.length];
 * for (int i = 0; i &lt; ps.length; i++) { psGradient[i] = new Point(psXBar[i], psYBar[i]); }
 * </pre>
 */
final class Gradients {
  private static final QualifiedName LIST = QualifiedName.of("java.util", "List");

  private final AdjointVariables adjoints;
  private final Variables variables;
  private final boolean owned;
  private final List<Stmt> out;

  /**
   * @param owned whether no part may share memory with another
   * @param out receives the statements that make it
   */
  Gradients(AdjointVariables adjoints, Variables variables, boolean owned, List<Stmt> out) {
    this.adjoints = adjoints;
    this.variables = variables;
    this.owned = owned;
    this.out = out;
  }

  /** The adjoint of a value as a value of its type. */
  Expr of(AdjointNode node, Expr place) {
    Type type = place.type();
    if (type.elementType() != null) {
      return isNumbers(type) ? ((AdjointNode.Leaf) node).place() : elements(node, place);
    } else if (node instanceof AdjointNode.Leaf leaf) {
      return whole(leaf.place(), place);
    }
    AdjointNode.Node inner = (AdjointNode.Node) node;
    List<Expr> arguments = new ArrayList<>();
    for (Type.Component component : inner.type().components()) {
      Expr part = new Expr.Component(place, component.name(), component.type());
      AdjointNode adjoint = inner.components().get(component.name());
      arguments.add(adjoint == null ? part : of(adjoint, part));
    }
    return new Expr.NewRecord(inner.type(), arguments);
  }

  /** Whether the adjoint has the type of the value itself. */
  private static boolean isNumbers(Type type) {
    return type instanceof Type.Array array
        && (array.leaf().isFloating() || isNumbers(array.leaf()));
  }

  private Expr whole(Expr bar, Expr primal) {
    if (!(bar.type() instanceof Type.Whole)) {
      return bar;
    }
    Expr copy = owned ? Wholes.copy(bar) : bar;
    return adjoints.isNullable(bar)
        ? Exprs.choose(Zeros.isThere(bar), copy, Zeros.of(primal))
        : copy;
  }

  private Expr elements(AdjointNode node, Expr place) {
    Type.Array array = new Type.Array(place.type().elementType());
    Variable result = variables.fresh(name(place) + "Gradient", array, Variable.Kind.ADJOINT);
    Expr length = new Expr.Length(place);
    out.add(new Stmt.Declare(result, new Expr.NewArray(array, List.of(length)), Position.NONE));
    Variable index = variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    List<Stmt> body = new ArrayList<>();
    Expr value =
        new Gradients(adjoints, variables, owned, body)
            .of(node.at(Expr.read(index)), new Expr.Element(place, Expr.read(index)));
    body.add(new Stmt.Store(Expr.read(result), Expr.read(index), value, Position.NONE));
    out.add(
        new Stmt.For(
            index, Expr.Literal.of(0), Operator.LESS, length, 1, new Block(body), Position.NONE));
    return place.type() instanceof Type.Sequence
        ? listOf(Expr.read(result), place.type())
        : Expr.read(result);
  }

  /** A list of what an array holds. */
  static Expr listOf(Expr array, Type list) {
    return new Expr.Call(
        new Callee(
            LIST,
            "of",
            true,
            List.of(new Callee.Operand("elements", array.type())),
            list,
            Callee.Kind.HELPER),
        List.of(array),
        Position.NONE);
  }

  /** Whether a call is what {@link #listOf} gives. */
  static boolean isListOf(Expr.Call call) {
    return call.callee().owner().equals(LIST) && call.callee().name().equals("of");
  }

  private static String name(Expr place) {
    if (place instanceof Expr.Read read) {
      return read.variable().name();
    }
    return place instanceof Expr.Component component ? component.name() : "elements";
  }
}
