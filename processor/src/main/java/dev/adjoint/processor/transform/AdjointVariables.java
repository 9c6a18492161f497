package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The adjoint of each variable: its name, its zero, and how it becomes a gradient. */
final class AdjointVariables {
  private final Variables variables;
  private final Map<Variable, AdjointNode> nodes = new HashMap<>();

  /** What the names of rows stand for. */
  private final Map<Variable, Expr> originals = new HashMap<>();

  AdjointVariables(Function function) {
    this.variables = function.variables();
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Declare declare
              && declare.value() != null
              && Aliases.isAlias(declare)) {
            originals.put(declare.variable(), declare.value());
          }
        });
  }

  /** Whether anything asked for the adjoint of a variable yet. */
  boolean isUsed(Variable variable) {
    return nodes.containsKey(variable);
  }

  AdjointNode of(Variable variable) {
    AdjointNode node = nodes.get(variable);
    if (node == null) {
      Expr original = originals.get(variable);
      if (original != null) {
        // The adjoint of a row is the row of the adjoint, which must be there then.
        ofArray(original);
      }
      // Adjoints of values that the user did not name may disappear into one expression.
      Variable.Kind kind =
          variable.kind() == Variable.Kind.TEMPORARY
              ? Variable.Kind.ADJOINT_TEMPORARY
              : Variable.Kind.ADJOINT;
      String prefix = variable.kind() == Variable.Kind.RECEIVER ? "" : variable.name();
      node = create(prefix, variable.type(), kind);
      nodes.put(variable, node);
    }
    return node;
  }

  private AdjointNode create(String name, Type type, Variable.Kind kind) {
    if (type instanceof Type.Tree tree) {
      Map<String, AdjointNode> components = new LinkedHashMap<>();
      for (Type.Component component : tree.components()) {
        if (component.isDifferentiable()) {
          components.put(
              component.name(), create(join(name, component.name()), component.type(), kind));
        }
      }
      return new AdjointNode.Node(tree, components);
    }
    return new AdjointNode.Leaf(variables.fresh(name + "Bar", type, kind));
  }

  private static String join(String prefix, String name) {
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** The adjoint of a variable or of a component of one. */
  AdjointNode of(Expr place) {
    if (place instanceof Expr.Read read) {
      return of(read.variable());
    } else if (place instanceof Expr.Component component
        && of(component.record()) instanceof AdjointNode.Node node) {
      AdjointNode found = node.components().get(component.name());
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException("no adjoint for " + place);
  }

  /** The array that holds the adjoints of an array's elements. */
  Expr ofArray(Expr array) {
    if (array instanceof Expr.Element element) {
      return new Expr.Element(ofArray(element.array()), element.index());
    }
    return Expr.read(((AdjointNode.Leaf) of(array)).variable());
  }

  /** Declarations of the adjoint of a variable, set to zero. */
  List<Stmt> declareZero(Expr place, Position position) {
    List<Stmt> result = new ArrayList<>();
    declareZero(of(place), place, position, result);
    return result;
  }

  private static void declareZero(AdjointNode node, Expr place, Position position, List<Stmt> out) {
    if (node instanceof AdjointNode.Leaf leaf) {
      out.add(new Stmt.Declare(leaf.variable(), zero(place), position));
    } else if (node instanceof AdjointNode.Node inner) {
      inner
          .components()
          .forEach((name, part) -> declareZero(part, component(inner, place, name), position, out));
    }
  }

  static Expr component(AdjointNode.Node node, Expr place, String name) {
    for (Type.Component component : node.type().components()) {
      if (component.name().equals(name)) {
        return new Expr.Component(place, name, component.type());
      }
    }
    throw new IllegalArgumentException("no component " + name + " in " + node.type());
  }

  /** The zero of the type and the shape of a value. */
  static Expr zero(Expr like) {
    Type type = like.type();
    if (type instanceof Type.Array array) {
      return array.element() instanceof Type.Array
          ? Exprs.runtime("Adjoints", "zerosLike", type, like)
          : new Expr.NewArray(array, List.of(new Expr.Length(like)));
    } else if (type instanceof Type.Vector vector) {
      return Exprs.invoke(like, vector.zero(), vector);
    }
    return new Expr.Literal(type == Type.Primitive.FLOAT ? "0f" : "0", type);
  }

  /** The adjoint of a value as a value of its type; other components come from the primal. */
  Expr value(Expr place) {
    return value(of(place), place, false);
  }

  /** The same for a caller to own: no part shares memory with another. */
  Expr gradient(Expr place) {
    return value(of(place), place, true);
  }

  private static Expr value(AdjointNode node, Expr place, boolean owned) {
    if (node instanceof AdjointNode.Leaf leaf) {
      Expr bar = Expr.read(leaf.variable());
      return owned && bar.type() instanceof Type.Vector vector
          ? Exprs.invoke(bar, vector.copy(), vector)
          : bar;
    }
    AdjointNode.Node inner = (AdjointNode.Node) node;
    List<Expr> arguments = new ArrayList<>();
    for (Type.Component component : inner.type().components()) {
      Expr part = new Expr.Component(place, component.name(), component.type());
      AdjointNode adjoint = inner.components().get(component.name());
      arguments.add(adjoint == null ? part : value(adjoint, part, owned));
    }
    return new Expr.NewRecord(inner.type(), arguments);
  }
}
